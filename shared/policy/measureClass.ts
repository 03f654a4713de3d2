import type { Measure, MeasureClass } from "../table/table.ts";
import type { MeasureRule, Rules } from "./policy.ts";

/** What a measure counts; `base` names the count behind a `basedOn` measure. */
export interface Classified {
  readonly class: MeasureClass;
  readonly base?: string;
}

/** The class that rules a measure: what the source states, else what the policy's lists agree on, else `unknown`. */
export function classify(measure: Measure, policy: Pick<Rules, "measures" | "otherMeasures">): Classified {
  if (measure.class !== undefined) return { class: measure.class, ...(measure.base === undefined ? {} : { base: measure.base }) };
  return [policy.measures, ...policy.otherMeasures].map((list) => firstMatch(list, measure)).reduce(joinClasses);
}

function firstMatch(list: readonly MeasureRule[], measure: Measure): Classified {
  const rule = list.find(({ pattern }) => new RegExp(pattern, "i").test(measure.name));
  if (rule === undefined) return { class: measure.aggregation === "count" ? "persons" : "unknown" };
  return { class: rule.class, ...(rule.base === undefined ? {} : { base: rule.base }) };
}

/** The stricter of two classes; two that protect in different ways cannot both be met, so the measure is withheld. */
function joinClasses(a: Classified, b: Classified): Classified {
  if (a.class === "notPersons") return b;
  if (b.class === "notPersons" || (a.class === b.class && a.base === b.base)) return a;
  return { class: "unknown" };
}
