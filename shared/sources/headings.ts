import type { Policy } from "../policy/policy.ts";
import type { PlacedTable } from "../table/layout.ts";

/**
 * A sheet whose title or column headings speak of shares or amounts holds no plain counts: it is judged by that heading,
 * as the policy classifies it.
 */
export function judgedByHeadings(placed: PlacedTable, policy: Policy): PlacedTable {
  const { layout, table } = placed, [measure] = table.measures;
  const firstValue = layout.slots.findIndex(({ kind }) => kind === "value");
  const headings = layout.slots.slice(0, firstValue - (firstValue % layout.columns)).flatMap((slot) => (slot.kind === "label" ? [slot.text] : []));
  const other = headings.find((text) => {
    const rule = policy.measures.find(({ pattern }) => new RegExp(pattern, "i").test(text));
    return rule !== undefined && rule.class !== "persons";
  });
  if (other === undefined || measure === undefined) return placed;
  return { layout, table: { ...table, measures: [{ name: other, values: measure.values }] } };
}
