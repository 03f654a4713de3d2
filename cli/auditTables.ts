import * as v from "valibot";
import type { Message } from "../shared/i18n/message.ts";
import type { ShownTable } from "../shared/leaks/shownTable.ts";
import { statedTables } from "../shared/leaks/statedTables.ts";
import { readGrid, type GridInput } from "../shared/sources/grid.ts";
import type { TableSettings } from "../shared/sources/tableJson.ts";
import type { PlacedTable } from "../shared/table/layout.ts";
import { cellCount, type Table } from "../shared/table/table.ts";
import { eachCell, type Cells } from "../shared/workbook/cells.ts";
import type { Styles } from "../shared/workbook/styles.ts";
import { readWorkbookFile } from "../shared/workbook/workbookFile.ts";
import { cellId, type CellName } from "./cellName.ts";
import type { Options } from "./commandLine.ts";
import { about, FAILED, Problem, REFUSED } from "./problem.ts";
import { readJson, type InputFile } from "./readFile.ts";
import { addresses, readCsvFile, readTableFile } from "./readTables.ts";

/** A published table as an attacker finds it. */
export interface Published {
  readonly table: Table;
  /** 1 = hidden, per cell of each measure. */
  readonly hidden: readonly Uint8Array[];
  readonly name: CellName;
  readonly settings: TableSettings;
}

/** The tables of a file, or why one cannot be read, and whether the report is a list. */
export interface PublishedFile {
  readonly listed: boolean;
  readonly tables: readonly (Published | { readonly refused: Message })[];
}

const cells = v.array(v.union([v.number(), v.string()]));
/** A list of cells, or the report of `mask --json`, or a copy's own list. */
const ofMeasures = v.optional(v.array(v.object({ name: v.string(), suppressed: v.optional(cells) })));
const patternFile = v.union([cells, v.object({ primary: cells, secondary: cells, measures: ofMeasures }), v.object({ suppressed: cells, measures: ofMeasures })]);

/** Reads what was published: hidden cells are listed by a pattern or by the table itself, or carry the mark. */
export function readPublished(file: InputFile, options: Options, mark: string): PublishedFile {
  if (file.kind === "json") return publishedTables(file, options);
  if (options.suppressed !== undefined) throw new Problem(FAILED, "audit/onlyTables");
  if (file.kind === "csv") return { listed: false, tables: [publishedGrid(readCsvFile(file, mark).placed)] };
  const sheets = publishedSheets(file, mark);
  return { listed: sheets.length > 1, tables: sheets };
}

function publishedTables(file: InputFile, options: Options): PublishedFile {
  const { linked, entries } = readTableFile(file);
  const patterns = options.suppressed === undefined ? undefined : readPatterns(options.suppressed, linked, entries.length);
  return {
    listed: linked,
    tables: entries.map(({ table, settings }, t) => {
      const byName = new Map(Array.from({ length: cellCount(table.shape) }, (_, cell) => [cellId(table, cell), cell]));
      const hidden = table.measures.map((measure) => marked(table, [...(patterns?.[t](measure.name) ?? []).map((id, k) => {
        const cell = byName.get(id);
        if (cell === undefined) throw new Problem(FAILED, "audit/patternCell", { path: `${linked ? `[${t}]` : ""}[${k}]` });
        return cell;
      }), ...(measure.suppressed ?? table.suppressed ?? [])]));
      return { table, hidden, name: (cell: number) => cellId(table, cell), settings };
    }),
  };
}

/** Hidden cells of a measure, by its name. */
type PatternOf = (measure: string) => readonly (number | string)[];

function readPatterns(file: string, linked: boolean, tables: number): readonly PatternOf[] {
  const json = readJson(file), list: readonly unknown[] = linked ? (Array.isArray(json) ? json : []) : [json];
  if (list.length !== tables) throw new Problem(FAILED, "audit/pattern", { file, path: "" });
  return list.map((one, t) => {
    const parsed = v.safeParse(patternFile, one);
    if (!parsed.success) throw new Problem(FAILED, "audit/pattern", { file, path: linked ? `[${t}]` : "" });
    const pattern = parsed.output, all = "suppressed" in pattern ? pattern.suppressed : "primary" in pattern ? [...pattern.primary, ...pattern.secondary] : pattern;
    return (measure) => ("measures" in pattern ? pattern.measures?.find(({ name }) => name === measure)?.suppressed : undefined) ?? all;
  });
}

function publishedGrid({ table, layout }: PlacedTable, prefix = ""): Published {
  const names = addresses(layout);
  return { table, hidden: [marked(table, table.suppressed ?? [])], name: (cell) => `${prefix}${names.get(cell)!}`, settings: {} };
}

/** The tables that a copy of ours states, those of one system together; every other visible sheet with cells is one table. */
function publishedSheets(file: InputFile, mark: string): PublishedFile["tables"] {
  const result = readWorkbookFile(file.bytes);
  if (result.status === "refused") throw new Problem(REFUSED, result.reason.code, about(file.path, result.reason).params);
  const { workbook } = result.file, stated = statedTables(result.file, { mark }).filter(({ table: { measures: [{ values }] } }) => values.some((value) => !Number.isNaN(value)));
  const sheets = workbook.sheets.filter((sheet) => sheet.state === "visible" && sheet.cells.positions.length > 0 && !stated.some((one) => one.sheet === sheet));
  if (sheets.length + stated.length === 0) throw new Problem(REFUSED, "grid/empty", { file: file.path });
  return [...stated.map(publishedStated), ...sheets.map((sheet) => {
    const grid = readGrid(sheetInputs(sheet.cells, workbook.styles), { name: sheet.name, mark });
    if (grid.status === "refused") return { refused: about(`${file.path}: ${sheet.name}`, grid.reason) };
    return publishedGrid(grid.placed, `${sheet.name}!`);
  })];
}

function publishedStated({ sheet, table, hidden, addresses: places, system }: ShownTable): Published {
  return { table: { ...table, ...(system === undefined ? {} : { source: system }) }, hidden: [hidden], name: (cell) => `${sheet.name}!${places[cell]}`, settings: {} };
}

/** A sheet's cells as typed; indentation by style becomes spaces. */
function sheetInputs(cells: Cells, { indents }: Styles): GridInput[][] {
  const rows: GridInput[][] = [];
  eachCell(cells, (row, column, value, style) => {
    while (rows.length < row) rows.push([]);
    const line = rows[row - 1];
    while (line.length < column) line.push(null);
    line[column - 1] = value.kind === "number" ? value.value : `${" ".repeat(indents[style] ?? 0)}${value.kind === "boolean" ? value.value : value.text}`;
  });
  return rows;
}

function marked(table: Table, list: readonly number[]): Uint8Array {
  const hidden = new Uint8Array(cellCount(table.shape));
  for (const cell of list) hidden[cell] = 1;
  return hidden;
}
