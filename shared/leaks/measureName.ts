import type { MeasureClass } from "../table/table.ts";
import { classify } from "../policy/measureClass.ts";
import type { Policy } from "../policy/policy.ts";

/** Nouns that make a whole number something else than a count: codes, ranks, parts of a date, marks. */
const NO_COUNT = /(^|[^a-zæøå])(nr|no|num|nummer|number(?! of)|id|kode|code|rang|rank|rækkefølge|år|year|måned|month|uge|week|dag|day|kvartal|quarter|dato|date|kl(asse)?|trin|score|karakter|stars?|country|counter|version|alder|age|postnr|zip)([^a-zæøå]|$)/i;

/** "Antal elever pr. skole" over a table says how it is divided; "pr. 1.000" and "pr. borger" make it a rate. */
const PARTS = "(kommune|region|område|skole|institution|afdeling|distrikt|klasse|klassetrin|årgang|alder|aldersgruppe|køn|ydelse|år|kvartal|måned|uge|municipality|school|age|sex|benefit|year|month)(?![\\p{L}])";
const DIVIDED = new RegExp(`(^|[^\\p{L}])(pr\\.?|per|by|fordelt på)\\s+${PARTS}(\\s*(,|og|and)\\s*${PARTS})*`, "giu");

/** What a caption says about the numbers under it; undefined where the policy has no word for it. */
export function classOf(words: string, policy: Policy): MeasureClass | undefined {
  const caption = words.replace(DIVIDED, " ");
  if (!policy.measures.some(({ pattern }) => new RegExp(pattern, "i").test(caption))) return undefined;
  const { class: kind } = classify({ name: caption, values: new Float64Array() }, policy);
  return kind === "persons" && NO_COUNT.test(caption) ? undefined : kind;
}

/** A field of counts whose smallest value over all rows, as its cache states it, is small. */
export function smallestCount({ name, smallest, integers }: { readonly name: string; readonly smallest: number | undefined; readonly integers: boolean }, policy: Policy): boolean {
  return integers && smallest !== undefined && smallest >= 1 && smallest <= policy.maxN && classOf(name, policy) === "persons";
}
