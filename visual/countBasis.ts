import { classify } from "../shared/policy/measureClass.ts";
import type { Policy } from "../shared/policy/policy.ts";
import type { Table } from "../shared/table/table.ts";

/**
 * What the author's Count says about the other measures: one that the policy does not know (an amount, a share, an
 * average) follows the pattern of the count. A class that the policy states is never changed.
 */
export function onCount(table: Table, policy: Policy, count: number | null): Table {
  const base = count === null ? undefined : table.measures[count]?.name;
  if (base === undefined) return table;
  const measures = table.measures.map((measure, index) =>
    index === count || classify(measure, policy).class !== "unknown" ? measure : { ...measure, class: "basedOn" as const, base });
  return { ...table, measures };
}
