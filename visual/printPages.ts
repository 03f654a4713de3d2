import type { SheetCell } from "../shared/sheetWriter/sheetCell.ts";
import { numberFormat } from "./numberFormat.ts";
import { pdf, textWidth, type Page, type PageRule, type PageText } from "./pdf.ts";
import type { MatrixView } from "./view.ts";
import type { Words } from "./words.ts";

type Rows = readonly (readonly SheetCell[])[];

/** A4 across, in points. */
const PAGE = { width: 842, height: 595 }, MARGIN = 40, WIDTH = PAGE.width - 2 * MARGIN;
/** Text sizes tried; the largest in which all columns fit on one page, else the smallest. */
const SIZES = [11, 10, 9, 8];
const WIDEST_CAPTION = 230;

interface PrintedColumn {
  readonly width: number;
  readonly texts: readonly string[];
}

/** The shown table on pages for print: header rows on each of them, columns that do not fit on pages of their own, the notes at the end. */
export function printPages(rows: Rows, notes: readonly string[], view: MatrixView, words: Words): Uint8Array {
  const sheets = SIZES.map((size) => new Sheet(rows, view, size, words.tag));
  const pages = (sheets.find((sheet) => sheet.fits) ?? sheets[sheets.length - 1]).pages();
  addNotes(pages, notes.flatMap((note) => wrapped(note)));
  pages.forEach(({ texts }, at) => { texts.push({ x: MARGIN, y: MARGIN / 2, size: 8, bold: false, text: words.word("file/page", { page: at + 1, pages: pages.length }) }); });
  return pdf(PAGE, pages);
}

interface DraftPage extends Page {
  readonly texts: PageText[];
  readonly rules: PageRule[];
}

/** The table in one text size. */
class Sheet {
  readonly fits: boolean;
  private readonly columns: readonly PrintedColumn[];
  private readonly line: number;
  private readonly gap: number;
  private readonly bold: readonly boolean[];
  private readonly captions: number;
  private readonly heads: number;
  private readonly totalBelow: boolean;

  constructor(private readonly rows: Rows, view: MatrixView, private readonly size: number, tag: string) {
    this.captions = view.headings.length;
    this.heads = view.heads.length;
    this.totalBelow = view.totalRow === "bottom";
    this.line = size * 1.65;
    this.gap = size * 1.6;
    const drawn = view.lines.filter(({ whenFolded }) => whenFolded?.what !== "line");
    this.bold = rows.map((_, row) => row < this.heads || ["group", "subtotal", "total"].includes(drawn[row - this.heads].kind));
    this.columns = (rows[0] ?? []).map((_, column): PrintedColumn => {
      const texts = rows.map((row) => printed(row[column], tag)), widest = texts.reduce((most, text, row) => Math.max(most, textWidth(text, size, this.bold[row]) + this.indent(rows[row][column])), 0);
      return { texts, width: column < this.captions ? Math.min(WIDEST_CAPTION, widest) : widest };
    });
    this.fits = this.columns.reduce((sum, { width }) => sum + width + this.gap, -this.gap) <= WIDTH;
  }

  pages(): DraftPage[] {
    const perPage = Math.max(1, Math.floor((PAGE.height - 2 * MARGIN) / this.line) - this.heads), pages: DraftPage[] = [];
    for (const group of this.columnGroups())
      for (let from = this.heads; from < this.rows.length; from += perPage)
        pages.push(this.page(group, [...this.rows.keys()].filter((row) => row < this.heads || (row >= from && row < from + perPage))));
    return pages.length === 0 ? [{ texts: [], rules: [] }] : pages;
  }

  private page(group: readonly number[], rows: readonly number[]): DraftPage {
    const columns = [...Array.from({ length: this.captions }, (_, column) => column), ...group];
    const width = columns.reduce((sum, column) => sum + this.columns[column].width + this.gap, -this.gap);
    const y = (line: number): number => PAGE.height - MARGIN - (line + 1) * this.line, under = (line: number): PageRule => ({ x: MARGIN, y: y(line) - this.size * 0.45, width });
    const last = rows[rows.length - 1] === this.rows.length - 1 ? [...(this.totalBelow ? [under(rows.length - 2)] : []), under(rows.length - 1)] : [];
    return { texts: rows.flatMap((row, line) => this.rowTexts(columns, row, y(line))), rules: [under(this.heads - 1), ...last] };
  }

  private rowTexts(columns: readonly number[], row: number, y: number): PageText[] {
    const { size } = this, bold = this.bold[row];
    let x = MARGIN;
    return columns.flatMap((column): PageText[] => {
      const { width, texts } = this.columns[column], start = x, indent = column === 0 ? this.indent(this.rows[row][0]) : 0;
      x += width + this.gap;
      if (column < this.captions) return texts[row] === "" ? [] : [{ x: start + indent, y, size, bold, text: this.cut(texts[row], width - indent, bold) }];
      return texts[row] === "" ? [] : [{ x: start + width - textWidth(texts[row], size, bold), y, size, bold, text: texts[row] }];
    });
  }

  /** Columns that fit on a page beside the captions. */
  private columnGroups(): number[][] {
    const room = WIDTH - this.columns.slice(0, this.captions).reduce((sum, { width }) => sum + width + this.gap, 0);
    const groups: number[][] = [];
    let left = 0;
    for (let column = this.captions; column < this.columns.length; column++) {
      const { width } = this.columns[column];
      if (groups.length === 0 || width > left) { groups.push([]); left = room; }
      groups[groups.length - 1].push(column);
      left -= width + this.gap;
    }
    return groups;
  }

  private cut(text: string, width: number, bold: boolean): string {
    let kept = text;
    while (kept.length > 1 && textWidth(kept, this.size, bold) > width + 0.01) kept = `${kept.slice(0, -2)}…`;
    return kept;
  }

  private indent(cell: SheetCell | undefined): number {
    return cell?.kind === "text" ? (cell.indent ?? 0) * this.size * 1.2 : 0;
  }
}

const NOTE = 9, NOTE_LINE = 14;

/** Below the table where there is room, else on a page of their own. */
function addNotes(pages: DraftPage[], notes: readonly string[]): void {
  const { texts } = pages[pages.length - 1], used = texts.reduce((lowest, { y }) => Math.min(lowest, y), PAGE.height - MARGIN);
  const fits = used - (notes.length + 1.5) * NOTE_LINE > MARGIN, onto: DraftPage = fits ? pages[pages.length - 1] : { texts: [], rules: [] };
  if (!fits) pages.push(onto);
  const top = fits ? used - NOTE_LINE : PAGE.height - MARGIN;
  notes.forEach((text, at) => { onto.texts.push({ x: MARGIN, y: top - (at + 1) * NOTE_LINE, size: NOTE, bold: false, text }); });
}

function printed(cell: SheetCell | undefined, tag: string): string {
  if (cell === undefined || cell.kind === "empty") return "";
  return cell.kind === "number" ? numberFormat(cell.format ?? "", tag)(cell.value) : cell.text;
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = lines.length === 0 ? word : `${lines[lines.length - 1]} ${word}`;
    if (lines.length > 0 && textWidth(longer, NOTE, false) <= WIDTH) lines[lines.length - 1] = longer; else lines.push(word);
  }
  return lines;
}
