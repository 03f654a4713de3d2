import type { MatrixAxis } from "./matrix.ts";
import type { Parts } from "./order.ts";
import type { Words } from "./words.ts";

export interface Line {
  /** One per heading column; null where that column has none on this line. */
  readonly headings: readonly (Heading | null)[];
  /** 0 outermost. */
  readonly level: number;
  readonly kind: "part" | "group" | "subtotal" | "total" | "measure";
  /** Belongs to the grand total. */
  readonly grand: boolean;
  /** Index among the places of the row axis. */
  readonly place: number;
  /** Line of the group that this one folds into, −1 outermost. */
  readonly parent: number;
  /** The same line in the next update. */
  readonly key: string;
  /** Row member with its numbers; null for a line of headings only. */
  readonly row: number | null;
  /** Index of the line's measure where measures stand on rows, else null. */
  readonly measure: number | null;
  /** The line, or its numbers only, is there while the group is folded and not otherwise. */
  readonly whenFolded: { readonly what: "line" | "numbers"; readonly group: number } | null;
}

export interface Heading {
  readonly text: string;
  /** Equal on lines that share it; text of totals and measures is never shared. */
  readonly place: number | null;
}

export interface LineForm {
  readonly tabular: boolean;
  readonly subtotals: "top" | "bottom" | "none";
  readonly grandTotal: "top" | "bottom" | "none";
  /** Caption of the one line that there is without a row field. */
  readonly alone: string;
  /** Measures that stand on rows, in order; null where they stand on columns. */
  readonly measures: readonly { readonly index: number; readonly caption: string }[] | null;
}

type Draft = Pick<Line, "headings" | "level" | "kind" | "grand" | "place" | "parent" | "row" | "whenFolded">;

/** Lines in reading order: a group before its parts, its own total there or after them, the grand total before or after all. */
export class LinePlan {
  readonly lines: Line[] = [];
  private readonly top: boolean;

  constructor(private readonly axis: MatrixAxis, private readonly parts: Parts, private readonly form: LineForm, private readonly words: Words) {
    this.top = form.subtotals === "top" && !form.tabular;
    if (parts[0].length === 0) { this.alone(); return; }
    if (form.grandTotal === "top") this.grandTotal();
    for (const part of parts[0]) this.visit(part, 0, -1);
    if (form.grandTotal === "bottom") this.grandTotal();
  }

  private grandTotal(): void {
    const { member } = this.axis.places[0];
    if (member !== null) this.add({ headings: this.headings([], this.words.word("visual/total")), level: 0, kind: "total", grand: true, place: 0, parent: -1, row: member, whenFolded: null });
  }

  /** Without a row field all numbers stand on one line, which is no total of others. */
  private alone(): void {
    const each = this.form.measures ?? [{ index: null, caption: this.form.alone }];
    for (const { index, caption } of each)
      this.lines.push({ headings: [{ text: caption, place: null }], level: 0, kind: "part", grand: false, place: 0, parent: -1, row: this.axis.places[0].member, measure: index, whenFolded: null, key: `\u0001${index}` });
  }

  private visit(place: number, level: number, parent: number): void {
    const { member } = this.axis.places[place], group = this.parts[place].length > 0, path = this.path(place);
    const at = this.lines.length, what = this.form.tabular ? "line" : "numbers";
    this.add({ headings: this.headings(path, null), level, kind: group ? "group" : "part", grand: false, place, parent, row: member, whenFolded: group && !this.top ? { what, group: at } : null });
    for (const part of this.parts[place]) this.visit(part, level + 1, at);
    if (!group || this.top || this.form.subtotals === "none" || member === null) return;
    const text = this.form.tabular ? this.words.word("visual/total") : this.words.word("visual/subtotal", { group: this.axis.places[place].text });
    this.add({ headings: this.headings(path, text), level: this.form.tabular ? level + 1 : level, kind: "subtotal", grand: false, place, parent: at, row: member, whenFolded: null });
  }

  /** One line, or with measures on rows one for each of them, below a line of headings where the layout is stepped. */
  private add(draft: Draft): void {
    const { measures, tabular } = this.form, { name } = this.axis.places[draft.place], key = `${name}\u0001${draft.kind}`;
    if (measures === null) { this.lines.push({ ...draft, key, measure: null }); return; }
    if (!tabular) this.lines.push({ ...draft, key, measure: null, row: null, whenFolded: null });
    for (const { index, caption } of measures) {
      const own = { text: caption, place: null };
      this.lines.push(tabular
        ? { ...draft, key: `${key}\u0001${index}`, measure: index, headings: [...draft.headings.slice(0, -1), own] }
        : { ...draft, key: `${key}\u0001${index}`, measure: index, headings: [own], level: draft.level + 1, kind: "measure", whenFolded: draft.whenFolded === null ? null : { what: "line", group: draft.whenFolded.group } });
    }
  }

  /** `total`: stands in the column after the group's own, or alone. */
  private headings(path: readonly number[], total: string | null): (Heading | null)[] {
    const own = path.map((place) => ({ text: this.axis.places[place].text, place }));
    const last = total === null ? [] : [{ text: total, place: null }];
    if (!this.form.tabular) return [last[0] ?? own[own.length - 1]];
    const filled: (Heading | null)[] = [...own, ...last];
    while (filled.length < this.axis.fields.length + (this.form.measures === null ? 0 : 1)) filled.push(null);
    return filled;
  }

  private path(place: number): number[] {
    const { parent } = this.axis.places[place];
    return parent < 0 ? [] : [...this.path(parent), place];
  }
}

/** Lines that no fold hides, by index; `folded` says of a group's line whether it is folded. */
export function visibleLines(lines: readonly Line[], folded: (line: number) => boolean): number[] {
  const closed = new Uint8Array(lines.length);
  return lines.flatMap(({ kind, parent, whenFolded }, at) => {
    const below = parent >= 0 && closed[parent] !== 0;
    closed[at] = below || (kind === "group" && folded(at)) ? 1 : 0;
    const open = whenFolded?.what === "line" && !folded(whenFolded.group);
    return below || open ? [] : [at];
  });
}
