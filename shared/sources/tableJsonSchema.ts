import * as v from "valibot";

/** A name may be written as a number (a year, a code); it is a text from here on. */
const name = v.pipe(v.union([v.string(), v.pipe(v.number(), v.finite())]), v.transform(String));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const value = v.nullable(v.pipe(v.number(), v.finite()));
/** What is wrong with a limit that no policy may state either. */
export const LIMIT = "limit";
const limit = v.pipe(v.number(), v.integer(LIMIT), v.minValue(1, LIMIT), v.maxValue(50, LIMIT));
const cell = v.union([whole, v.string()]);

const dimension = v.object({
  name,
  members: v.pipe(v.array(name), v.minLength(1)),
  hierarchies: v.optional(v.array(v.object({
    name: v.optional(name),
    parent: v.array(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(-1)))),
  })), []),
});

const measure = v.object({
  name,
  values: v.array(value),
  class: v.optional(v.picklist(["persons", "basedOn", "notPersons", "unknown"])),
  base: v.optional(name),
  suppressed: v.optional(v.array(cell)),
  additive: v.optional(v.literal(false)),
});

/**
 * The fields of the neutral table file. Fields it does not name are ignored, because reference files carry the results
 * of other tools beside the table.
 */
export const tableFile = v.object({
  name: v.optional(name, "table"),
  dims: v.optional(v.pipe(v.array(dimension), v.minLength(1))),
  values: v.optional(v.array(value)),
  measures: v.optional(v.pipe(v.array(measure), v.minLength(1))),
  cells: v.optional(v.record(v.string(), value)),
  relations: v.optional(v.array(v.object({ total: v.string(), parts: v.pipe(v.array(v.string()), v.minLength(1)) }))),
  maxN: v.optional(limit),
  threshold: v.optional(limit),
  zeros: v.optional(v.picklist(["hide", "show"])),
  suppressed: v.optional(v.array(cell)),
  known: v.optional(v.array(cell)),
  municipalities: v.optional(v.object({ dim: name })),
  context: v.optional(v.record(v.string(), v.union([name, v.pipe(v.array(name), v.minLength(1))]))),
  blank: v.optional(v.picklist(["zero", "suppressed", "infer"])),
  additive: v.optional(v.literal(false)),
});

export type TableFile = v.InferOutput<typeof tableFile>;
export type Dimension = NonNullable<TableFile["dims"]>[number];

/** Where an issue is, as a JSON path such as `dims[0].members[2]`; the root is the empty text. */
export function jsonPath(issue: v.BaseIssue<unknown>): string {
  return (issue.path ?? []).map(({ key }) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("").replace(/^\./, "");
}
