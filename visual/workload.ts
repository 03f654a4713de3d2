import type { Message } from "../shared/i18n/message.ts";
import { classify } from "../shared/policy/measureClass.ts";
import type { Policy } from "../shared/policy/policy.ts";
import { cellCount, type Table } from "../shared/table/table.ts";

/**
 * Numbers up to which a table is protected in a report, totals included: some seven seconds of a common office machine
 * (30,000 × 20 counts). Beyond it the report would stand still for long, and a page that does not answer tells nobody why.
 * Counted, never timed: a table is protected on every machine or on none. Measured with `bench/visual.mjs`.
 */
const MOST = 650_000;

/** Why a table is too large to be protected here; null where it is not, or where nothing in it counts persons. */
export function tooLarge({ shape, measures }: Table, policy: Policy): Message | null {
  if (shape.kind !== "cross" || measures.every((measure) => classify(measure, policy).class === "notPersons")) return null;
  const [rows, columns] = shape.axes.map(({ members }) => members.length);
  return cellCount(shape) > MOST ? { code: "visual/tooLarge", params: { rows, columns } } : null;
}
