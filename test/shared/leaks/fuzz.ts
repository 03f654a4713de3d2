import { strFromU8, strToU8, unzipSync, zipSync, type Unzipped } from "fflate";
import { scanWorkbook, type Scan } from "../../../shared/leaks/scan.ts";
import { BUILT_IN } from "../../../shared/policy/policy.ts";
import { safeCopy, type SafeCopy } from "../../../shared/sources/copy.ts";
import { random } from "../../../workbench/sample/random.mjs";
import { buildWorkbook } from "../workbook/buildWorkbook.ts";
import { COMPACT } from "../workbook/samplePivots.ts";
import { sampleWorkbook } from "../../../workbench/sample/workbook.mjs";
import { PLANTED } from "./planted.ts";

/** Small numbers, hostile words and broken ends, put where they do not belong. */
const WORDS = ["", "0", "-1", "4294967296", "1e308", "NaN", "A1", "ZZZ99999999", "A1:XFD1048576", "#REF!", "<", "&amp;", "&#0;", "]]>", "<!--", "\u0000", "<row r=\"1048576\">", "hidden=\"1\"", "../../..", ";;;", "\"", "'", "[<=5]", "(".repeat(99), "x".repeat(5_000)];

/** A small pivot, and the copy of it, which states how it is built. */
const PIVOT = buildWorkbook({ pivots: [COMPACT] });

/** Each file is one of the planted workbooks, a pivot or its copy, with some bytes of the package, or some text of its parts, changed. */
export function* mutations(count: number): Iterable<{ readonly seed: number; readonly bytes: Uint8Array }> {
  const copy = copied(PIVOT);
  if (copy.status === "refused") throw new Error("no copy");
  const originals = [...PLANTED.map(({ leak }) => leak), sampleWorkbook()];
  for (let seed = 1; seed <= count; seed++) {
    const next = random(seed), pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)];
    const original = next() < 0.3 ? pick([PIVOT, copy.bytes]) : pick(originals);
    yield { seed, bytes: next() < 0.35 ? brokenBytes(original, next) : brokenParts(unzipSync(original), next, pick) };
  }
}

function brokenBytes(original: Uint8Array, next: () => number): Uint8Array {
  const bytes = original.slice(0, next() < 0.2 ? Math.floor(next() * original.length) : original.length);
  for (let k = 1 + Math.floor(next() * 8); k > 0; k--) bytes[Math.floor(next() * bytes.length)] = Math.floor(next() * 256);
  return bytes;
}

function brokenParts(parts: Unzipped, next: () => number, pick: <T>(list: readonly T[]) => T): Uint8Array {
  const names = Object.keys(parts);
  for (let k = 1 + Math.floor(next() * 3); k > 0; k--) {
    const name = pick(names), text = strFromU8(parts[name]), kind = next();
    if (kind < 0.1) parts[name] = parts[pick(names)];
    else if (kind < 0.3) parts[name] = strToU8(text.slice(0, Math.floor(next() * text.length)));
    else parts[name] = strToU8(inText(text, next, pick));
  }
  return zipSync(parts, { level: 0 });
}

/** Replaces an attribute's value, a run of text, or anything between two places. */
function inText(text: string, next: () => number, pick: <T>(list: readonly T[]) => T): string {
  const spots = [...text.matchAll(/"[^"]*"|>[^<]+</g)];
  if (spots.length > 0 && next() < 0.7) {
    const spot = pick(spots);
    return `${text.slice(0, spot.index + 1)}${pick(WORDS)}${text.slice(spot.index + spot[0].length - 1)}`;
  }
  const from = Math.floor(next() * text.length), to = Math.min(text.length, from + Math.floor(next() * 40));
  return `${text.slice(0, from)}${next() < 0.5 ? pick(WORDS) : text.slice(from, to).repeat(3)}${text.slice(to)}`;
}

export function scanned(bytes: Uint8Array): Scan {
  return scanWorkbook(bytes, { policy: BUILT_IN });
}

export function copied(bytes: Uint8Array): SafeCopy {
  return safeCopy(bytes, BUILT_IN, { notes: () => [], refused: ({ code }) => code });
}
