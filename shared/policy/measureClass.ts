import type { Measure, MeasureClass } from "../table/table.ts";
import type { Policy } from "./policy.ts";

/** The class that rules a measure: what the source states, else the policy's first matching pattern, else `unknown`. */
export function classify(measure: Measure, policy: Policy): { readonly class: MeasureClass; readonly base?: string } {
  if (measure.class !== undefined) return { class: measure.class, ...(measure.base === undefined ? {} : { base: measure.base }) };
  const rule = policy.measures.find(({ pattern }) => new RegExp(pattern, "i").test(measure.name));
  if (rule !== undefined) return { class: rule.class, ...(rule.base === undefined ? {} : { base: rule.base }) };
  return { class: measure.aggregation === "count" ? "persons" : "unknown" };
}
