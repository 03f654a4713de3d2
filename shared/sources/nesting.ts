import { addsUp, fitsUnder, isEmpty, isTotalWord, nothing, plus, type Line, type Sum } from "./line.ts";

/**
 * Lines in an order where every total stands before its parts (rows with subtotals below are handed over reversed),
 * and the grand total they must add up to, if there is one.
 */
export interface Sequence {
  readonly lines: readonly Line[];
  /** Indexes into `lines`, without the grand total. */
  readonly order: readonly number[];
  /** Index of the grand total, −1 where there is none. */
  readonly grand: number;
}

/** Parent of every line (−1 = none); null where the numbers contradict the structure; "ambiguous" where they allow several. */
export type Reading = readonly number[] | null | "ambiguous";

/** Steps of the search for irregular structures; beyond it the structure counts as ambiguous. */
const STEPS = 50_000;
/** Lines that the irregular search takes: its recursion is as deep as the sequence is long. */
const LONGEST = 2_000;
const NONE = -1, SEVERAL = -2;

/** Every line lies at the same depth: groups of groups of leaves. */
export function regular(sequence: Sequence, depth: number): Reading {
  const { lines, order, grand } = sequence;
  const parent = new Array<number>(lines.length).fill(-1);
  let sum = nothing(lines[0].values.length), at = 0;
  while (at < order.length) {
    const end = group(sequence, parent, at, depth);
    if (end < 0) return end === SEVERAL ? "ambiguous" : null;
    parent[order[at]] = grand;
    sum = plus(sum, lines[order[at]]);
    at = end;
  }
  return grand < 0 || addsUp(sum, lines[grand]) ? parent : null;
}

/** Reads one group of the given depth whose total stands at `at`; returns where the next one starts. */
function group(sequence: Sequence, parent: number[], at: number, depth: number): number {
  if (depth === 1) return at + 1;
  const { lines, order, grand } = sequence, total = order[at], stops: number[] = [];
  let sum: Sum = nothing(lines[total].values.length), next = at + 1;
  while (next < order.length) {
    sum = plus(sum, lines[order[next]]);
    if (!fitsUnder(sum, lines[total])) break;
    const end = group(sequence, parent, next, depth - 1);
    if (end === SEVERAL) return SEVERAL;
    if (end === NONE) break;
    parent[order[next]] = total;
    next = end;
    if (addsUp(sum, lines[total]) && (grand >= 0 || sum.parts !== 1 || isTotalWord(lines[total].label))) stops.push(next);
  }
  return stops.length < 2 ? stops[0] ?? NONE : stopByLabels(sequence, at, stops, depth);
}

/** Lines of zeros or blanks leave open where a group ends; then the outer labels must tell. */
function stopByLabels({ lines, order }: Sequence, at: number, stops: readonly number[], depth: number): number {
  const first = lines[order[at + 1]], shared = first.path.length - (depth - 1);
  if (shared < 1) return SEVERAL;
  const belongs = (k: number) => lines[order[k]].path.slice(0, shared).every((label, level) => label === first.path[level]);
  const fitting = stops.filter((stop) => {
    for (let k = at + 1; k < stop; k++) if (!belongs(k)) return false;
    return stop === order.length || !belongs(stop);
  });
  return fitting.length === 1 ? fitting[0] : SEVERAL;
}

interface Open {
  readonly line: number;
  readonly sum: Sum;
  readonly outer: Open | null;
}

/** Leaves and totals at any depth, under a grand total. Found only if exactly one structure adds up. */
export function irregular(sequence: Sequence): Reading {
  const { lines, order, grand } = sequence;
  if (grand < 0 || order.length > LONGEST) return order.length > LONGEST ? "ambiguous" : null;
  const parent = new Array<number>(lines.length).fill(-1), found = new Map<string, readonly number[]>();
  const empty = nothing(lines[grand].values.length);
  let steps = STEPS, open = false;
  const complete = (group: Open) => addsUp(group.sum, lines[group.line]);
  const walk = (at: number, top: Open): void => {
    if (--steps < 0 || found.size > 1) return;
    if (at === order.length) {
      for (let group: Open | null = top; group !== null; group = group.outer) if (!complete(group)) return;
      found.set(parent.join(), parent.slice());
      return;
    }
    const line = order[at], none = isEmpty(lines[line]);
    for (let group: Open | null = top; group !== null; group = group.outer) {
      const sum = plus(group.sum, lines[line]);
      if (fitsUnder(sum, lines[group.line])) {
        if (none && group.outer !== null && complete(group)) open = true;
        parent[line] = group.line;
        walk(at + 1, { ...group, sum });
        parent[line] = group.line;
        if (!none && at + 1 < order.length) walk(at + 1, { line, sum: empty, outer: { ...group, sum } });
      }
      if (!complete(group)) return;
    }
  };
  walk(0, { line: grand, sum: empty, outer: null });
  if (steps < 0 || found.size > 1) return "ambiguous";
  const [reading] = found.values();
  return reading === undefined ? null : open ? "ambiguous" : reading;
}
