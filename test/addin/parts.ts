import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

/** The workbook with one of its parts changed. Throws where the change changes nothing, so that no test runs on the original. */
export function withPart(bytes: Uint8Array, part: RegExp, change: (xml: string) => string): Uint8Array {
  const files = unzipSync(bytes);
  const name = Object.keys(files).sort().find((candidate) => part.test(candidate));
  const before = name === undefined ? "" : strFromU8(files[name]);
  const after = change(before);
  if (name === undefined || after === before) throw new RangeError(`nothing to change at ${String(part)}`);
  return zipSync({ ...files, [name]: strToU8(after) });
}

/** The workbook with further parts. */
export function withParts(bytes: Uint8Array, parts: Readonly<Record<string, string>>): Uint8Array {
  return zipSync({ ...unzipSync(bytes), ...Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])) });
}

/** Without its row items nobody can tell what the lines of a pivot are: it must be refused. */
export function withoutRowItems(bytes: Uint8Array, part: RegExp): Uint8Array {
  return withPart(bytes, part, (xml) => xml.replace(/<rowItems[\s\S]*<\/rowItems>/, ""));
}
