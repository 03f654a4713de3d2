import { finest } from "./decimals.ts";
import type { Axis, Cross, Shape } from "./table.ts";

/** A measure in a cell, or in the cell that this one is compared with; −1 where there is none. */
export interface Term {
  readonly measure: number;
  readonly at: Place;
}

/** How a measure follows from one or two others cell by cell: a share, an amount per person, a growth, an index, a difference. Shown, it gives a term that is hidden. */
export interface Formula {
  readonly terms: readonly Term[];
  /** Whether the terms give what the measure is in a cell; undefined where they are not at hand. */
  readonly holds: (cell: number) => boolean | undefined;
  /** The numbers that a term can be (by place in `terms`), where the measure is shown and so is the other term. */
  readonly range: (term: number, shown: number, other: number) => readonly [low: number, high: number];
}

/** The cell that a cell is compared with. */
type Place = (cell: number) => number;

/** What is worked out from x and y, and either of them from that and the other. */
interface Rule {
  readonly of: (x: number, y: number) => number;
  readonly x: (result: number, y: number) => number;
  readonly y: (result: number, x: number) => number;
}

/** What a share is a share of: as it is, in hundred, in thousand, and so on. */
const SCALES = [1, 100, 1_000, 10_000, 100_000];
const SHARE: Rule = { of: (x, y) => x / y, x: (r, y) => r * y, y: (r, x) => x / r };
const GROWTH: Rule = { of: (x, y) => (x - y) / y, x: (r, y) => (1 + r) * y, y: (r, x) => x / (1 + r) };
const DIFFERENCE: Rule = { of: (x, y) => x - y, x: (r, y) => r + y, y: (r, x) => x - r };
/** Of two numbers of one cell also what is left of the whole, the part of both together, and the part beside the rest. */
const WITHIN: readonly Rule[] = [
  SHARE, GROWTH, { of: (x, y) => (y - x) / y, x: (r, y) => (1 - r) * y, y: (r, x) => x / (1 - r) },
  { of: (x, y) => x / (x + y), x: (r, y) => (r * y) / (1 - r), y: (r, x) => (x * (1 - r)) / r }, { of: (x, y) => x / (y - x), x: (r, y) => (r * y) / (1 + r), y: (r, x) => (x * (1 + r)) / r },
];
/** Members up to which each is tried as the one that an index starts from. */
const MOST_MEMBERS = 200;
/** Cells that must agree where others do not, and where a measure is a fixed number of times another. */
const ENOUGH = 3;
/** Cells that disagree before a formula with fewer that agree is given up. */
const PATIENCE = 16;

/** Every formula that a measure keeps to in all cells, cut off or rounded, or, rounded, in most of them: groups may show a mean of their own. */
export function formulasOf(shape: Shape, values: Float64Array, others: readonly Float64Array[]): readonly Formula[] {
  const own: Place = (cell) => cell, found: Formula[] = [], unit = 1 / finest(values), noises = others.map(noiseOf);
  const attempt = (x: number, y: number, at: Place, rule: Rule, scales: readonly number[]): void => {
    for (const scale of scales) {
      const expected = (cell: number): number => { const other = at(cell); return other < 0 ? NaN : scale * rule.of(others[x][cell], others[y][other]); };
      const slack = (cell: number): number => (noises[x] + noises[y] === 0 ? 0 : Math.abs(expected(cell)) * (noises[x] / Math.abs(others[x][cell]) + noises[y] / Math.abs(others[y][at(cell)])));
      if (!agrees(values, expected, unit, slack)) continue;
      found.push({
        terms: [{ measure: x, at: own }, { measure: y, at }],
        holds: (cell) => { const off = Math.abs(values[cell] - expected(cell)); return Number.isNaN(off) ? undefined : off <= 1.01 * unit + slack(cell); },
        range: (term, shown, other) => between([shown - 0.51 * unit, shown + 0.51 * unit].map((end) => (term === 0 ? rule.x(end / scale, other) : rule.y(end / scale, other)))),
      });
    }
  };
  others.forEach((_, x) => {
    const times = multipleOf(values, others[x], unit);
    if (times !== null) found.push({ terms: [{ measure: x, at: own }], holds: () => true, range: (_term, shown) => between([shown - 0.51 * unit, shown + 0.51 * unit].map((end) => end / times)) });
    others.forEach((__, y) => {
      if (y !== x) for (const rule of WITHIN) attempt(x, y, own, rule, SCALES);
      if (y !== x) attempt(x, y, own, DIFFERENCE, [1]);
      for (const at of shape.kind === "cross" ? comparedWith(shape) : []) {
        attempt(x, y, at, SHARE, SCALES);
        if (y === x) { attempt(x, y, at, GROWTH, SCALES); attempt(x, y, at, DIFFERENCE, [1]); }
      }
    });
  });
  return found;
}

