import type { Locale } from "../shared/i18n/message.ts";
import type { PlacedTable } from "../shared/table/layout.ts";
import type { Axis } from "../shared/table/table.ts";
import type { EmulatedExcel } from "../test/hosts/emulatedExcel.ts";
import { matrixDataView, type Colours, type FrameReport, type FrameUpdate } from "../test/hosts/powerbi.ts";
import { compare, copyCells, findLayout } from "./agreement.ts";
import { textOf } from "./excelSide.ts";
import { matrixCells } from "./matrixCells.ts";
import { TAG } from "./speak.ts";
import type { MatrixState } from "./state.ts";

/** The update Power BI would send for the table of a pivot. */
export function updateOf({ table }: PlacedTable, locale: Locale, colours: Colours): FrameUpdate {
  const [rows = [], columns = []] = table.shape.kind === "cross" ? table.shape.axes.map(fieldNames) : [];
  return { dataView: matrixDataView(table, { fields: { rows, columns } }), locale: TAG[locale], colours };
}

/** Names of an axis's fields from the outermost in, as its innermost member's choices give them. */
function fieldNames({ coordinates = [] }: Axis): readonly string[] {
  return coordinates.map((choices) => Object.keys(choices)).reduce((longest, names) => (names.length > longest.length ? names : longest), []);
}

/** Compares the copy on the sheet with what the matrix has drawn. The drawing is read without its inline styles, which this page's policy would report. */
export function matrixState(pivot: string, placed: PlacedTable, { html }: FrameReport, excel: EmulatedExcel, sheet: string, mark: string): MatrixState {
  const drawing = new DOMParser().parseFromString(html.replaceAll(/ style="[^"]*"/g, ""), "text/html");
  const { height, text } = textOf(excel, sheet), top = findLayout(placed, height, text);
  const agreement = top < 0 ? null : compare(copyCells(placed, top, text, mark), matrixCells(drawing));
  return agreement === null ? { status: "unread", pivot } : { status: "compared", pivot, agreement };
}
