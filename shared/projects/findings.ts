import type { Message } from "../i18n/message.ts";
import { classify } from "../policy/measureClass.ts";
import type { Policy } from "../policy/policy.ts";
import type { Field, Page, Report, Visual } from "./project.ts";

/** block: shows or lets out protected numbers. warn: somebody must look. info: what an author should know. */
export type Severity = "block" | "warn" | "info";

export interface ReportFinding {
  readonly severity: Severity;
  readonly message: Message;
}

/** Diskret's visual; Power BI adds a suffix to the ones from the organisation's store. */
const DISKRET = /^diskretMatrix/i, FROM_STORE = /_OrgStore$/;
const SLICER = /slicer/i;

/** What in a report leads around the protection. Pages, visuals and measures are named; the project holds no values. */
export function reportFindings(report: Report, policy: Policy): readonly ReportFinding[] {
  const protects = report.pages.some(({ visuals }) => visuals.some(isDiskret));
  return [
    ...report.pages.flatMap((page) => page.visuals.flatMap((visual) => (isDiskret(visual) ? ownFindings(report, page, visual) : otherFindings(page, visual, policy)))),
    ...sameMeasures(report),
    ...report.pages.flatMap((page) => slicers(page)),
    ...strangers(report),
    ...(report.settings.exportsData ? [finding("block", "project/export")] : []),
    ...(report.settings.personalises ? [finding("block", "project/personalise")] : []),
    ...report.pages.filter(({ personalises }) => personalises).map(({ name }) => finding("block", "project/personalisePage", { page: name })),
    ...(protects ? [finding("info", "project/print")] : [finding("info", "project/noDiskret")]),
  ];
}

function finding(severity: Severity, code: string, params: Message["params"] = {}): ReportFinding {
  return { severity, message: { code, params } };
}

function isDiskret({ type }: Visual): boolean {
  return DISKRET.test(type);
}

function ownFindings({ organisationVisuals }: Report, { name: page }: Page, { type, name, optionsMenu }: Visual): readonly ReportFinding[] {
  const stored = FROM_STORE.test(type) || organisationVisuals.some((one) => one === type);
  return [
    ...(stored ? [] : [finding("block", "project/notFromStore", { page, visual: name })]),
    ...(optionsMenu ? [finding("warn", "project/optionsMenu", { page, visual: name })] : []),
  ];
}

/** A measure that the policy does not call something else than persons is protected, the unknown ones too. */
function otherFindings({ name: page }: Page, { type, name, measures }: Visual, policy: Policy): readonly ReportFinding[] {
  const shown = unique(measures).filter((measure) => classify({ name: measure.name, values: new Float64Array() }, policy).class !== "notPersons");
  return shown.map((measure) => finding("block", "project/unprotected", { page, visual: name, type, measure: measure.full }));
}

/** Each visual protects its own table: two of the same measure are two views of one table. */
function sameMeasures({ pages }: Report): readonly ReportFinding[] {
  const places = new Map<string, number>();
  for (const visual of pages.flatMap(({ visuals }) => visuals.filter(isDiskret)))
    for (const { full } of unique(visual.measures)) places.set(full, (places.get(full) ?? 0) + 1);
  return [...places].filter(([, n]) => n > 1).map(([measure, n]) => finding("warn", "project/sameMeasure", { measure, n }));
}

/** A slicer changes what a matrix counts: two of its settings can differ by a small count. */
function slicers({ name: page, visuals }: Page): readonly ReportFinding[] {
  const shown = new Set(visuals.filter(isDiskret).flatMap(({ groups }) => groups.map(({ full }) => full)));
  if (!visuals.some(isDiskret)) return [];
  return visuals.filter(({ type }) => SLICER.test(type)).flatMap(({ groups }) => unique(groups).map(({ full }) => finding(shown.has(full) ? "warn" : "info", shown.has(full) ? "project/slicer" : "project/slicerBeside", { page, field: full })));
}

function strangers({ publicVisuals, privateVisuals }: Report): readonly ReportFinding[] {
  return [
    ...publicVisuals.filter((name) => !DISKRET.test(name)).map((visual) => finding("warn", "project/public", { visual })),
    ...privateVisuals.filter((name) => !DISKRET.test(name)).map((visual) => finding("warn", "project/private", { visual })),
  ];
}

function unique(fields: readonly Field[]): readonly Field[] {
  return [...new Map(fields.map((field) => [field.full, field])).values()];
}
