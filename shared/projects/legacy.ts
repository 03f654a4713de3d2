import type { ProjectFiles } from "./project.ts";

/** `exportDataMode` of the older format by number. */
const EXPORT = ["AllowSummarizedAndUnderlying", "AllowSummarized", "None"];

/**
 * A report in the older format (one `report.json` whose parts are JSON in strings) as the files of the newer one, as far as
 * they are read here. Null where there is none, or where a part of it is no JSON: then nothing can be said of it.
 */
export function fromLegacy(files: ProjectFiles): ProjectFiles | null {
  const report = files.get("report.json") as LegacyReport | undefined;
  if (report?.sections === undefined) return null;
  try {
    const { settings = {}, objects } = parse<{ settings?: { exportDataMode?: number }; objects?: unknown }>(report.config ?? "{}");
    const packages = (report.resourcePackages ?? []).map(({ resourcePackage }) => ({ name: resourcePackage?.name, type: resourcePackage?.type === 0 ? "CustomVisual" : "" }));
    const converted = new Map<string, unknown>([["definition/report.json", {
      settings: { ...settings, exportDataMode: EXPORT[settings.exportDataMode ?? 0] ?? "" }, objects, publicCustomVisuals: report.publicCustomVisuals, resourcePackages: packages,
      organizationCustomVisuals: (report.organizationCustomVisuals ?? []).map(({ name }) => ({ name })),
    }]]);
    report.sections.forEach(({ displayName, config, visualContainers = [] }, page) => {
      converted.set(`definition/pages/${page}/page.json`, { displayName, objects: parse<{ objects?: unknown }>(config ?? "{}").objects });
      visualContainers.forEach((container, at) => { converted.set(`definition/pages/${page}/visuals/${at}/visual.json`, visualOf(parse<LegacyVisual>(container.config ?? "{}"))); });
    });
    return converted;
  } catch {
    return null;
  }
}

interface LegacyReport {
  readonly config?: string;
  readonly sections?: readonly { readonly displayName?: string; readonly config?: string; readonly visualContainers?: readonly { readonly config?: string }[] }[];
  readonly publicCustomVisuals?: readonly string[];
  readonly organizationCustomVisuals?: readonly { readonly name?: string }[];
  readonly resourcePackages?: readonly { readonly resourcePackage?: { readonly name?: string; readonly type?: number } }[];
}

interface LegacyVisual {
  readonly name?: string;
  readonly singleVisual?: {
    readonly visualType?: string;
    readonly projections?: Readonly<Record<string, readonly { readonly queryRef?: string }[]>>;
    readonly prototypeQuery?: { readonly Select?: readonly Readonly<Record<string, unknown>>[] };
    readonly vcObjects?: unknown;
  };
}

/** The projections name fields of the prototype query, which says what each of them is. */
function visualOf({ name, singleVisual }: LegacyVisual): object {
  if (singleVisual === undefined) return {};
  const selected = new Map((singleVisual.prototypeQuery?.Select ?? []).map((select) => [select["Name"], Object.fromEntries(Object.entries(select).filter(([key]) => key !== "Name" && key !== "NativeReferenceName"))]));
  const queryState = Object.fromEntries(Object.entries(singleVisual.projections ?? {}).map(([role, fields]) => [role, { projections: fields.map(({ queryRef }) => ({ queryRef, field: selected.get(queryRef) ?? {} })) }]));
  return { name, visual: { visualType: singleVisual.visualType, query: { queryState }, visualContainerObjects: singleVisual.vcObjects } };
}

function parse<T>(json: string): T {
  return JSON.parse(json) as T;
}
