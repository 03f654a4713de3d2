import type { Blank, MeasureClass } from "../table/table.ts";
import type { Catalogue } from "./catalogue.ts";
import { FLIS_CATALOGUE } from "./flisCatalogue.ts";

/** What protects: the part of a policy that `tighten` joins. Plain data, complete, no defaults left to apply. */
export interface Rules {
  /** Inclusive limit: a count of 1..maxN is small. */
  readonly maxN: number;
  readonly zeros: "hide" | "show";
  readonly blank: Blank;
  readonly protection: Protection;
  readonly audience: Audience;
  /** What the reader is told of a hidden cell: one explanation for all, or also which cells are themselves small. */
  readonly explain: "one" | "full";
  /** Whether numbers handed out before count as known: never, copies and exports, or everything that was shown. */
  readonly ledger: "off" | "released" | "shown";
  /** Days for which they do. The longer they are remembered, the more stays hidden. */
  readonly ledgerDays: number;
  /** A view that a slicer or filter has narrowed is shown, shown with a warning, or refused. */
  readonly filteredViews: "show" | "warn" | "refuse";
  /** Least number of persons in a narrowed view, for hosts that know that it is one; 0: any. */
  readonly filteredMinimum: number;
  /** Small counts of the deploying municipality itself. */
  readonly ownCells: "hide" | "show";
  readonly allow: Allowed;
  /** First match wins; a measure that matches nothing is `unknown` and withheld. */
  readonly measures: readonly MeasureRule[];
  /** Further lists that must agree, from policies this one was joined with: the strictest class holds. */
  readonly otherMeasures: readonly (readonly MeasureRule[])[];
}

/** Choices that a municipality may leave to others. */
export interface Allowed {
  /** Tables of the municipality's own data set are shown whole. */
  readonly ownDataExemption: boolean;
  /** Small counts in a live PivotTable may be covered by number formats: display only. */
  readonly displayMasking: boolean;
  /** What was handed out or shown may be forgotten before its time; that it was is noted. */
  readonly forgetting: boolean;
  readonly export: boolean;
  readonly contextMenu: boolean;
  readonly publishToWeb: boolean;
}

/** The municipality's policy after parsing and tightening. */
export interface Policy extends Rules {
  readonly municipality: Municipality | null;
  readonly decided: Decision | null;
  readonly valid: Validity;
  /** Raised with every change of the file; the last part of a package's version. */
  readonly revision: number;
  /** What stands in place of a hidden number. */
  readonly mark: string;
  /** Folder or case where staff file the note of a table shown whole; null: the workbook's own note is enough. */
  readonly ownDataLog: string | null;
  readonly dataSets: readonly DataSetRules[];
  /** FLIS's own list of data sets, by which tables are recognised. */
  readonly catalogue: Catalogue;
  /** Identifies the policy in stamps and reports, e.g. "built-in". */
  readonly label: string;
}

/** Name and code as Danmarks Statistik has them ("461"). */
export interface Municipality {
  readonly name: string;
  readonly code: string;
}

/** Who answers for the rules: by whom, when (ISO date), and where the risk analysis is filed. */
export interface Decision {
  readonly by: string;
  readonly date: string;
  readonly reference: string;
}

/** ISO dates, both inclusive; null = open. */
export interface Validity {
  readonly from: string | null;
  readonly to: string | null;
}

/** Rules of one data set beyond the general ones. They can only be stricter, for names are in the hands of whoever makes the report. */
export interface DataSetRules {
  readonly name: string;
  readonly recognise: Recognition;
  readonly kind: DataSetKind;
  readonly rules: Partial<Rules>;
}

export type DataSetKind = "benchmark" | "own";

/** Case-insensitive regular expressions; each one given must match, measures and fields by any of their names. */
export interface Recognition {
  readonly cube?: string;
  readonly connection?: string;
  readonly measure?: string;
  readonly field?: string;
}

export type Protection = "exact" | "standard" | "interval";
/** Codes are known to one reader together; the entry "anyMunicipality" among them adds every municipality in turn. */
export type Audience = "none" | "anyMunicipality" | readonly string[];

export interface MeasureRule {
  /** Case-insensitive regular expression on the measure's name. */
  readonly pattern: string;
  readonly class: MeasureClass;
  /** Name of the count behind a `basedOn` measure. */
  readonly base?: string;
  /** Why a `notPersons` measure may be shown whole. */
  readonly reason?: string;
}

/** Names that Danish municipal statistics use for head counts. */
const PERSONS = "antal|personer|borgere|elever|modtagere|børn|ansatte|medarbejdere|brugere|ledige|sager|forløb|count|persons|people|pupils|recipients";
/** Ratios and amounts are never head counts, whatever noun they carry ("antal pr. 1.000", "kvindeandel af elever", "elever, 1.000 kr."). */
const RATIOS = [
  "(^|[^a-zæøå])(pct|procent|gennemsnit|gns|pr\\.? |per |beløb|udgift|indeks|rate|share|average|percent)",
  "(andel|procent|indeks|beløb)(e|en|et|er|ene|erne)?($|[^a-zæøå])",
  "(^|[^a-zæøå])kr($|[^a-zæøå])",
  "%",
].join("|");

/** Strict built-in default: what holds where no policy is deployed. */
export const BUILT_IN: Policy = {
  municipality: null,
  decided: null,
  valid: { from: null, to: null },
  revision: 0,
  maxN: 5,
  zeros: "hide",
  blank: "infer",
  protection: "standard",
  audience: "anyMunicipality",
  explain: "one",
  ledger: "released",
  ledgerDays: 400,
  filteredViews: "warn",
  filteredMinimum: 0,
  ownCells: "hide",
  allow: { ownDataExemption: false, displayMasking: true, forgetting: true, export: true, contextMenu: false, publishToWeb: false },
  mark: "..",
  ownDataLog: null,
  measures: [
    { pattern: RATIOS, class: "unknown" },
    { pattern: `(^|[^a-zæøå])(${PERSONS})`, class: "persons" },
  ],
  otherMeasures: [],
  dataSets: [],
  catalogue: FLIS_CATALOGUE,
  label: "built-in",
};
