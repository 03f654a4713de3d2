import type { Axis, Measure, Table } from "./table.ts";

/** A count that is the sum of other counts of the same table, in every cell; by place in the list of counts. */
export interface MeasureSum {
  readonly total: number;
  readonly parts: readonly number[];
}

type Values = Pick<Measure, "values">;

/** Counts side by side up to which sums among them are looked for: all combinations are tried. */
const MOST = 12;
/** Cells with something in them that must agree before counts are called a sum where some of them are blank: a blank may be anything. */
const ENOUGH = 3;
/** Cells looked at first: nearly every combination fails there. */
const FIRST = 64;

/** Counts that are sums of other counts ("Total" beside "Men" and "Women"), or repeat one. The smallest combination counts. */
export function measureSums(counts: readonly Values[]): readonly MeasureSum[] {
  if (counts.length < 2 || counts.length > MOST) return [];
  const found: MeasureSum[] = [];
  counts.forEach((_, total) => {
    const others = counts.map((__, measure) => measure).filter((measure) => measure !== total);
    const sets = Array.from({ length: (1 << others.length) - 1 }, (__, mask) => others.filter((___, bit) => ((mask + 1) >> bit) % 2 === 1)).sort((a, b) => a.length - b.length);
    const parts = sets.find((set) => !repeats(found, total, set) && isSum(counts, total, set));
    if (parts !== undefined) found.push({ total, parts });
  });
  return found;
}

/** "A = B" once said is not said again as "B = A". */
function repeats(found: readonly MeasureSum[], total: number, parts: readonly number[]): boolean {
  return parts.length === 1 && found.some((one) => one.parts.length === 1 && one.total === parts[0] && one.parts[0] === total);
}

/** Judged only on cells where none of them is blank: a blank may be a count that the source hid. */
function isSum(counts: readonly Values[], total: number, parts: readonly number[]): boolean {
  const { values } = counts[total];
  let telling = 0, isWhole = true;
  const agrees = (cell: number): boolean => {
    const sum = parts.reduce((all, part) => all + counts[part].values[cell], 0), whole = values[cell];
    if (Number.isNaN(sum - whole)) { isWhole = false; return true; }
    if (whole > 0) telling++;
    return Math.abs(sum - whole) <= 1e-9 * Math.max(1, whole);
  };
  for (let cell = 0; cell < Math.min(FIRST, values.length); cell++) if (!agrees(cell)) return false;
  for (let cell = FIRST; cell < values.length; cell++) if (!agrees(cell)) return false;
  return telling >= (isWhole ? 1 : ENOUGH) && parts.some((part) => counts[part].values.some((value) => value > 0));
}

/** Counts of one table as one more axis of it, so that what they say of each other is a relation like any other: cell index × counts + count. */
export function withMeasureAxis(table: Table, counts: readonly Measure[], sums: readonly MeasureSum[]): Table {
  const values = new Float64Array(counts[0].values.length * counts.length);
  counts.forEach((count, c) => count.values.forEach((value, cell) => { values[cell * counts.length + c] = value; }));
  const spread = (cells: readonly number[] | undefined): readonly number[] | undefined => cells?.flatMap((cell) => counts.map((_, c) => cell * counts.length + c));
  const { known, suppressed, shape, ...rest } = table;
  const withheld = counts.flatMap((count, c) => (count.withheld ?? []).map((cell) => cell * counts.length + c));
  const names = counts.map(({ name }) => name);
  return {
    ...rest, ...defined({ known: spread(known), suppressed: spread(suppressed) }),
    measures: [{ ...counts[0], name: names.join(" + "), values, withheld, ...(counts.some(({ additive }) => additive === false) ? { additive: false } : {}) }],
    shape: shape.kind === "cross" ? { kind: "cross", axes: [...shape.axes, measureAxis(names, sums)] } : {
      kind: "linear", cells: shape.cells.flatMap((cell) => names.map((name) => `${cell}\u0000${name}`)),
      ...defined({ owners: shape.owners?.flatMap((owner) => names.map(() => owner)) }),
      relations: [
        ...shape.relations.flatMap(({ total, parts, ...rest }) => names.map((_, c) => ({ ...rest, total: total * names.length + c, parts: parts.map((part) => part * names.length + c) }))),
        ...shape.cells.flatMap((_, cell) => sums.map(({ total, parts }) => ({ isSum: true, total: cell * names.length + total, parts: parts.map((part) => cell * names.length + part) }))),
      ],
    },
  };
}

/** The name of the axis cannot be a field of a source. */
function measureAxis(names: readonly string[], sums: readonly MeasureSum[]): Axis {
  return {
    name: "\u0000measure", members: names, coordinates: names.map((name) => ({ "\u0000measure": name })),
    hierarchies: sums.map(({ total, parts }, k) => ({ name: `${k}`, isSum: true, parent: names.map((_, c) => (c === total ? -1 : parts.includes(c) ? total : null)) })),
  };
}

function defined<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: NonNullable<T[K]> };
}
