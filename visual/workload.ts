import type { Message } from "../shared/i18n/message.ts";
import { classify } from "../shared/policy/measureClass.ts";
import type { Policy } from "../shared/policy/policy.ts";
import { cellCount, type Axis, type Table } from "../shared/table/table.ts";

/**
 * Steps up to which a table is protected in a report: some five seconds of a common office machine (4,000 × 20 counts without
 * groups, or 350,000 in groups of 50). Beyond it the report would stand still for long, and a page that does not answer tells nobody
 * why. Counted, never timed: a table is protected on every machine or on none. Measured with `bench/visual.mjs`.
 */
const MOST = 1e10;
/** What a cell costs however the table is built, in the same steps. */
const PER_CELL = 25_000;

/** Why a table is too large to be protected here; null where it is not, or where nothing in it counts persons. */
export function tooLarge({ shape, measures }: Table, policy: Policy): Message | null {
  if (shape.kind !== "cross" || measures.every((measure) => classify(measure, policy).class === "notPersons")) return null;
  const solving = shape.axes.reduce((steps, axis) => steps * families(axis), 1), [rows, columns] = shape.axes.map(({ members }) => members.length);
  return solving + PER_CELL * cellCount(shape) > MOST ? { code: "visual/tooLarge", params: { rows, columns } } : null;
}

/** A group of k parts is a block of k + 1 numbers, and solving for what is hidden goes by the square of a block. */
function families({ members, hierarchies }: Axis): number {
  const parts = new Map<number | null, number>();
  for (const above of hierarchies[0]?.parent ?? members.map(() => -1)) parts.set(above, (parts.get(above) ?? 0) + 1);
  return [...parts.values()].reduce((sum, size) => sum + (size + 1) ** 2, 0);
}
