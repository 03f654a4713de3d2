import { readComments, readOldShapes, readShapes, type CommentPart, type Shape } from "./annotations.ts";
import { PLAIN_APPEARANCE, readAppearance, type Appearance } from "./appearance.ts";
import { openArchive, type Archive } from "./archive.ts";
import { readCacheContents, type CacheContents } from "./cacheContents.ts";
import { readChart, type ChartRecord } from "./chartData.ts";
import { readConnections, type Connection } from "./connections.ts";
import { countCachedValues, countPivotData, countSlicerMembers, customRoot, drillsDown, queryConnection, readTable, type TableRecord } from "./listParts.ts";
import { readPackageParts, type PackageLink, type PackagePart, type UnreadPart } from "./packageParts.ts";
import { readProperties, type PropertyPart } from "./properties.ts";
import { readWorkbook, type Workbook } from "./readWorkbook.ts";
import { readSharedStrings } from "./sharedStrings.ts";
import { readStructurePart, STRUCTURE_ROOT, type StatedStructure } from "./structurePart.ts";
import { readSheetDetails, type SheetDetails } from "./sheetDetails.ts";
import { Unreadable, type Reason } from "./unreadable.ts";
import { readWorkbookSettings, type WorkbookSettings } from "./workbookSettings.ts";

/** Everything a workbook file carries, shown or not, as plain records. */
export interface WorkbookFile {
  readonly workbook: Workbook;
  readonly parts: readonly PackagePart[];
  readonly outside: readonly PackageLink[];
  /** Parts that could not be read: nothing can be said about what they hold. */
  readonly unread: readonly UnreadPart[];
  /** By sheet part. */
  readonly details: ReadonlyMap<string, SheetDetails>;
  readonly settings: WorkbookSettings;
  readonly appearance: Appearance;
  /** The string table; cells point into it. */
  readonly strings: readonly string[];
  readonly caches: readonly CacheContents[];
  readonly pivotParts: readonly PivotPart[];
  readonly charts: readonly ChartRecord[];
  readonly connections: readonly (Connection & { readonly part: string })[];
  readonly tables: readonly TableRecord[];
  readonly queries: readonly { readonly part: string; readonly connection: string | undefined }[];
  readonly slicers: readonly PartCount[];
  /** Values of other workbooks, DDE items and real-time functions. */
  readonly cachedValues: readonly (PartCount & { readonly kind: "externalLink" | "volatileDependencies" })[];
  readonly comments: readonly CommentPart[];
  readonly shapes: readonly Shape[];
  readonly properties: readonly PropertyPart[];
  readonly customXml: readonly { readonly part: string; readonly root: string }[];
  /** What a copy of ours says of how it is built; null where it says nothing that can be read. */
  readonly structure: StatedStructure | null;
}

export interface PartCount { readonly part: string; readonly count: number }

export interface PivotPart {
  readonly part: string;
  /** Values kept in the definition itself, where the pivot stands on no sheet. */
  readonly values: number;
  readonly drillsDown: boolean;
}

export type WorkbookFileResult =
  | { readonly status: "read"; readonly file: WorkbookFile }
  | { readonly status: "refused"; readonly reason: Reason };

/** Reads .xlsx, .xlsm and .xltx bytes whole. What `readWorkbook` refuses is refused; other parts are unread each by itself. */
export function readWorkbookFile(bytes: Uint8Array): WorkbookFileResult {
  const result = readWorkbook(bytes);
  if (result.status === "refused") return result;
  try {
    return { status: "read", file: read(openArchive(bytes), result.workbook) };
  } catch (error) {
    if (error instanceof Unreadable) return { status: "refused", reason: error.reason };
    throw error;
  }
}

function read(archive: Archive, workbook: Workbook): WorkbookFile {
  const { parts, outside, unread: unlinked } = readPackageParts(archive), unread = [...unlinked];
  const attempt = <T>(part: string, reader: () => T): readonly T[] => {
    try {
      return [reader()];
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      unread.push({ part, reason: error.reason });
      return [];
    }
  };
  const each = <T>(kinds: readonly string[], reader: (source: string, part: string) => T): readonly T[] =>
    named(parts, kinds).flatMap((part) => attempt(part, () => reader(archive.text(part), part)));
  const counted = (kinds: readonly string[], counter: (source: string, part: string) => number) => each(kinds, (source, part) => ({ part, count: counter(source, part) }));
  const cached = (kind: "externalLink" | "volatileDependencies") => counted([kind], countCachedValues).map((entry) => ({ ...entry, kind }));
  const customXml = named(parts, ["customXml"]).flatMap((part) => attempt(part, () => ({ part, root: customRoot(archive.bytes(part)) })));
  return {
    workbook, parts, outside, unread,
    details: new Map(workbook.sheets.flatMap(({ part }) => (part === undefined ? [] : attempt(part, () => [part, readSheetDetails(archive.text(part), part)] as const)))),
    settings: each(["officeDocument"], readWorkbookSettings)[0] ?? { names: [], isProtected: false, customViews: 0 },
    appearance: each(["styles"], readAppearance)[0] ?? PLAIN_APPEARANCE,
    strings: named(parts, ["sharedStrings"]).flatMap((part) => attempt(part, () => readSharedStrings(archive, part))).flat(),
    caches: named(parts, ["pivotCacheDefinition"]).flatMap((part) => attempt(part, () => readCacheContents(archive, part))),
    pivotParts: each(["pivotTable"], (source, part) => ({ part, values: countPivotData(source, part), drillsDown: drillsDown(source, part) })),
    charts: each(["chart", "chartEx"], readChart),
    connections: each(["connections"], (source, part) => readConnections(source, part).map((connection) => ({ ...connection, part }))).flat(),
    tables: each(["table"], readTable),
    queries: each(["queryTable"], (source, part) => ({ part, connection: queryConnection(source, part) })),
    slicers: counted(["slicerCache", "timelineCache"], countSlicerMembers),
    cachedValues: [...cached("externalLink"), ...cached("volatileDependencies")],
    comments: each(["comments", "threadedComment", "person"], readComments),
    shapes: [...each(["drawing"], readShapes), ...each(["vmlDrawing"], readOldShapes)].flat(),
    properties: each(["core-properties", "extended-properties", "custom-properties"], readProperties),
    customXml, structure: customXml.filter(({ root }) => root === STRUCTURE_ROOT).flatMap(({ part }) => attempt(part, () => readStructurePart(archive.text(part), part)))[0] ?? null,
  };
}

/** Parts of these kinds; an orphan is told by its name, which every Office program gives alike. */
function named(parts: readonly PackagePart[], kinds: readonly string[]): readonly string[] {
  const byName = new RegExp(`(^|/)(${kinds.join("|")})\\d*\\.xml$`, "i");
  return parts.filter(({ name, kinds: own }) => (own.length === 0 ? byName.test(name) : own.some((kind) => kinds.includes(kind)))).map(({ name }) => name);
}

/** Sheet that a part belongs to, directly or by way of others; undefined for parts of the workbook itself. */
export function sheetOf({ workbook, parts }: WorkbookFile, part: string): string | undefined {
  const seen = new Set([part]);
  for (const at of seen) {
    const sheet = workbook.sheets.find((candidate) => candidate.part === at);
    if (sheet !== undefined) return sheet.name;
    for (const owner of parts.find(({ name }) => name === at)?.owners ?? []) seen.add(owner);
  }
  return undefined;
}
