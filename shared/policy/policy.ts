import type { Blank, MeasureClass } from "../table/table.ts";

/** The municipality's rules after parsing and tightening: plain data, complete, no defaults left to apply. */
export interface Policy {
  readonly municipality: { readonly name: string; readonly code: string } | null;
  /** Inclusive limit: a count of 1..maxN is small. */
  readonly maxN: number;
  readonly zeros: "hide" | "show";
  readonly blank: Blank;
  readonly protection: Protection;
  readonly audience: Audience;
  /** What stands in place of a hidden number. */
  readonly mark: string;
  /** First match wins; a measure that matches nothing is `unknown` and withheld. */
  readonly measures: readonly MeasureRule[];
  /** Identifies the policy in stamps and reports, e.g. "built-in". */
  readonly label: string;
}

export type Protection = "exact" | "standard" | "interval";
export type Audience = "none" | "anyMunicipality" | readonly string[];

export interface MeasureRule {
  /** Case-insensitive regular expression on the measure's name. */
  readonly pattern: string;
  readonly class: MeasureClass;
  readonly base?: string;
}

/** Names that Danish municipal statistics use for head counts. */
const PERSONS = "antal|personer|borgere|elever|modtagere|børn|ansatte|medarbejdere|brugere|ledige|sager|forløb|count|persons|people|pupils|recipients";
/** Ratios and amounts are never head counts, whatever noun they carry ("antal pr. 1.000", "andel borgere"). */
const RATIOS = "andel|pct|procent|gennemsnit|gns\\.?|pr\\.? |per |kr\\.?|beløb|udgift|indeks|rate|share|average|percent|%";

/** Strict built-in default: what holds where no policy is deployed. */
export const BUILT_IN: Policy = {
  municipality: null,
  maxN: 5,
  zeros: "hide",
  blank: "infer",
  protection: "standard",
  audience: "anyMunicipality",
  mark: "..",
  measures: [
    { pattern: `(^|[^a-zæøå])(${RATIOS})`, class: "unknown" },
    { pattern: `(^|[^a-zæøå])(${PERSONS})`, class: "persons" },
  ],
  label: "built-in",
};