/** Half the last decimal of numbers that are rounded themselves; counts are not. */
function noiseOf(values: Float64Array): number {
  const parts = finest(values);
  return parts === 1 ? 0 : 0.5 / parts;
}

/** Cells are visited far from each other, so that one block of totals does not decide. Nothing of nothing agrees with everything, and counts where there is nothing else. */
function agrees(values: Float64Array, expected: Place, unit: number, slack: Place): boolean {
  let exact = 0, not = 0, never = 0, nothing = 0;
  const step = strideOf(values.length);
  for (let k = 0, cell = 0; k < values.length; k++, cell = (cell + step) % values.length) {
    if (Number.isNaN(values[cell])) continue;
    const value = expected(cell);
    if (!Number.isFinite(value)) continue;
    if (value === 0 && values[cell] === 0) { nothing++; continue; }
    const off = Math.abs(values[cell] - value) - slack(cell);
    if (off <= 0.51 * unit) exact++; else not++;
    if (off > 1.01 * unit) never++;
    if (never > 0 && not > exact + PATIENCE) return false;
  }
  return exact + not + nothing > 0 && (never === 0 || (exact >= ENOUGH && exact > not));
}

function strideOf(cells: number): number {
  const divides = (a: number, b: number): number => (b === 0 ? a : divides(b, a % b));
  let step = Math.max(1, Math.floor(cells * 0.618));
  while (divides(cells, step) > 1) step++;
  return step;
}

function between([a, b]: readonly number[]): readonly [number, number] {
  return [Math.min(a, b), Math.max(a, b)];
}

/** The fixed number of times that a measure is another: a rate per person, or the same persons by another word; null where it is not. */
function multipleOf(values: Float64Array, other: Float64Array, unit: number): number | null {
  const most = other.reduce((at, value, cell) => (value > (other[at] || 0) && !Number.isNaN(values[cell]) ? cell : at), 0), times = values[most] / other[most];
  if (!(times > 0) || !Number.isFinite(times)) return null;
  let telling = 0;
  for (const [cell, value] of values.entries()) {
    if (Number.isNaN(value + other[cell])) continue;
    if (Math.abs(value - times * other[cell]) > 0.51 * unit * (1 + other[cell] / other[most]) + 1e-9 * value) return null;
    if (other[cell] > 0) telling++;
  }
  return telling >= ENOUGH ? times : null;
}

/** What a cell is compared with along an axis: a total above it, one fixed member, its neighbours; or the grand total. */
function comparedWith({ axes }: Cross): readonly Place[] {
  let step = 1;
  const steps = axes.map(() => 0);
  for (let at = axes.length - 1; at >= 0; at--) { steps[at] = step; step *= axes[at].members.length; }
  const roots = axes.map(soleRoot), grand = roots.reduce((cell, root, at) => cell + root * steps[at], 0);
  const moved = (at: number, to: (member: number) => number): Place => (cell) => {
    const member = Math.floor(cell / steps[at]) % axes[at].members.length, other = to(member);
    return other < 0 || other === member || other >= axes[at].members.length ? -1 : cell + (other - member) * steps[at];
  };
  const along = axes.flatMap(({ hierarchies, members }, at) => [
    ...hierarchies.map(({ parent }) => moved(at, (member) => parent[member] ?? -1)), moved(at, (member) => member - 1), moved(at, (member) => member + 1),
    ...(members.length > MOST_MEMBERS ? [roots[at]] : members.map((_, member) => member)).flatMap((fixed) => (fixed < 0 ? [] : [moved(at, () => fixed)])),
  ]);
  return axes.length > 1 && roots.every((root) => root >= 0) ? [...along, (cell) => (cell === grand ? -1 : grand)] : along;
}

/** The one member above all others, or −1. */
function soleRoot({ hierarchies }: Axis): number {
  const tops = new Set(hierarchies.flatMap(({ parent }) => parent.flatMap((up, member) => (up === -1 && parent.includes(member) ? [member] : []))));
  return tops.size === 1 ? [...tops][0] : -1;
}
