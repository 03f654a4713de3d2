import { linearAverages } from "./linearAverages.ts";
import { finest } from "./decimals.ts";
import { cellCount, type Axis, type Cross, type Measure, type Table } from "./table.ts";
import { announcesAverage, leavesOne, TOTAL, type MeanAndSum, type Totalled } from "./toldTotal.ts";

/** Complete cells that must agree before a member that is not called an average, and has no fraction among whole numbers, is taken for one of its neighbours; all where there are fewer. */
const ENOUGH = 3;

/**
 * Averages among the members of a count ("Gennemsnit" beside the municipalities, or a region whose value is the mean of its own)
 * become the totals that they give away: mean × number. Two averages of one set are the same total twice. Looked for are means of a
 * member's children or leaves, of its siblings, of all other leaves, and, where its name says so, of any group's children.
 * `uniquely`: only where the shown average leaves the total one whole number; else it is part of no total.
 */
export function averagesAsTotals(table: Table, measure: Measure, uniquely = false): Totalled {
  const averages = new Set<number>();
  if (table.shape.kind !== "cross") return linearAverages(table, table.shape, measure, uniquely);
  const values = measure.values.slice(), axes = [...table.shape.axes];
  for (const [at, axis] of axes.entries()) {
    // Counts are no members of anything that a mean is taken of.
    if (axis.name.startsWith("\u0000")) continue;
    const lines = linesAlong(table.shape, at), found = averagesOf(axis, measure.values, lines);
    if (found.length > 0) axes[at] = withTotals(axis, found.filter((one) => !uniquely || isUnique(one, measure.values, lines)), found);
    for (const one of found) total(one, measure.values, lines, (cell, sum) => { averages.add(cell); if (!uniquely || isUnique(one, measure.values, lines)) values[cell] = sum; });
  }
  return averages.size === 0 ? { table, measure, averages } : { table: { ...table, shape: { kind: "cross", axes } }, measure: { ...measure, values }, averages };
}

/** A member that is the mean of others. */
interface Average {
  readonly member: number;
  readonly of: readonly number[];
}

/** Cells of an axis: `start` of each line across it, `step` from one member to the next. */
interface Lines {
  readonly starts: readonly number[];
  readonly step: number;
}

/** The lines across one axis of a cross. */
export function linesAlong({ axes }: Cross, at: number): Lines {
  const step = axes.slice(at + 1).reduce((n, { members }) => n * members.length, 1), block = step * axes[at].members.length, starts: number[] = [];
  for (let outer = 0, cells = cellCount({ kind: "cross", axes }); outer < cells; outer += block) for (let inner = 0; inner < step; inner++) starts.push(outer + inner);
  return { starts, step };
}

/** Members that stand under another one, or at the top (`above` −1): its children, or its leaves. */
export interface Group {
  readonly above: number;
  readonly of: readonly number[];
}

/** Every group of an axis of two or more members, in every hierarchy. */
export function groupsOf({ hierarchies, members }: Pick<Axis, "hierarchies" | "members">): readonly Group[] {
  return hierarchies.flatMap(({ parent }) => {
    const children = new Map<number, number[]>([[-1, []]]), leaves = new Map<number, number[]>([[-1, []]]);
    const put = (groups: Map<number, number[]>, above: number, member: number): void => { const group = groups.get(above); if (group === undefined) groups.set(above, [member]); else group.push(member); };
    parent.forEach((up, member) => { if (up !== null) put(children, up, member); });
    members.forEach((_, member) => {
      if (children.has(member)) return;
      for (let up = parent[member]; up !== null && up !== undefined; up = up < 0 ? null : parent[up]) put(leaves, up, member);
    });
    const distinct = [...leaves].filter(([above, of]) => of.length !== children.get(above)?.length || of.some((leaf) => parent[leaf] !== above));
    return [...children, ...distinct].map(([above, of]) => ({ above, of })).filter(({ of }) => of.length > 1);
  });
}

/** A group as averages are looked for in it, with its sums in the first lines. */
interface Probe extends Group {
  readonly has: ReadonlySet<number>;
  readonly sums: readonly number[];
}

/** Lines looked at first, spread over all: nearly every mean fails there. */
const FIRST = 8;

/** Averages along an axis; what one is the average of is none itself, but for what is averaged once more. */
function averagesOf(axis: Axis, values: Float64Array, lines: Lines): readonly Average[] {
  const { starts, step } = lines, inner = new Set(axis.hierarchies.flatMap(({ parent }) => parent)), first = starts.filter((_, k) => k % Math.ceil(starts.length / FIRST) === 0);
  const named = axis.members.map((name, member) => announcesAverage(axis.labels?.[member] ?? name)), isWhole = (member: number): boolean => starts.every((start) => !(values[start + member * step] % 1));
  const probes = groupsOf(axis).map(({ above, of }): Probe => {
    const others = of.filter((member) => inner.has(member) || !named[member]);
    return { above, of: others, has: new Set(others), sums: first.map((start) => others.reduce((sum, member) => sum + values[start + member * step], 0)) };
  });
  const found: Average[] = [], taken = new Set<number>(), top = probes.filter(({ above }) => above < 0), withMember = axis.members.map((): Probe[] => []);
  const below = new Map<number, Probe[]>();
  for (const probe of probes) below.set(probe.above, [...(below.get(probe.above) ?? []), probe]);
  for (const probe of probes) if (probe.above >= 0) for (const member of probe.of) withMember[member].push(probe);
  for (const member of axis.members.map((_, at) => at).sort((a, b) => Number(named[b]) - Number(named[a]) || a - b)) {
    if (taken.has(member)) continue;
    // A member with parts is their mean or none; another one that of its siblings, of all others, or of the group that its name means.
    const near = inner.has(member) ? below.get(member) ?? [] : named[member] ? probes : [...withMember[member], ...top];
    const of = near.filter((probe) => mayBeMean(member, probe, first.map((start) => values[start + member * step])))
      .map((probe) => probe.of.filter((one) => one !== member)).find((set) => set.length > 1 && isMean(values, lines, { member, of: set }, { named: named[member], enough: named[member] || inner.has(member) || (!isWhole(member) && set.every(isWhole)) ? 1 : set.length > 2 ? Math.min(ENOUGH, starts.length) : ENOUGH }));
    if (of === undefined || isPart(axis, member, values, lines)) continue;
    found.push({ member, of });
    for (const one of of) if (!inner.has(one)) taken.add(one);
  }
  return found;
}

