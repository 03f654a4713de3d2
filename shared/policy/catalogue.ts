import * as v from "valibot";
import type { Message } from "../i18n/message.ts";

const text = v.pipe(v.string(), v.minLength(1));
const date = v.pipe(v.string(), v.isoDate());

/** A list of FLIS's data sets as a file. */
export const catalogueFile = v.strictObject({
  $schema: v.optional(v.string()),
  /** Raised with every change of the data. */
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  source: text,
  /** The day somebody read the source. */
  read: date,
  /** Data packages (DM) with benchmark data; no technical limit applies to them. */
  packages: v.array(v.strictObject({ area: text, name: text })),
  /** Rows of the list of benchmark cubes (DAP); the same cube may stand in several areas. */
  cubes: v.array(v.strictObject({ area: text, name: text, limit: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))), status: text })),
  /** What holds no benchmark data. */
  exempt: v.array(v.strictObject({ name: text, recognise: v.nullable(v.pipe(text, v.check(compiles))) })),
});

function compiles(pattern: string): boolean {
  try { new RegExp(pattern, "iu"); return true; } catch { return false; }
}

export type Catalogue = Readonly<v.InferOutput<typeof catalogueFile>>;

export type ParsedCatalogue =
  | { readonly status: "parsed"; readonly catalogue: Catalogue }
  | { readonly status: "refused"; readonly findings: readonly Message[] };

export function parseCatalogue(json: unknown): ParsedCatalogue {
  const result = v.safeParse(catalogueFile, json);
  if (result.success) return { status: "parsed", catalogue: result.output };
  return { status: "refused", findings: result.issues.map((issue) => ({ code: "catalogue/value", params: { path: v.getDotPath(issue) ?? "" } })) };
}

/** One data set, however many lists and areas it stands in. */
export interface CatalogueEntry {
  readonly name: string;
  readonly kind: "benchmark" | "own";
  readonly package: boolean;
  readonly cube: boolean;
  /** FLIS's own technical limit, inclusive, where it is in force. */
  readonly limit: number | null;
  /** Case-insensitive, on the names of cube, file and connection. */
  readonly pattern: string | null;
}

export function entriesOf({ packages, cubes, exempt }: Catalogue): readonly CatalogueEntry[] {
  const names = [...new Set([...packages, ...cubes].map(({ name }) => name))];
  const benchmark = names.map((name): CatalogueEntry => {
    const rows = cubes.filter((cube) => cube.name === name);
    const limits = rows.flatMap(({ limit }) => limit ?? []);
    return { name, kind: "benchmark", package: packages.some((data) => data.name === name), cube: rows.length > 0, limit: limits.length > 0 ? Math.max(...limits) : null, pattern: patternOf(name) };
  });
  return [...benchmark, ...exempt.map(({ name, recognise }): CatalogueEntry => ({ name, kind: "own", package: false, cube: false, limit: null, pattern: recognise }))];
}

/** The published name as it may be written in a cube, a file or a connection: other separators, Danish letters spelled out. */
function patternOf(name: string): string {
  const words = name.split(/[^\p{L}\d]+/u).filter((word) => word !== "");
  return words.map((word) => word.replace(/æ/gi, "(æ|ae)").replace(/ø/gi, "(ø|oe|o)").replace(/å/gi, "(å|aa)")).join("[^\\p{L}\\d]*");
}

/** Whole days since somebody read the source. */
export function ageInDays({ read }: Catalogue, today: string): number {
  return Math.round((Date.parse(today) - Date.parse(read)) / (24 * 60 * 60 * 1000));
}
