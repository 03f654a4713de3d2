/** A Power BI report as plain records: what its visuals show and what its settings leave open. Never a value: the format holds none of the model's. */
export interface Report {
  readonly pages: readonly Page[];
  readonly settings: Settings;
  /** Custom visuals by where they come from: the organisation's store, AppSource, or a file that an author brought. */
  readonly organisationVisuals: readonly string[];
  readonly publicVisuals: readonly string[];
  readonly privateVisuals: readonly string[];
}

export interface Settings {
  /** "Export data" in the report's settings. */
  readonly exportsData: boolean;
  /** "Personalize visuals". */
  readonly personalises: boolean;
}

export interface Page {
  readonly name: string;
  readonly personalises: boolean;
  readonly visuals: readonly Visual[];
}

export interface Visual {
  readonly name: string;
  /** The host's name of its kind: "pivotTable", "slicer", a custom visual's guid. */
  readonly type: string;
  readonly measures: readonly Field[];
  /** Columns and levels it groups by. */
  readonly groups: readonly Field[];
  /** Its "…" menu, by which numbers are shown as a table and exported. */
  readonly optionsMenu: boolean;
}

/** `name` as authors see it, without the table; `full` with it. */
export interface Field {
  readonly name: string;
  readonly full: string;
}

/** Parsed JSON files of a project by path with "/" between. */
export type ProjectFiles = ReadonlyMap<string, unknown>;

/**
 * Reads a report's folder in the enhanced format: `definition/report.json`, `pages/<page>/page.json` and
 * `pages/<page>/visuals/<visual>/visual.json` (Microsoft, "Power BI Desktop project report folder").
 * Null where the folder holds none.
 */
export function readReport(files: ProjectFiles): Report | null {
  const report = record(files.get("definition/report.json"));
  if (report === null) return null;
  const names = [...files.keys()].flatMap((path) => /^definition\/pages\/([^/]+)\/page\.json$/.exec(path)?.[1] ?? []);
  const settings = record(report["settings"]) ?? {};
  return {
    pages: names.sort().map((page) => readPage(files, page)),
    settings: { exportsData: settings["exportDataMode"] !== "None", personalises: settings["allowInlineExploration"] === true },
    organisationVisuals: list(report["organizationCustomVisuals"]).flatMap((one) => text(record(one)?.["name"])),
    publicVisuals: list(report["publicCustomVisuals"]).flatMap(text),
    privateVisuals: list(report["resourcePackages"]).map(record).filter((one) => one?.["type"] === "CustomVisual").flatMap((one) => text(one?.["name"])),
  };
}

function readPage(files: ProjectFiles, folder: string): Page {
  const place = `definition/pages/${folder}`, page = record(files.get(`${place}/page.json`)) ?? {};
  const visuals = [...files.keys()].filter((path) => path.startsWith(`${place}/visuals/`) && path.endsWith("/visual.json")).sort();
  return {
    name: text(page["displayName"])[0] ?? folder,
    personalises: switches(page["objects"], "personalizeVisual", "show") === true,
    visuals: visuals.flatMap((path) => readVisual(record(files.get(path)))),
  };
}

function readVisual(container: Fields | null): readonly Visual[] {
  const visual = record(container?.["visual"]), type = text(visual?.["visualType"])[0];
  if (container === null || visual === null || type === undefined) return [];
  const roles = Object.values(record(record(visual["query"])?.["queryState"]) ?? {});
  const fields = roles.flatMap((role) => list(record(role)?.["projections"])).flatMap(projected);
  const header = visual["visualContainerObjects"];
  return [{
    name: text(container["name"])[0] ?? "", type,
    measures: fields.filter(({ measure }) => measure).map(named),
    groups: fields.filter(({ measure }) => !measure).map(named),
    optionsMenu: switches(header, "visualHeader", "show") !== false && switches(header, "visualHeader", "showOptionsMenu") !== false,
  }];
}

interface Projected extends Field {
  readonly measure: boolean;
}

function named({ name, full }: Projected): Field {
  return { name, full };
}

/** A field of a query: a measure, an aggregated column, a column or a level of a hierarchy. What is none of these counts as a measure. */
function projected(projection: unknown): readonly Projected[] {
  const { field, queryRef, displayName } = record(projection) ?? {};
  const [kind, expression] = Object.entries(record(field) ?? {})[0] ?? ["", undefined];
  const inner = kind === "Aggregation" ? record(Object.values(record(record(expression)?.["Expression"]) ?? {})[0]) : record(expression);
  const name = text(inner?.["Property"])[0] ?? text(inner?.["Level"])[0] ?? text(displayName)[0] ?? text(queryRef)[0];
  return name === undefined ? [] : [{ name, full: text(queryRef)[0] ?? name, measure: kind !== "Column" && kind !== "HierarchyLevel" }];
}

/** A literal switch of a formatting object, `{"expr": {"Literal": {"Value": "true"}}}`; undefined where it is not set or computed. */
function switches(objects: unknown, object: string, property: string): boolean | undefined {
  const literal = list(record(objects)?.[object]).map((one) => record(record(record(record(record(record(one)?.["properties"])?.[property])?.["expr"])?.["Literal"]))?.["Value"]).find((value) => value !== undefined);
  return literal === "true" ? true : literal === "false" ? false : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

function record(value: unknown): Fields | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value as Fields : null;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value as readonly unknown[] : [];
}

function text(value: unknown): readonly string[] {
  return typeof value === "string" && value !== "" ? [value] : [];
}
