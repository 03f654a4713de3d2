import { attack } from "../../shared/audit/attack.ts";
import { pathName } from "../../shared/table/path.ts";
import type { Table } from "../../shared/table/table.ts";
import { matrixCells } from "../../workbench/matrixCells.ts";
import { prepare } from "../shared/audit/attackPattern.ts";

/** What can be worked out from everything that was read: cells by name, and small sums. */
export interface Findings {
  readonly exact: readonly string[];
  readonly derived: readonly string[];
  readonly insiders: readonly string[];
}

/** A reader who remembers every number that a visual ever drew, as text, and attacks the true table's structure with them. */
export class Attacker {
  private readonly seen = new Map<number, number>();

  constructor(private readonly table: Table, private readonly limit: number) {}

  /** Reads the drawn grid (stepped layout, one measure, Danish numbers). Throws where a shown number is not the true one. */
  read(root: ParentNode): number {
    const [rows, columns] = this.table.shape.kind === "cross" ? this.table.shape.axes.map(({ members }) => members) : [[], []];
    const texts = [...root.querySelectorAll("tbody tr:not(.blank) td")].map(({ textContent }) => textContent);
    matrixCells(root).forEach(({ row: path, column, hidden }, at) => {
      const row = path.map((caption) => caption.replace(/ i alt$/, ""));
      const cell = rows.indexOf(pathName(row)) * columns.length + columns.indexOf(pathName(column));
      if (!rows.includes(pathName(row)) || !columns.includes(pathName(column))) throw new Error(`no cell ${pathName(row)} × ${pathName(column)}`);
      if (hidden || texts[at] === "") return;
      const value = Number(texts[at].replaceAll(".", "").replace(",", "."));
      if (value !== this.table.measures[0].values[cell]) throw new Error(`${this.name(cell)} shows ${texts[at]}`);
      this.seen.set(cell, value);
    });
    return this.seen.size;
  }

  /** Everybody, then every municipality with its own numbers. */
  findings(): Findings {
    const cells = [...this.table.measures[0].values.keys()];
    const { pattern, variableOf } = prepare(this.table, { hidden: cells.filter((cell) => !this.seen.has(cell)), lower: 0, insiders: true, derivedLimit: this.limit });
    const { exact, derived, insiders, contradiction } = attack(pattern), cellOf = new Map([...variableOf].map((variable, cell) => [variable, cell]));
    if (contradiction) throw new Error("no table has these numbers");
    const name = (variable: number): string => this.name(cellOf.get(variable) ?? -1);
    return {
      exact: [...exact.keys()].map(name), derived: derived.map((sum) => sum.cells.map(name).join(" + ")),
      insiders: [...insiders.values()].flatMap((gain) => [...gain.exact.keys()].map(name)),
    };
  }

  private name(cell: number): string {
    const [rows, columns] = this.table.shape.kind === "cross" ? this.table.shape.axes.map(({ members }) => members) : [[], []];
    return `${rows[Math.floor(cell / columns.length)]} × ${columns[cell % columns.length]}`;
  }
}
