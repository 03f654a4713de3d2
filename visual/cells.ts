import type { ProtectedMeasure, ProtectedTable } from "../shared/protect.ts";
import type { Column } from "./columns.ts";
import type { Matrix, MatrixAxis } from "./matrix.ts";
import { numberFormat, type WriteNumber } from "./numberFormat.ts";

export type Cell =
  /** `share`: of the largest shown number of its measure, 0..1, for a bar; cells of totals have none. */
  | { readonly kind: "shown"; readonly text: string; readonly value: number; readonly share?: number }
  | { readonly kind: "hidden" }
  | { readonly kind: "blank" };

const HIDDEN: Cell = { kind: "hidden" }, BLANK: Cell = { kind: "blank" };

/** Open is stated, never assumed: a cell outside the pattern is hidden. */
function isOpen(measure: ProtectedMeasure | undefined, cell: number): boolean {
  return measure?.status === "protected" && measure.hidden[cell] === 0;
}

/** The one gate between a protected table and whatever is drawn, sorted or handed out: it gives shown numbers only. */
export class Cells {
  private readonly width: number;
  private readonly written = new Map<string, WriteNumber>();
  private largest: readonly number[] | null = null;
  private readonly inner: readonly ReadonlySet<number>[];

  constructor(private readonly matrix: Matrix, private readonly shown: ProtectedTable, private readonly tag: string, private readonly bars: boolean) {
    this.width = matrix.columns.axis.members.length;
    this.inner = bars ? [matrix.rows, matrix.columns].map(innerMembers) : [];
  }

  /** Number of a cell, NaN for a blank; null where it is hidden. */
  number(row: number, member: number, measure: number): number | null {
    const cell = row * this.width + member;
    return isOpen(this.shown.measures[measure], cell) ? this.shown.table.measures[measure].values[cell] ?? NaN : null;
  }

  at(row: number, member: number, measure: number): Cell {
    const value = this.number(row, member, measure);
    if (value === null) return HIDDEN;
    if (Number.isNaN(value)) return BLANK;
    const text = this.write(this.format(row, member, measure))(value), share = this.share(row, member, measure, value);
    return share === null ? { kind: "shown", text, value } : { kind: "shown", text, value, share };
  }

  /** Format string of a cell: its own where the model computes one, else the measure's. */
  format(row: number, member: number, measure: number): string {
    return this.matrix.formats.get(measure)?.get(row * this.width + member) ?? this.matrix.measures[measure].format;
  }

  /** Characters of the longest number that a column shows on these rows. Only what is written can be longest: the extremes, or all where cells have formats of their own. */
  longest(rows: Iterable<number>, { member, measure: one }: Column, measures: readonly number[]): number {
    let longest = 0;
    for (const measure of one === null ? measures : [one]) {
      let least = Infinity, most = -Infinity;
      for (const row of rows) {
        const value = this.number(row, member, measure);
        if (value === null || Number.isNaN(value)) continue;
        least = Math.min(least, value);
        most = Math.max(most, value);
        if (this.matrix.formats.has(measure) || !Number.isInteger(value)) longest = Math.max(longest, this.write(this.format(row, member, measure))(value).length);
      }
      const write = this.write(this.matrix.measures[measure].format);
      for (const value of [least, most]) if (Number.isFinite(value)) longest = Math.max(longest, write(value).length);
    }
    return longest;
  }

  private write(format: string): WriteNumber {
    let write = this.written.get(format);
    if (write === undefined) this.written.set(format, write = numberFormat(format, this.tag));
    return write;
  }

  /** Length of a bar, measured against shown inner cells alone, so that the scale tells nothing of a hidden one. */
  private share(row: number, member: number, measure: number, value: number): number | null {
    if (!this.bars || value <= 0 || !this.inner[0].has(row) || !this.inner[1].has(member)) return null;
    this.largest ??= this.matrix.measures.map((_, index) => this.largestOf(index));
    return value / this.largest[measure];
  }

  private largestOf(measure: number): number {
    let largest = 0;
    for (const row of this.inner[0]) for (const member of this.inner[1]) largest = Math.max(largest, this.number(row, member, measure) || 0);
    return largest;
  }
}

function innerMembers({ places }: MatrixAxis): ReadonlySet<number> {
  const groups = new Set(places.map(({ parent }) => parent));
  return new Set(places.flatMap(({ member }, place) => (member === null || groups.has(place) ? [] : [member])));
}
