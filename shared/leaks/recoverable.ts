import { attack } from "../audit/attack.ts";
import { rowsFrom, substitute, agree } from "../audit/component.ts";
import type { Policy } from "../policy/policy.ts";
import { cellKeys, link } from "../table/link.ts";
import { nestedCells } from "../table/nested.ts";
import { sheetPlace } from "./place.ts";
import type { Found, Rule, Scene } from "./rule.ts";
import type { ShownTable } from "./shownTable.ts";
import { shownTables } from "./shownTables.ts";

/** Hidden cells of one system up to which it is attacked. */
const HIDDEN = 5_000;
/** Cells that two tables must both show, all alike, before they are held to be about the same. */
const SHARED = 3;
/** Cells named in a finding; the count tells how many there are. */
const NAMED = 12;

/** Hidden cells that what the visible sheets show together gives away: all pivots and copied tables as one system. */
export const recoverable: Rule = {
  id: "R33", severity: "block", unseen: true,
  source: "Handbook on Statistical Disclosure Control 5.2 (linked tables); threat model: shown numbers, structure, bounds",
  find: (scene) => {
    const { tables, unread } = shownTables(scene.file, scene.policy);
    return [
      ...groups(tables).filter((group) => group.some(({ hidden, system }) => hidden.includes(1) || (system !== undefined && group.length > 1))).flatMap((group) => attacked(group, scene)),
      ...unread.map(({ sheet, marks, first }): Found => ({ where: sheetPlace(sheet, first), count: marks, kind: "unread", severity: "warn" })),
    ];
  },
};

/** Tables that show the same numbers for the same captions, joined step by step. */
function groups(tables: readonly ShownTable[]): readonly (readonly ShownTable[])[] {
  const shown = tables.map(({ table }) => {
    const keys = cellKeys(table), values = new Map(keys.map((key, cell) => [key, table.measures[0].values[cell]]));
    return values.size === keys.length ? values : null;
  });
  const found: number[][] = [];
  tables.forEach((_, t) => {
    const joined = [t];
    for (const group of found.filter((one) => one.some((other) => (tables[t].system === undefined && tables[other].system === undefined ? meet(shown[t], shown[other]) : tables[t].system === tables[other].system)))) {
      joined.push(...group);
      found.splice(found.indexOf(group), 1);
    }
    found.push(joined.sort((a, b) => a - b));
  });
  return found.map((group) => group.map((t) => tables[t]));
}

function meet(a: ReadonlyMap<string, number> | null, b: ReadonlyMap<string, number> | null): boolean {
  if (a === null || b === null) return false;
  let shared = 0;
  for (const [key, value] of a) {
    const other = b.get(key);
    if (other === undefined || Number.isNaN(value) || Number.isNaN(other)) continue;
    if (!agree(value, other)) return false;
    shared++;
  }
  return shared >= SHARED;
}

function attacked(group: readonly ShownTable[], { policy, oracle }: Scene): readonly Found[] {
  const { system, variableOf } = link(group.map(({ table }) => table)), shown = new Float64Array(system.variables).fill(NaN), open = new Uint8Array(system.variables);
  group.forEach(({ table, hidden }, t) => variableOf[t].forEach((variable, cell) => {
    const value = table.measures[0].values[cell];
    if (hidden[cell] === 1) open[variable] = 1;
    else if (!Number.isNaN(value)) shown[variable] = value;
  }));
  // An empty cell counts as zero, unless shown numbers then contradict each other: some sources hide by leaving blank.
  const zeros = shown.map((value, variable) => (Number.isNaN(value) && open[variable] === 0 ? 0 : value));
  const settled = substitute(rowsFrom(system), zeros).every(({ unknowns, sum }) => unknowns.length > 0 || agree(sum, 0));
  const values = settled ? zeros : shown, hidden = Uint8Array.from(values, (value) => (Number.isNaN(value) ? 1 : 0));
  if (hidden.reduce((sum, is) => sum + is, 0) > HIDDEN) return places(group, variableOf, () => true, "undecided", "warn");
  const lower = Float64Array.from(open, (is) => (is === 1 && policy.zeros === "show" ? 1 : 0));
  const pattern = { system, values, hidden, known: new Uint8Array(system.variables), owner: new Int32Array(system.variables).fill(-1), lower: 0, insiders: false, derivedLimit: limitOf(policy) };
  const found = attack(pattern, { lower, ...(oracle === undefined ? {} : { oracle }) });
  if (found.contradiction) return places(group, variableOf, () => true, "undecided", "warn");
  const sums = new Set(found.derived.flatMap(({ cells }) => [...cells])), unresolved = new Set(found.unresolved);
  const exact = (variable: number) => found.exact.has(variable) || hidden[variable] === 0;
  return [
    ...places(group, variableOf, exact, "found", "block"),
    ...places(group, variableOf, (variable) => sums.has(variable) && !exact(variable), "sum", "warn"),
    ...places(group, variableOf, (variable) => unresolved.has(variable), "undecided", "warn"),
    ...differences(group, (table, cell) => { const variable = variableOf[table][cell]; return hidden[variable] === 0 ? values[variable] : found.exact.get(variable) ?? NaN; }, policy),
  ];
}

/** Numbers that count all but a few of what a table under a wider filter counts: who is left out is a small count. */
function differences(group: readonly ShownTable[], told: (table: number, cell: number) => number, { maxN }: Policy): readonly Found[] {
  const few = nestedCells(group.map(({ table }) => table)).filter(({ wide, narrow }) => { const rest = told(wide.table, wide.cell) - told(narrow.table, narrow.cell); return rest > 0 && rest <= maxN; });
  return group.flatMap(({ sheet, addresses }, t): Found[] => {
    const cells = [...new Set(few.filter(({ narrow }) => narrow.table === t).map(({ narrow }) => addresses[narrow.cell]))];
    return cells.length === 0 ? [] : [{ where: sheetPlace(sheet, cells[0]), count: cells.length, kind: "difference", params: { cells: listed(cells) } }];
  });
}

function listed(cells: readonly string[]): string {
  return [...cells.slice(0, NAMED), ...(cells.length > NAMED ? ["…"] : [])].join(", ");
}

function limitOf({ protection, maxN }: Policy): number {
  return protection === "exact" ? 0 : maxN;
}

/** One finding per table with marked cells of which something holds. */
function places(group: readonly ShownTable[], variableOf: readonly Int32Array[], holds: (variable: number) => boolean, kind: string, severity: "block" | "warn"): readonly Found[] {
  return group.flatMap(({ sheet, addresses, hidden }, t): Found[] => {
    const cells = addresses.filter((_, cell) => hidden[cell] === 1 && holds(variableOf[t][cell]));
    if (cells.length === 0) return [];
    return [{ where: sheetPlace(sheet, cells[0]), count: cells.length, kind, severity, params: { cells: listed(cells) } }];
  });
}
