import { Inflate, strFromU8 } from "fflate";
import { crc32 } from "./crc32.ts";
import { readDirectory, type Entry } from "./zipDirectory.ts";
import { Unreadable } from "./unreadable.ts";

/** The parts of a package (ECMA-376-2, Open Packaging Conventions), inflated only when asked for. */
export interface Archive {
  /** Part names as stored, without a leading slash. */
  readonly names: readonly string[];
  /** The stored name of a part; names compare without case (OPC §6.2.2.3). Undefined where there is none. */
  find(part: string): string | undefined;
  /** Text of a part. Throws `Unreadable` where it is missing, damaged, or too large. */
  text(part: string): string;
  /** Bytes of a part, under the same limits. */
  bytes(part: string): Uint8Array;
}

/** Sizes in bytes. A part's text must fit a string, and all that is inflated must fit a browser tab. */
const LIMITS = { entries: 10_000, declared: 2 ** 30, part: 2 ** 28, inflated: 2 ** 29 };
/** Deflate cannot do better than 1 : 1032, so a larger claim is false. */
const DEFLATE_RATIO = 1032;
/** Compressed bytes handed over at a time: bounds what one step can produce. */
const STEP = 2 ** 14;

/** Opens a zip package. Throws `Unreadable` for anything that is not one, or is larger than a workbook may be. */
export function openArchive(bytes: Uint8Array): Archive {
  const entries = new Map<string, Entry>();
  let declared = 0;
  for (const entry of readDirectory(bytes, LIMITS.entries)) {
    declared += entry.size;
    if (declared > LIMITS.declared) throw new Unreadable("workbook/tooLarge");
    if (entry.name.endsWith("/")) continue;
    const key = partKey(entry.name);
    if (entries.has(key)) throw new Unreadable("workbook/damaged", { part: entry.name });
    entries.set(key, entry);
  }
  let inflated = 0;
  const unpack = (part: string): Uint8Array => {
    const entry = entries.get(partKey(part));
    if (entry === undefined) throw new Unreadable("workbook/missingPart", { part });
    inflated += entry.size;
    if (entry.size > LIMITS.part || inflated > LIMITS.inflated) throw new Unreadable("workbook/tooLarge", { part });
    return inflate(bytes, entry);
  };
  return {
    names: [...entries.values()].map((entry) => entry.name),
    find: (part) => entries.get(partKey(part))?.name,
    text: (part) => decode(unpack(part), part),
    bytes: unpack,
  };
}

function partKey(name: string): string {
  return name.replaceAll("\\", "/").replace(/^\//, "").toLowerCase();
}

function inflate(bytes: Uint8Array, entry: Entry): Uint8Array {
  const packed = bytes.subarray(entry.start, entry.start + entry.packedSize);
  if (packed.length !== entry.packedSize) throw new Unreadable("workbook/damaged", { part: entry.name });
  const unpacked = entry.method === 0 ? packed : inflateDeflated(packed, entry);
  if (unpacked.length !== entry.size || crc32(unpacked) !== entry.crc) throw new Unreadable("workbook/damaged", { part: entry.name });
  return unpacked;
}

/** Stops as soon as more comes out than the directory claims: that is how a bomb shows itself. */
function inflateDeflated(packed: Uint8Array, entry: Entry): Uint8Array {
  if (entry.size > packed.length * DEFLATE_RATIO) throw new Unreadable("workbook/damaged", { part: entry.name });
  const out = new Uint8Array(entry.size);
  let filled = 0;
  const stream = new Inflate((chunk) => {
    if (filled + chunk.length > out.length) throw new Unreadable("workbook/tooLarge", { part: entry.name });
    out.set(chunk, filled);
    filled += chunk.length;
  });
  try {
    for (let at = 0; at < packed.length; at += STEP) stream.push(packed.subarray(at, at + STEP), at + STEP >= packed.length);
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable("workbook/damaged", { part: entry.name });
  }
  return out.subarray(0, filled);
}

/** Office writes UTF-8. Other encodings are refused rather than misread. */
function decode(bytes: Uint8Array, part: string): string {
  const text = strFromU8(bytes);
  const start = text.charCodeAt(0) === 0xfeff ? text.slice(1, 200) : text.slice(0, 200);
  const encoding = /^<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)["']/.exec(start)?.[1] ?? "utf-8";
  if (!/^(utf-8|utf8|us-ascii)$/i.test(encoding) || (bytes[0] ?? 0) >= 0xfe || bytes[0] === 0 || bytes[1] === 0) {
    throw new Unreadable("workbook/encoding", { part });
  }
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
