import { BUILT_IN, type Policy } from "../../shared/policy/policy.ts";
import { isSmall } from "../../shared/primary/smallCount.ts";
import { protect } from "../../shared/protect.ts";
import type { Table } from "../../shared/table/table.ts";
import type { Case } from "../../test/cases/readCases.ts";

/** Ways to hide: nothing, small counts only, as the test has it, as Diskret does, as clicked. */
export type View = "all" | "small" | "test" | "diskret" | "own";

/** Names in a fact, by comma or blank. */
const names = (text: string | undefined): readonly string[] => (text ?? "").split(/[\s,]+/).filter((name) => name !== "");

/** Municipality behind each cell, null for cells of none. */
export function ownersIn({ table, facts, cell }: Case): readonly (string | null)[] {
  const owners = table.measures[0].values.reduce<(string | null)[]>((list) => [...list, null], []);
  for (const name of names(facts["owners"])) owners[cell(name)] = name;
  return owners;
}

/** Cells that the reader of the case knows already. */
export function knownIn({ facts, cell }: Case): readonly number[] {
  return names(facts["knows"]).map(cell);
}

/** The built-in rules, with zeros shown where the case says that a hidden cell is 1 or more. */
export function rulesOf({ facts }: Case): Policy {
  return { ...BUILT_IN, zeros: facts["lower"] === "1" ? "show" : "hide" };
}

/** Cells that count few enough persons to be hidden for their own sake. */
export function smallIn(one: Case): readonly number[] {
  const { values } = one.table.measures[0], rules = rulesOf(one);
  return [...values.keys()].filter((cell) => isSmall(values[cell], rules));
}

/** Hidden cells of a view that is not clicked together. */
export function hiddenIn(one: Case, view: Exclude<View, "own">): ReadonlySet<number> {
  if (view === "all") return new Set();
  if (view === "small") return new Set(smallIn(one));
  return new Set(view === "test" ? [...one.primary, ...one.secondary] : protectedCells(one));
}

/** What Diskret hides; every cell where it refuses. */
function protectedCells(one: Case): readonly number[] {
  const { shape } = one.table, cells = [...one.table.measures[0].values.keys()];
  const table: Table = { ...one.table, known: knownIn(one), shape: shape.kind === "linear" ? { ...shape, owners: ownersIn(one) } : shape };
  const outcome = protect([table], rulesOf(one));
  if (outcome.status === "refused") return cells;
  const { hidden } = outcome.tables[0].measures[0];
  return cells.filter((cell) => hidden[cell] !== 0);
}

/** Greatest value that a reader knows a hidden cell to have: the limit where only small counts are hidden, else what the case says, if that is true. */
export function upperIn({ table, facts }: Case, view: View, hidden: ReadonlySet<number>): number {
  if (view === "small") return BUILT_IN.maxN;
  const told = view !== "diskret" && facts["upper"] !== undefined ? Number(facts["upper"]) : Infinity;
  return [...hidden].every((cell) => table.measures[0].values[cell] <= told) ? told : Infinity;
}