/** Whether the first lines leave it open that a member is the mean of a group's others, however roughly rounded. */
function mayBeMean(member: number, { of, has, sums }: Probe, own: readonly number[]): boolean {
  const without = has.has(member), n = of.length - (without ? 1 : 0);
  return n > 1 && own.every((value, k) => !(Math.abs(value - (sums[k] - (without ? value : 0)) / n) > 0.51));
}

/** Whether a member is what a set's mean is, in every complete line, and its sum in none that tells the two apart. */
function isMean(values: Float64Array, { starts, step }: Lines, { member, of }: Average, { named, enough }: { readonly named: boolean; readonly enough: number }): boolean {
  const decimals = finest(starts.map((start) => values[start + member * step])), rounding = decimals === 1 && !named ? 1e-9 : 0.51 / decimals;
  let telling = 0;
  for (const start of starts) {
    const mean = values[start + member * step], sum = of.reduce((all, one) => all + values[start + one * step], 0);
    if (Number.isNaN(mean) || Number.isNaN(sum)) continue;
    if (Math.abs(mean - sum / of.length) > rounding) return false;
    if (sum > 0) telling++;
  }
  return telling >= enough;
}

/** Whether a total counts the member among its parts, each person once or not: then it is no average of the others, whatever its numbers. */
function isPart({ hierarchies }: Axis, member: number, values: Float64Array, { starts, step }: Lines): boolean {
  return hierarchies.some(({ parent }) => {
    const up = parent[member];
    if (up === null || up === undefined || up < 0) return false;
    const parts = parent.flatMap((above, one) => (above === up ? [one] : []));
    const sums = starts.map((start) => ({ whole: values[start + up * step], own: values[start + member * step], sum: parts.reduce((all, part) => all + values[start + part * step], 0) })).filter(({ whole, sum }) => !Number.isNaN(whole + sum));
    return (sums.some(({ whole }) => whole > 0) && sums.every(({ whole, sum }) => Math.abs(whole - sum) <= 1e-9 * Math.max(1, whole)))
      || (starts.every((start) => parent.every((above, one) => above !== member || !(values[start + one * step] > values[start + member * step]))) && sums.every(({ whole, sum }) => whole <= sum) && sums.some(({ whole, own, sum }) => whole > sum - own));
  });
}

/** The total behind the average in every line that has one: the true one where all are at hand, else the average times the number. */
function total({ member, of }: Average, values: Float64Array, { starts, step }: Lines, set: (cell: number, sum: number) => void): void {
  for (const start of starts) {
    const cell = start + member * step, filled = of.map((one) => values[start + one * step]).filter((value) => !Number.isNaN(value));
    if (Number.isNaN(values[cell])) continue;
    const sum = filled.reduce((all, value) => all + value, 0), told = Math.round(values[cell] * of.length);
    set(cell, filled.length === of.length || Math.abs(values[cell] * filled.length - sum) < 0.5 ? sum : Math.max(sum, told));
  }
}

/** Whether the averages leave their totals one whole number each: they have decimals enough, or were not rounded wherever that can be seen. */
function isUnique({ member, of }: Average, values: Float64Array, { starts, step }: Lines): boolean {
  const pairs = starts.map((start): MeanAndSum => [values[start + member * step], of.reduce((sum, one) => sum + values[start + one * step], 0)]);
  return leavesOne(pairs, of.length);
}

/**
 * The averages as roots of hierarchies of their own over what they are the average of, and no longer part of another total: what was
 * below one belongs to what it was below. A total is another cell than the average, also to other tables that show it.
 */
function withTotals(axis: Axis, totals: readonly Average[], averages: readonly Average[]): Axis {
  const { name, members, hierarchies, owners, coordinates } = axis, detached = new Set(averages.map(({ member }) => member));
  const without = hierarchies.map(({ parent, ...rest }) => {
    const above = (up: number | null): number | null => (up === null || up < 0 || !detached.has(up) ? up : above(parent[up]));
    return { ...rest, parent: parent.map((up, member) => (detached.has(member) ? null : above(up))) };
  });
  const further = totals.map(({ member, of }) => ({ name: `${name} ${member}`, isSum: true, parent: members.map((_, one) => (one === member ? -1 : of.includes(one) ? member : null)) }));
  return {
    ...axis, hierarchies: [...without, ...further],
    members: members.map((one, member) => (detached.has(member) ? `${one}${TOTAL}` : one)),
    ...(owners === undefined ? {} : { owners: owners.map((owner, member) => (detached.has(member) ? null : owner)) }),
    ...(coordinates === undefined ? {} : { coordinates: coordinates.map((one, member) => (detached.has(member) ? { ...one, [TOTAL]: name } : one)) }),
  };
}
