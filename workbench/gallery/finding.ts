import type { Interval } from "../../shared/audit/attack.ts";
import type { Case } from "../../test/cases/readCases.ts";
import { attackTable, type Attacked } from "../attackTable.ts";
import { knownIn, ownersIn, rulesOf, smallIn, upperIn, type View } from "./hiding.ts";
import { rangeOf } from "./range.ts";

/** What a reader can work out; cells by index in the table. */
export interface Finding extends Pick<Attacked, "exact" | "insiders" | "sums" | "unresolved"> {
  /** What each other hidden cell can be. */
  readonly ranges: ReadonlyMap<number, Interval>;
  /** Greatest value that the reader knows a hidden cell to have. */
  readonly greatest: number;
  /** Small counts that stand in the table for all to read. */
  readonly small: readonly number[];
}

/** Whether anything hidden can be worked out, or is not proved to be safe. */
export function leaks({ exact, insiders, sums, unresolved }: Finding): boolean {
  return exact.size + insiders.length + sums.length + unresolved.length > 0;
}

/** Attacks a case with these cells hidden. */
export function find(one: Case, view: View, hidden: ReadonlySet<number>): Finding {
  const rules = rulesOf(one), greatest = upperIn(one, view, hidden);
  const found = attackTable(one.table, hidden, { least: rules.zeros === "show" ? 1 : 0, greatest, known: knownIn(one), owners: ownersIn(one), limit: rules.maxN });
  const ranges = new Map(found.open.flatMap(({ component, point, cells }) => cells.map((cell, unknown) => [cell, rangeOf(component, point, unknown)] as const)));
  return { ...found, ranges, greatest, small: smallIn(one).filter((cell) => !hidden.has(cell)) };
}
