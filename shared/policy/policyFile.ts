import * as v from "valibot";
import { isBrokenAddress } from "./ownDataLog.ts";

/** Issue messages of this schema are codes of `shared/i18n/<language>/policy.ts`. */
const text = (longest = 200) => v.pipe(v.string(), v.trim(), v.minLength(1, "policy/empty"), v.maxLength(longest, "policy/tooLong"));
const date = v.pipe(v.string(), v.isoDate("policy/date"), v.check(exists, "policy/date"));
const code = v.pipe(v.string(), v.regex(/^\d{3}$/, "policy/code"));
const pattern = v.pipe(text(500), v.check(compiles, "policy/pattern"));
const choice = <const C extends readonly string[]>(choices: C, description: string) => v.optional(v.pipe(v.picklist(choices), v.description(description)));
const flag = (description: string) => v.optional(v.pipe(v.boolean(), v.description(description)));

const persons = v.strictObject({ pattern, class: v.literal("persons") });
const basedOn = v.strictObject({ pattern, class: v.literal("basedOn"), base: v.pipe(text(), v.description("Name of the count behind this measure")) });
const notPersons = v.strictObject({ pattern, class: v.literal("notPersons"), reason: v.pipe(text(500), v.description("Why the number says nothing of persons")) });
const unknown = v.strictObject({ pattern, class: v.literal("unknown") });

/** What may be said for all data sets and for a single one. */
const rules = {
  maxN: v.optional(v.pipe(v.number(), v.integer("policy/limit"), v.minValue(1, "policy/limit"), v.maxValue(50, "policy/limit"), v.description("Inclusive limit: counts of 1 to maxN are hidden"))),
  zeros: choice(["hide", "show"], "Whether a count of 0 is hidden too"),
  blank: choice(["zero", "suppressed", "infer"], "What an empty cell is: no persons, a number hidden by FLIS, or judged from the totals"),
  protection: choice(["exact", "standard", "interval"], "exact: no number can be worked out; standard: nor a small sum, also with the audience's own numbers; interval: nor that a number is small"),
  audience: v.optional(v.pipe(v.union([v.picklist(["none", "anyMunicipality"]), v.pipe(v.array(code), v.minLength(1, "policy/empty"))], "policy/audience"), v.description("Who reads with knowledge of their own numbers: none, every municipality in turn, or these codes together"))),
  explain: choice(["one", "full"], "What readers are told: one explanation of every hidden number, or also which are small themselves"),
  ledger: choice(["off", "released", "shown"], "Which numbers given out before count as known to the reader"),
  ledgerDays: v.optional(v.pipe(v.number(), v.integer("policy/days"), v.minValue(1, "policy/days"), v.maxValue(3660, "policy/days"), v.description("Days for which they count as known; 400 where nothing is said"))),
  filteredViews: choice(["show", "warn", "refuse"], "Tables that a slicer or filter has narrowed"),
  filteredMinimum: v.optional(v.pipe(v.number(), v.integer("policy/minimum"), v.minValue(0, "policy/minimum"), v.description("Least number of persons in a narrowed table, in Power BI; 0: any"))),
  ownCells: choice(["hide", "show"], "The municipality's own small counts"),
  allow: v.optional(v.strictObject({
    ownDataExemption: flag("Tables of the municipality's own data set without any other municipality are shown whole"),
    displayMasking: flag("Small counts may be covered in a live PivotTable; display only"),
    forgetting: flag("What was given out before may be forgotten before its time; the workbook notes that it was"),
    export: flag("Protected tables may be exported"),
    contextMenu: flag("The context menu of Power BI on shown numbers"),
    publishToWeb: flag("Reports that Power BI publishes to everybody"),
  })),
  measures: v.optional(v.pipe(v.array(v.variant("class", [persons, basedOn, notPersons, unknown])), v.description("What measures count; the first pattern that matches a name holds"))),
};

const recognise = v.pipe(
  v.strictObject({ cube: v.optional(pattern), connection: v.optional(pattern), measure: v.optional(pattern), field: v.optional(pattern) }),
  v.check((given) => Object.keys(given).length > 0, "policy/recognise"),
);

const dataSet = v.strictObject({
  name: text(),
  recognise: v.pipe(recognise, v.description("Regular expressions; each one given must match")),
  kind: choice(["benchmark", "own"], "own: the municipality's own data only"),
  ...rules,
});

const inOrder = ({ valid }: { readonly valid?: { readonly from?: string | undefined; readonly to?: string | undefined } | undefined }): boolean =>
  valid?.from === undefined || valid.to === undefined || valid.from <= valid.to;

/** A policy file, version 1. What it leaves out is the built-in default. */
export const policyFile = v.pipe(
  v.strictObject({
    $schema: v.optional(v.pipe(v.string(), v.description("Address of policy.schema.json, for editors"))),
    version: v.optional(v.pipe(v.literal(1, "policy/version"), v.description("Version of this format"))),
    revision: v.optional(v.pipe(v.number(), v.integer("policy/revision"), v.minValue(1, "policy/revision"), v.maxValue(65535, "policy/revision"), v.description("Raise by one with every change; the last number of the package's version"))),
    municipality: v.optional(v.strictObject({ name: text(), code: v.pipe(code, v.description("Code by Danmarks Statistik, as 461")) })),
    decided: v.optional(v.strictObject({ by: text(), date, reference: v.pipe(text(), v.description("Where the risk analysis is filed")) })),
    valid: v.optional(v.strictObject({ from: v.optional(date), to: v.optional(date) })),
    mark: v.optional(v.pipe(v.string(), v.minLength(1, "policy/mark"), v.maxLength(8, "policy/mark"), v.check((mark) => !/^\s*$|^[-−–]+$|\d/.test(mark), "policy/mark"), v.description("What stands in place of a hidden number"))),
    ownDataLog: v.optional(v.pipe(text(), v.check((place) => !isBrokenAddress(place), "policy/logFolder"), v.description("Where the note of a table shown whole as the municipality's own is filed: a folder of a web server by its https address, where the add-in puts it, or a folder or case where it is filed by hand"))),
    ...rules,
    dataSets: v.optional(v.pipe(v.array(dataSet), v.description("Stricter rules of single data sets"))),
  }),
  v.forward(v.partialCheck([["valid"]], inOrder, "policy/order"), ["valid"]),
);

export type PolicyFile = v.InferOutput<typeof policyFile>;
export type RulesInFile = Pick<PolicyFile, keyof typeof rules>;

function compiles(source: string): boolean {
  try { new RegExp(source, "i"); return true; } catch { return false; }
}

/** `Date` takes 30 February for 2 March. */
function exists(day: string): boolean {
  const moment = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
}
