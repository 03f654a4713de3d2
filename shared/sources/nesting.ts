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
  const { lines, order, grand } = sequence, total = lines[order[at]], alike = sameGroup(sequence, at + 1, depth);
  const stops: number[] = [];
  let sum: Sum = nothing(total.values.length), next = at + 1, together = true;
  while (next < order.length) {
    sum = plus(sum, lines[order[next]]);
    if (!fitsUnder(sum, total)) break;
    const end = group(sequence, parent, next, depth - 1);
    if (end === SEVERAL) return SEVERAL;
    if (end === NONE) break;
    parent[order[next]] = order[at];
    together &&= alike(next);
    next = end;
    const labelled = together && (next === order.length || !alike(next)), announced = labelled || isTotalWord(total.label);
    if (!addsUp(sum, total, announced) || (grand < 0 && sum.parts === 1 && !announced)) continue;
    if (labelled) return next;
    stops.push(next);
  }
  return stops.length < 2 ? stops[0] ?? NONE : SEVERAL;
}

/** Whether a line has the same outer labels as the group's first part. Lines of zeros or blanks fit everywhere; only this tells where they belong. */
function sameGroup({ lines, order }: Sequence, first: number, depth: number): (at: number) => boolean {
  const path = lines[order[first]]?.path ?? [], outer = path.slice(0, path.length - (depth - 1));
  return (at) => outer.length > 0 && outer.every((label, level) => label === lines[order[at]].path[level]);
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
