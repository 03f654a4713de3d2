import type { Message } from "../shared/i18n/message.ts";
import { classify } from "../shared/policy/measureClass.ts";
import type { Policy } from "../shared/policy/policy.ts";
import type { Matrix } from "./matrix.ts";

/**
 * Why a view that a slicer or filter has narrowed is not shown; null where it may be. Slicing until a group is small cannot be
 * seen from inside one view, so a policy may refuse such views, or those where a count of persons is below its least number.
 */
export function filteredRefusal(matrix: Matrix, policy: Policy): Message | null {
  if (!matrix.filtered) return null;
  if (policy.filteredViews === "refuse") return { code: "visual/filteredRefused" };
  const { filteredMinimum: minimum } = policy, { table, rows, columns } = matrix, [row, column] = [rows.places[0].member, columns.places[0].member];
  const counts = table.measures.filter((measure) => classify(measure, policy).class === "persons");
  const totals = counts.map(({ values }) => (row === null || column === null ? NaN : values[row * columns.axis.members.length + column]));
  return minimum > 0 && !(totals.length > 0 && totals.every((total) => total >= minimum)) ? { code: "visual/filteredSmall", params: { minimum } } : null;
}
