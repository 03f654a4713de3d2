import type { Message } from "./i18n/message.ts";
import type { Policy } from "./policy/policy.ts";
import { protectCounts, type HiddenCounts } from "./protectCounts.ts";
import { countSystems, type CountOf } from "./table/countSystems.ts";
import { link } from "./table/link.ts";
import { nestedCells } from "./table/nested.ts";

export type HiddenMeasure = HiddenCounts;

/** Rounds of hiding cells that give another table's remainder away, before the tables are called unsafe together. */
const MOST_ROUNDS = 6;

/** All counts; again with more hidden where the difference of two shown cells under different filters is small. */
export function protectTogether<C extends CountOf>(counts: readonly C[], policy: Policy): ReadonlyMap<C, HiddenMeasure> | Message {
  const groups = countSystems(counts), telling = new Map<CountOf, Set<number>>(groups.flat().map((unit) => [unit, new Set()]));
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const hidden = new Map<CountOf, HiddenMeasure>();
    for (const group of groups.flatMap(connected)) {
      const result = protectCounts(group.map((unit) => ({ ...unit, telling: telling.get(unit)! })), policy);
      if ("code" in result) return result;
      group.forEach((unit, k) => hidden.set(unit, result[k]));
    }
    const found = groups.flatMap((group) => smallRemainders(group, hidden, policy));
    if (found.length === 0) return new Map(groups.flat().flatMap((unit) => unit.of.map((count, k) => [count, partOf(hidden.get(unit)!, k, unit.of.length)] as const)));
    for (const { unit, cell } of found) telling.get(unit)!.add(cell);
  }
  return { code: "protect/together" };
}

/** What a unit hides of its k-th count. */
function partOf({ hidden, primary }: HiddenMeasure, k: number, counts: number): HiddenMeasure {
  return { hidden: hidden.filter((_, cell) => cell % counts === k), primary: primary.filter((_, cell) => cell % counts === k) };
}

/** Shown cells that are all but a small count of what another table shows. */
function smallRemainders<U extends CountOf>(group: readonly U[], hidden: ReadonlyMap<CountOf, HiddenMeasure>, policy: Policy): { readonly unit: U; readonly cell: number }[] {
  const shown = (unit: U, cell: number): number => (hidden.get(unit)!.hidden[cell] !== 0 ? NaN : unit.measure.values[cell]);
  return nestedCells(group.map(({ table }) => table)).flatMap(({ wide, narrow }) => {
    const unit = group[narrow.table];
    const remainder = shown(group[wide.table], wide.cell) - shown(unit, narrow.cell);
    return remainder > 0 && remainder <= policy.maxN ? [{ unit, cell: narrow.cell }] : [];
  });
}

/** Tables without a common cell say nothing of each other: each connected set is protected as if it stood alone, with the same pattern. */
function connected<U extends CountOf>(group: readonly U[]): U[][] {
  const { variableOf } = link(group.map(({ table }) => table));
  const sets: { readonly units: U[]; readonly variables: Set<number> }[] = [];
  group.forEach((unit, t) => {
    const joined = { units: [unit], variables: new Set(variableOf[t]) };
    for (const set of sets.filter(({ variables }) => variableOf[t].some((variable) => variables.has(variable)))) {
      joined.units.unshift(...set.units);
      for (const variable of set.variables) joined.variables.add(variable);
      sets.splice(sets.indexOf(set), 1);
    }
    sets.push(joined);
  });
  return sets.map(({ units }) => units);
}
