import type { Measure, MeasureClass } from "../table/table.ts";
import type { MeasureRule, Rules } from "./policy.ts";

/** What a measure counts; `base` names the count behind a `basedOn` measure. */
export interface Classified {
  readonly class: MeasureClass;
  readonly base?: string;
}

/**
 * A class with what the source may still say of the measure: that it counts persons or follows a count where no list names it,
 * only its count where a list calls it unknown, nothing where the lists have decided or contradict each other.
 */
interface Verdict extends Classified {
  readonly open: "any" | "count" | "nothing";
}

/** The class that rules a measure: what the policy's lists agree on. What the source states can fill a gap, never loosen. */
export function classify(measure: Measure, policy: Pick<Rules, "measures" | "otherMeasures">): Classified {
  const ruled = [policy.measures, ...policy.otherMeasures].map((list) => firstMatch(list, measure)).reduce(join);
  const stated: Verdict | null = measure.class === undefined ? null : { class: measure.class, ...baseOf(measure), open: "nothing" };
  const { class: kind, ...further } = stated === null || fills(stated, ruled) ? stated ?? ruled : join(ruled, stated);
  return { class: kind, ...baseOf(further) };
}

function firstMatch(list: readonly MeasureRule[], measure: Measure): Verdict {
  const rule = list.find(({ pattern }) => new RegExp(pattern, "i").test(measure.name));
  if (rule === undefined) return measure.aggregation === "count" ? { class: "persons", open: "nothing" } : { class: "unknown", open: "any" };
  return { class: rule.class, ...baseOf(rule), open: rule.class === "unknown" ? "count" : "nothing" };
}

/** The stricter of two classes; two that protect in different ways cannot both be met, so the measure is withheld. */
function join(a: Verdict, b: Verdict): Verdict {
  if (a.class === "notPersons") return b;
  if (b.class === "notPersons") return a;
  if (a.class !== b.class || a.base !== b.base) return { class: "unknown", open: "nothing" };
  const open = [a.open, b.open];
  return { ...a, open: open.includes("nothing") ? "nothing" : open.includes("count") ? "count" : "any" };
}

function fills(stated: Verdict, ruled: Verdict): boolean {
  if (stated.class === "basedOn") return ruled.open !== "nothing";
  return stated.class === "persons" && ruled.open === "any";
}

function baseOf({ base }: { readonly base?: string }): { readonly base?: string } {
  return base === undefined ? {} : { base };
}
