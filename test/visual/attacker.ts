import { attack } from "../../shared/audit/attack.ts";
import { pathName } from "../../shared/table/path.ts";
import type { Table } from "../../shared/table/table.ts";
import { prepare } from "../shared/audit/attackPattern.ts";
import { drawnNumbers } from "./drawnNumbers.ts";

/** What can be worked out from everything that was read: cells by name, and small sums. */
export interface Findings {
  readonly exact: readonly string[];
  readonly derived: readonly string[];
  readonly insiders: readonly string[];
}

/** A reader who remembers every number that a visual ever drew, as text, and attacks the true table's structure with them, measure by measure. */
export class Attacker {
  private readonly seen: readonly Map<number, number>[];
  /** Cells that were drawn with the mark; those that were not drawn at all hide nothing unless they are small. */
  private readonly marked: readonly Set<number>[];
  private readonly names: readonly string[];
  private readonly rows: readonly string[];
  private readonly columns: readonly string[];

  constructor(private readonly table: Table, private readonly limit: number) {
    if (table.shape.kind !== "cross") throw new RangeError("a matrix has axes");
    [this.rows, this.columns] = table.shape.axes.map(({ members }) => members);
    this.names = table.measures.map(({ name }) => name);
    this.seen = table.measures.map(() => new Map());
    this.marked = table.measures.map(() => new Set());
  }

  /** Reads the drawing (Danish numbers), whatever its form; how many numbers are known by now. Throws where a shown number is not the true one. */
  read(root: ParentNode): number {
    for (const { row, column, measure, text, hidden } of drawnNumbers(root, this.names)) {
      const at = this.names.indexOf(measure), r = this.rows.indexOf(pathName(row)), c = this.columns.indexOf(pathName(column)), cell = r * this.columns.length + c;
      if (at < 0 || r < 0 || c < 0) throw new Error(`no cell ${pathName(row)} × ${pathName(column)} of ${measure}`);
      if (hidden) this.marked[at].add(cell);
      if (hidden || text === "") continue;
      const value = Number(text.replaceAll(".", "").replace(",", "."));
      if (value !== this.table.measures[at].values[cell]) throw new Error(`${this.name(cell)} shows ${text}`);
      this.seen[at].set(cell, value);
    }
    return this.seen.reduce((sum, { size }) => sum + size, 0);
  }

  /** Everybody, then every municipality with its own numbers. */
  findings(): Findings {
    const all = this.seen.map((known, at) => this.findingsOf(known, at));
    return { exact: all.flatMap(({ exact }) => exact), derived: all.flatMap(({ derived }) => derived), insiders: all.flatMap(({ insiders }) => insiders) };
  }

  private findingsOf(known: ReadonlyMap<number, number>, at: number): Findings {
    const table = { ...this.table, measures: [this.table.measures[at]] }, cells = [...table.measures[0].values.keys()];
    const { pattern, variableOf } = prepare(table, { hidden: cells.filter((cell) => !known.has(cell)), lower: 0, insiders: true, derivedLimit: this.limit });
    const { exact, derived, insiders, contradiction } = attack(pattern), cellOf = new Map([...variableOf].map((variable, cell) => [variable, cell]));
    const secrets = (learned: ReadonlyMap<number, unknown>): string[] => [...learned.keys()].flatMap((variable) => (this.isSecret(cellOf.get(variable) ?? -1, at) ? [name(variable)] : []));
    if (contradiction) throw new Error("no table has these numbers");
    const name = (variable: number): string => this.name(cellOf.get(variable) ?? -1);
    return {
      exact: secrets(exact), derived: derived.map((sum) => sum.cells.map(name).join(" + ")),
      insiders: [...insiders.values()].flatMap((gain) => secrets(gain.exact)),
    };
  }

  private isSecret(cell: number, at: number): boolean {
    return this.marked[at].has(cell) || (this.table.measures[at].values[cell] ?? NaN) <= this.limit;
  }

  private name(cell: number): string {
    return `${this.rows[Math.floor(cell / this.columns.length)]} × ${this.columns[cell % this.columns.length]}`;
  }
}
