import type { ProjectFiles } from "../../../shared/projects/project.ts";

/** Files as Power BI Desktop writes them (schemas visualContainer 2.x, report 2.x/3.x, page 2.x); numbers are in none of them. */
const SCHEMA = "https://developer.microsoft.com/json-schemas/fabric/item/report/definition";
export const STORE = "diskretMatrix8C41B7E6A2D94F0B9E53D17A6F20C9B4_OrgStore";

const source = (Entity: string) => ({ SourceRef: { Entity } });
const literal = (Value: string) => ({ expr: { Literal: { Value } } });
export const measure = (table: string, name: string) => ({ field: { Measure: { Expression: source(table), Property: name } }, queryRef: `${table}.${name}`, nativeQueryRef: name });
export const column = (table: string, name: string) => ({ field: { Column: { Expression: source(table), Property: name } }, queryRef: `${table}.${name}`, nativeQueryRef: name, active: true });
export const sum = (table: string, name: string) => ({ field: { Aggregation: { Expression: { Column: { Expression: source(table), Property: name } }, Function: 0 } }, queryRef: `Sum(${table}.${name})`, nativeQueryRef: `Summen af ${name}` });
export const level = (table: string, hierarchy: string, name: string) => ({ field: { HierarchyLevel: { Expression: { Hierarchy: { Expression: source(table), Hierarchy: hierarchy } }, Level: name } }, queryRef: `${table}.${hierarchy}.${name}`, nativeQueryRef: name });

export interface Planned {
  readonly type: string;
  readonly roles?: Readonly<Record<string, readonly object[]>>;
  readonly header?: Readonly<Record<string, boolean>>;
}

export function visual(name: string, { type, roles = {}, header }: Planned): object {
  return {
    $schema: `${SCHEMA}/visualContainer/2.4.0/schema.json`, name,
    position: { x: 16, y: 80, z: 1000, width: 640, height: 360, tabOrder: 1000 },
    visual: {
      visualType: type,
      query: { queryState: Object.fromEntries(Object.entries(roles).map(([role, projections]) => [role, { projections }])), sortDefinition: { isDefaultSort: true } },
      ...(header === undefined ? {} : { visualContainerObjects: { visualHeader: [{ properties: Object.fromEntries(Object.entries(header).map(([key, on]) => [key, literal(String(on))])) }] } }),
      drillFilterOtherVisuals: true,
    },
  };
}

export const CLOSED = { exportDataMode: "None", allowInlineExploration: false, useEnhancedTooltips: true, useStylableVisualContainerHeader: true };

export interface Plan {
  readonly settings?: object;
  readonly report?: object;
  /** Page's display name → its visuals by name. */
  readonly pages: Readonly<Record<string, Readonly<Record<string, Planned>>>>;
  readonly page?: object;
}

export function project({ settings = CLOSED, report = {}, pages, page = {} }: Plan): ProjectFiles {
  const files = new Map<string, unknown>([
    ["definition/version.json", { $schema: `${SCHEMA}/versionMetadata/1.0.0/schema.json`, version: "2.0.0" }],
    ["definition/report.json", {
      $schema: `${SCHEMA}/report/2.0.0/schema.json`, settings, ...report,
      themeCollection: { baseTheme: { name: "CY24SU10", reportVersionAtImport: "5.61", type: "SharedResources" } },
      organizationCustomVisuals: [{ name: STORE, path: "diskret.pbiviz" }],
    }],
    ["definition/pages/pages.json", { $schema: `${SCHEMA}/pagesMetadata/1.0.0/schema.json`, pageOrder: Object.keys(pages).map((_, at) => `p${at}`), activePageName: "p0" }],
  ]);
  Object.entries(pages).forEach(([displayName, visuals], at) => {
    files.set(`definition/pages/p${at}/page.json`, { $schema: `${SCHEMA}/page/1.4.0/schema.json`, name: `p${at}`, displayName, displayOption: "FitToPage", height: 720, width: 1280, ...page });
    for (const [name, planned] of Object.entries(visuals)) files.set(`definition/pages/p${at}/visuals/${name}/visual.json`, visual(name, planned));
  });
  return files;
}

/** The same report in the older format: one file, its parts as JSON in strings. */
export function legacy({ exportDataMode, visuals }: { readonly exportDataMode?: number; readonly visuals: Readonly<Record<string, Planned>> }): ProjectFiles {
  const containers = Object.entries(visuals).map(([name, { type, roles = {} }]) => {
    const all = Object.values(roles).flat() as readonly { readonly queryRef: string; readonly field: object }[];
    const singleVisual = {
      visualType: type,
      projections: Object.fromEntries(Object.entries(roles).map(([role, fields]) => [role, (fields as typeof all).map(({ queryRef }) => ({ queryRef }))])),
      prototypeQuery: { Version: 2, From: [{ Name: "f", Entity: "Fakta", Type: 0 }], Select: all.map(({ queryRef, field }) => ({ ...field, Name: queryRef })) },
    };
    return { x: 0, y: 0, z: 0, width: 640, height: 360, config: JSON.stringify({ name, layouts: [], singleVisual }), filters: "[]" };
  });
  return new Map([["report.json", {
    config: JSON.stringify({ version: "5.59", settings: { useNewFilterPaneExperience: true, ...(exportDataMode === undefined ? {} : { exportDataMode }) } }),
    layoutOptimization: 0, publicCustomVisuals: [], organizationCustomVisuals: [{ name: STORE }],
    resourcePackages: [{ resourcePackage: { disabled: false, items: [], name: "SharedResources", type: 2 } }],
    sections: [{ name: "ReportSection", displayName: "Side 1", config: "{}", width: 1280, height: 720, visualContainers: containers }],
  }]]);
}
