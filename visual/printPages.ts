import type { SheetCell } from "../shared/sheetWriter/sheetCell.ts";
import { numberFormat } from "./numberFormat.ts";
import { pdf, textWidth, type PageText } from "./pdf.ts";
import type { MatrixView } from "./view.ts";
import type { Words } from "./words.ts";

/** A4 across, in points. */
const PAGE = { width: 842, height: 595 }, MARGIN = 36, SIZE = 8, LINE = 13, INDENT = 10, GAP = 14;
const WIDEST_CAPTION = 220;

interface PrintedColumn {
  readonly width: number;
  readonly texts: readonly string[];
}

/** The shown table on pages for print: header rows on each of them, columns that do not fit on pages of their own, the notes at the end. */
export function printPages(rows: readonly (readonly SheetCell[])[], notes: readonly string[], view: MatrixView, words: Words): Uint8Array {
  const heads = view.heads.length, captions = view.headings.length;
  const columns = (rows[0] ?? []).map((_, column): PrintedColumn => {
    const texts = rows.map((row) => printed(row[column], words.tag)), widest = texts.reduce((most, text, row) => Math.max(most, textWidth(text, SIZE, row < heads) + indentOf(rows[row][column])), 0);
    return { texts, width: column < captions ? Math.min(WIDEST_CAPTION, widest) : widest };
  });
  const perPage = Math.floor((PAGE.height - 2 * MARGIN - LINE) / LINE) - heads - 1;
  const pages: PageText[][] = [];
  for (const group of columnGroups(columns, captions)) {
    for (let from = heads; from < rows.length; from += perPage) {
      const shownRows = [...rows.keys()].filter((row) => row < heads || (row >= from && row < from + perPage));
      pages.push(shownRows.flatMap((row, line) => rowTexts(columns, group, captions, row, row < heads || view.lines[row - heads]?.kind === "total", indentOf(rows[row][0]), line)));
    }
  }
  const end = notes.flatMap((note) => wrapped(note, PAGE.width - 2 * MARGIN));
  const last = pages[pages.length - 1] ?? [], used = last.reduce((lowest, { y }) => Math.min(lowest, y), PAGE.height - MARGIN);
  const fits = used - (end.length + 2) * LINE > MARGIN, onto = fits ? last : [];
  if (!fits || pages.length === 0) pages.push(onto);
  end.forEach((text, at) => { onto.push({ x: MARGIN, y: (fits ? used - LINE : PAGE.height - MARGIN) - (at + 1) * LINE, size: SIZE, bold: false, text }); });
  pages.forEach((page, at) => { page.push({ x: MARGIN, y: MARGIN - LINE, size: 7, bold: false, text: words.word("file/page", { page: at + 1, pages: pages.length }) }); });
  return pdf(PAGE, pages);
}

function printed(cell: SheetCell | undefined, tag: string): string {
  if (cell === undefined || cell.kind === "empty") return "";
  return cell.kind === "number" ? numberFormat(cell.format ?? "", tag)(cell.value) : cell.text;
}

function indentOf(cell: SheetCell | undefined): number {
  return cell?.kind === "text" ? (cell.indent ?? 0) * INDENT : 0;
}

/** Columns that fit on a page beside the captions. */
function columnGroups(columns: readonly PrintedColumn[], captions: number): number[][] {
  const room = PAGE.width - 2 * MARGIN - columns.slice(0, captions).reduce((sum, { width }) => sum + width + GAP, 0);
  const groups: number[][] = [];
  let left = 0;
  for (let column = captions; column < columns.length; column++) {
    const width = columns[column].width + GAP;
    if (groups.length === 0 || width > left) { groups.push([]); left = room; }
    groups[groups.length - 1].push(column);
    left -= width;
  }
  return groups.length === 0 ? [[]] : groups;
}

function rowTexts(columns: readonly PrintedColumn[], group: readonly number[], captions: number, row: number, bold: boolean, indent: number, line: number): PageText[] {
  const y = PAGE.height - MARGIN - (line + 1) * LINE;
  let x = MARGIN;
  return [...Array.from({ length: captions }, (_, column) => column), ...group].flatMap((column): PageText[] => {
    const { width, texts } = columns[column], start = x;
    x += width + GAP;
    const text = column < captions ? cut(texts[row], width - indent, bold) : texts[row];
    if (text === "") return [];
    return [{ x: column < captions ? start + (column === 0 ? indent : 0) : start + width - textWidth(text, SIZE, bold), y, size: SIZE, bold, text }];
  });
}

function cut(text: string, width: number, bold: boolean): string {
  let kept = text;
  while (kept.length > 1 && textWidth(kept, SIZE, bold) > width + 0.01) kept = `${kept.slice(0, -2)}…`;
  return kept;
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = lines.length === 0 ? word : `${lines[lines.length - 1]} ${word}`;
    if (lines.length > 0 && textWidth(longer, SIZE, false) <= width) lines[lines.length - 1] = longer; else lines.push(word);
  }
  return lines;
}
