import { addsUp, fitsUnder, isEmpty, isTotalWord, nothing, plus, type Line } from "./line.ts";
import { irregular, regular, type Reading, type Sequence } from "./nesting.ts";

export type Totals =
  /** Parent line of every line, −1 for a line that is part of no total. */
  | { readonly status: "found"; readonly parent: readonly number[] }
  | { readonly status: "refused"; readonly why: "doesNotAddUp" | "ambiguous"; readonly line: number };

const DEEPEST = 5;
/** A line without a total's label is taken for one, unexplained, if it equals neighbours in at least this many crossing lines. */
const STRIKING = 3;
/** How many neighbours a line is compared with when no structure was found. */
const REACH = 200;

/**
 * Finds which lines are totals of lines next to them: a grand total first or last, subtotals before or after their parts,
 * to any depth. A structure holds only if the numbers prove it in every crossing line that has no blank among the parts.
 */
export function findTotals(lines: readonly Line[]): Totals {
  if (lines.length === 0) return { status: "found", parent: [] };
  const readings = new Map<string, readonly number[]>();
  let open = false;
  const keep = (reading: Reading): boolean => {
    if (reading === "ambiguous") open = true;
    else if (reading !== null && unexplained(lines, reading) < 0) readings.set(reading.join(), reading);
    return reading !== null;
  };
  const grands = lines.length === 1 ? [] : [lines.length - 1, 0];
  for (const grand of grands) if (!keep(flat(lines, grand))) sequences(lines, grand).forEach((sequence) => anyDepth(sequence, keep));
  if (readings.size === 0 && !open) sequences(lines, -1).forEach((sequence) => anyDepth(sequence, keep));
  if (readings.size === 0) for (const grand of grands) sequences(lines, grand).forEach((sequence) => keep(irregular(sequence)));
  if (readings.size > 0) return best(lines, [...readings.values()]);
  return open ? { status: "refused", why: "ambiguous", line: Math.max(0, lines.findIndex(isEmpty)) } : withoutTotals(lines);
}

/** Everything else is a part of the grand total. A single part proves nothing without a label. */
function flat(lines: readonly Line[], grand: number): Reading {
  const total = lines[grand];
  const sum = lines.reduce((parts, line) => (line === total ? parts : plus(parts, line)), nothing(total.values.length));
  if (!addsUp(sum, total) || (sum.parts < 2 && !isTotalWord(total.label))) return null;
  return lines.map((_, line) => (line === grand ? -1 : grand));
}

/** The lines without the grand total, once with subtotals above their parts and once with subtotals below. */
function sequences(lines: readonly Line[], grand: number): readonly Sequence[] {
  const order = lines.map((_, line) => line).filter((line) => line !== grand);
  return [{ lines, order, grand }, { lines, order: [...order].reverse(), grand }];
}

function anyDepth(sequence: Sequence, keep: (reading: Reading) => boolean): void {
  for (let depth = 2; depth <= DEEPEST; depth++) if (keep(regular(sequence, depth))) return;
}

/** A line whose label announces a total but that has no parts, or −1. */
function unexplained(lines: readonly Line[], parent: readonly number[]): number {
  const inner = new Set(parent);
  return lines.findIndex(({ label }, line) => isTotalWord(label) && !inner.has(line));
}

/** Of several readings the one whose outermost lines are announced as totals; two such readings are one too many. */
function best(lines: readonly Line[], readings: readonly (readonly number[])[]): Totals {
  const announced = readings.filter((parent) => lines.every(({ label }, line) => parent[line] !== -1 || isTotalWord(label)));
  const [first, second] = readings.length === 1 ? readings : announced;
  return first !== undefined && second === undefined ? { status: "found", parent: first } : { status: "refused", why: "ambiguous", line: 0 };
}

/** No structure was found: fine for a table without totals, not for one that seems to have some. */
function withoutTotals(lines: readonly Line[]): Totals {
  const announced = lines.findIndex(({ label }) => isTotalWord(label));
  if (announced >= 0) return { status: "refused", why: "doesNotAddUp", line: announced };
  const suspect = lines.findIndex((_, line) => looksLikeTotal(lines, line, 1) || looksLikeTotal(lines, line, -1));
  if (suspect >= 0) return { status: "refused", why: "ambiguous", line: suspect };
  return { status: "found", parent: lines.map(() => -1) };
}

function looksLikeTotal(lines: readonly Line[], line: number, step: 1 | -1): boolean {
  const total = lines[line];
  if (Array.prototype.filter.call(total.values, (value: number) => value > 0).length < STRIKING) return false;
  let sum = nothing(total.values.length);
  for (let k = 1; k <= REACH; k++) {
    const next = lines[line + k * step];
    if (next === undefined) return false;
    sum = plus(sum, next);
    if (!fitsUnder(sum, total)) return false;
    if (sum.parts >= 2 && addsUp(sum, total)) return true;
  }
  return false;
}
