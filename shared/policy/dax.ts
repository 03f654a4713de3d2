import { classify } from "./measureClass.ts";
import type { Policy } from "./policy.ts";

/** One measure of a model under the policy: a DAX definition, or none with the class that says why. */
export type DaxMeasure =
  | { readonly name: string; readonly status: "written"; readonly definition: string }
  | { readonly name: string; readonly status: "whole" | "withheld" | "baseMissing" };

/** Table that the new measures are put into; its name is free, its place is not: hide the original measures. */
const HOME = "'Diskret'";

/**
 * Measures for a model that the municipality owns: blank where the count behind a number is small. Each number is judged
 * alone: totals are left as they are, so what is hidden can be worked out from the rest of its row.
 */
export function daxMeasures(names: readonly string[], policy: Policy): readonly DaxMeasure[] {
  return names.map((name): DaxMeasure => {
    const { class: kind, base } = classify({ name, values: new Float64Array() }, policy);
    if (kind === "notPersons") return { name, status: "whole" };
    if (kind === "unknown") return { name, status: "withheld" };
    const count = kind === "persons" ? name : base;
    if (count === undefined || !names.includes(count)) return { name, status: "baseMissing" };
    return { name, status: "written", definition: definition(name, count, policy) };
  });
}

function definition(name: string, count: string, { maxN, zeros }: Policy): string {
  const large = zeros === "hide" ? `antal > ${maxN}` : `( antal = 0 || antal > ${maxN} )`;
  return [
    `\tMEASURE ${HOME}${column(`${name} (diskret)`)} =`,
    `\t\tVAR antal = ${column(count)}`,
    `\t\tRETURN IF ( NOT ISBLANK ( antal ) && ${large}, ${name === count ? "antal" : column(name)} )`,
  ].join("\n");
}

/** A measure's name as DAX writes it: a closing bracket inside is doubled. */
function column(name: string): string {
  return `[${name.replaceAll("]", "]]")}]`;
}
