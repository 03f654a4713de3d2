import { ownersOf } from "../../shared/policy/owners.ts";
import { cellKeys } from "../../shared/table/link.ts";
import type { PlacedTable, Slot } from "../../shared/table/layout.ts";
import type { Axis, Hierarchy, Measure, Table } from "../../shared/table/table.ts";
import { cellName } from "../../shared/workbook/area.ts";
import type { Scalar } from "../host.ts";
import type { Region } from "../region.ts";
import type { PivotCell } from "./pivotCell.ts";
import { withoutMadeTexts } from "./readRange.ts";

/** A number of a range and what its formula says of it. Places count row by row from the range's first cell. */
export type Told = { readonly at: number; readonly value: number } & (
  | { readonly kind: "quoted"; readonly cell: PivotCell }
  | { readonly kind: "sum"; readonly parts: readonly number[] }
  | { readonly kind: "other" }
);

/** Cells of a source as a PivotTable knows them. */
interface Known {
  readonly keys: readonly string[];
  readonly owners: readonly (string | null)[];
}

interface Member {
  readonly row: number;
  readonly coordinates: Readonly<Record<string, string>>;
  readonly owner: string | null;
  readonly quotes?: PivotCell;
}

/** A range as a table with one axis: a member per quoted cell, per sum, and per number that nothing explains. */
export class QuotedList {
  private readonly members = new Map<string, Member>();
  private readonly measures = new Map<string, Measure>();
  /** Where a number of the range stands in the list. */
  private readonly places = new Map<number, { readonly row: number; readonly measure: string }>();
  private readonly sums: { readonly total: number; readonly parts: readonly number[] }[] = [];
  private readonly known = new Map<Table, Known>();

  constructor(private readonly region: Region, told: readonly Told[]) {
    for (const one of told) if (one.kind === "quoted") this.quote(one.at, one.cell);
    // A sum of sums is told once its parts are.
    let open = told.flatMap((one) => (one.kind === "sum" ? [one] : []));
    for (let before = -1; open.length !== before;) {
      before = open.length;
      open = open.filter(({ at, value, parts }) => !this.add(at, value, parts));
    }
    const unexplained = new Map<string, Measure>();
    for (const { at } of [...open, ...told.filter(({ kind }) => kind === "other")]) this.withhold(at, unexplained);
    for (const [name, measure] of unexplained) this.measures.set(name, measure);
  }

  placed(name: string, source: string): PlacedTable {
    return { layout: this.layout(), table: { name, source, shape: { kind: "cross", axes: [this.axis()] }, measures: this.filled() } };
  }

  private axis(): Axis {
    const all = [...this.members], plain: Hierarchy = { name: "cells", parent: all.map(() => -1) };
    const hierarchies = this.sums.map(({ total, parts }, at): Hierarchy => ({ name: `sum ${at + 1}`, parent: all.map((_, member) => (member === total ? -1 : parts.includes(member) ? total : null)) }));
    return { name: "cells", members: all.map(([key]) => key), hierarchies: [plain, ...hierarchies], coordinates: all.map(([, { coordinates }]) => coordinates), owners: all.map(([, { owner }]) => owner) };
  }

  /** Also what the range does not show of a cell it quotes: a sum in the list holds for every measure. */
  private filled(): readonly Measure[] {
    const quoted = new Set([...this.members.values()].flatMap(({ row, quotes }) => (quotes === undefined ? [] : [row])));
    return [...this.measures].map(([name, measure]) => {
      const values = new Float64Array(this.members.size).fill(NaN);
      for (const { row, quotes } of this.members.values()) if (quotes !== undefined) values[row] = quotes.pivot.placed[0].table.measures.find((other) => other.name === name)?.values[quotes.cell] ?? NaN;
      for (const { total, parts } of this.sums) values[total] = parts.reduce((sum, part) => sum + (values[part] || 0), 0);
      for (const [at, place] of this.places) if (place.measure === name && !quoted.has(place.row)) values[place.row] = Number(this.shownAt(at));
      return { ...measure, values };
    });
  }

  private layout(): PlacedTable["layout"] {
    const { rows, columns, shown, formulas } = this.region, names = [...this.measures.keys()];
    const slots = withoutMadeTexts(shown, formulas).flatMap((line, r) => line.map((value, c): Slot => {
      const place = this.places.get(r * columns + c);
      if (place !== undefined) return { kind: "value", cell: place.row, measure: names.indexOf(place.measure) };
      return value === "" ? { kind: "empty" } : { kind: "label", text: String(value) };
    }));
    return { rows, columns, slots };
  }

  private quote(at: number, cell: PivotCell): void {
    const { table } = cell.pivot.placed[0], measure = table.measures[cell.measure];
    const known = this.known.get(table) ?? { keys: cellKeys(table), owners: ownersOf(table) }, key = known.keys[cell.cell];
    this.known.set(table, known);
    if (!this.measures.has(measure.name)) this.measures.set(measure.name, measure);
    const coordinates = Object.fromEntries(key.split("\u0001").filter((choice) => choice !== "").map((choice) => choice.split("\u0000") as [string, string]));
    this.places.set(at, { measure: measure.name, row: this.member(key, { coordinates, owner: known.owners[cell.cell], quotes: cell }) });
  }

  /** Whether all parts are told, of one measure, and make up the number. */
  private add(at: number, value: number, parts: readonly number[]): boolean {
    const filled = parts.filter((part) => typeof this.shownAt(part) === "number"), places = filled.map((part) => this.places.get(part)), [first] = places;
    const rows = places.flatMap((place) => (place === undefined || place.measure !== first?.measure ? [] : [place.row])), distinct = [...new Set(rows)].sort((a, b) => a - b);
    const total = filled.reduce((sum, part) => sum + Number(this.shownAt(part)), 0);
    if (first === undefined || distinct.length !== filled.length || Math.abs(total - value) > 1e-9 * Math.max(1, Math.abs(value))) return false;
    const keys = [...this.members.keys()], name = distinct.map((row) => keys[row]).sort().join("\u0003"), isNew = !this.members.has(name);
    const row = this.member(name, { coordinates: { "\u0000sum": name }, owner: null });
    if (isNew) this.sums.push({ total: row, parts: distinct });
    this.places.set(at, { measure: first.measure, row });
    return true;
  }

  /** A number of its own: named by the caption above it, unless that is a measure's name. */
  private withhold(at: number, unexplained: Map<string, Measure>): void {
    const { columns, row, column, sheet } = this.region, name = cellName(row + 1 + Math.floor(at / columns), column + 1 + (at % columns));
    const above = Array.from({ length: Math.floor(at / columns) }, (_, up) => this.shownAt(at - (up + 1) * columns)).find((value) => typeof value === "string" && value !== "");
    const measure = typeof above !== "string" || this.measures.has(above) ? name : above;
    unexplained.set(measure, { name: measure, values: new Float64Array(), class: "unknown" });
    this.places.set(at, { measure, row: this.member(`cell ${name}`, { coordinates: { "\u0000cell": `${sheet}!${name}` }, owner: null }) });
  }

  private member(key: string, member: Omit<Member, "row">): number {
    const known = this.members.get(key) ?? { ...member, row: this.members.size };
    this.members.set(key, known);
    return known.row;
  }

  private shownAt(at: number): Scalar {
    return this.region.shown[Math.floor(at / this.region.columns)][at % this.region.columns];
  }
}
