import { columnsOf } from "../algebra/columns.ts";
import { Dictionary } from "../algebra/dictionary.ts";
import { Detour } from "../algebra/detour.ts";
import { Movements, type Witness } from "../algebra/movement.ts";
import { tableauOf } from "../algebra/tableau.ts";
import { NOBODY } from "../table/terrain.ts";
import { agree, type Component } from "./component.ts";
import { frozen } from "./frozen.ts";
import { secondTable } from "./secondTable.ts";

/** Counted steps of the exhaustive search, for one unknown and for all of a component. */
const STEPS_EACH = 20_000;
const STEPS_ALL = 1_000_000;

/** A component sorted out; numbers are indexes of unknowns. */
export interface Verdict {
  /** Second tables: each of their unknowns is proved open. */
  readonly witnesses: readonly Witness[];
  readonly determined: readonly number[];
  /** Neither proved open nor proved determined within the counted limits. */
  readonly unresolved: readonly number[];
  /** Looks for a second table that changes one unknown and none of an owner's. */
  readonly witnessWithout: (unknown: number, owner: number) => Witness | null;
  /** Looks for a second table that changes one unknown by just so much. */
  readonly witnessBy: (unknown: number, change: number) => Witness | null;
}

/**
 * Which unknowns of a component keep a second value. An unknown counts as open only when a second table is at hand that
 * agrees with every row and bound, checked here in plain arithmetic; as determined only when linear algebra and bounds,
 * or an exhaustive search of `steps` counted steps, leave no second one. `point` is any solution of the component.
 */
export function resolve(bounded: Component, point: Float64Array, owner: Int32Array, steps = STEPS_ALL): Verdict {
  const { component, point: at } = withCeilings(bounded, point), unknowns = bounded.variables.length;
  const atBound = Uint8Array.from(at, (value, unknown) => (value <= component.lower[unknown] || agree(value, component.lower[unknown]) ? 1 : 0));
  const { elementary, detour } = searchesOver(component, at, atBound, owner), proved = new Proved(component, at);
  const checked = (found: Witness | null): Witness | null => (found !== null && holds(found, component, at) ? found : null);
  const find = (unknown: number, without: number) => elementary.through(unknown, 1, without)[0] ?? detour.of(unknown, without, Infinity);
  for (let unknown = 0; unknown < unknowns; unknown++) if (proved.open[unknown] === 0) proved.take(elementary.through(unknown, 1, NOBODY)[0] ?? null);
  for (let unknown = 0; unknown < unknowns; unknown++) if (proved.open[unknown] === 0) proved.take(find(unknown, NOBODY));
  const { determined, undecided } = frozen(component, atBound.map((is, unknown) => (proved.open[unknown] !== 0 ? 0 : is)));
  const fixed = new Set(determined), left = [...proved.open.keys()].filter((unknown) => unknown < unknowns && proved.open[unknown] === 0 && !fixed.has(unknown));
  // Fractional unknowns that are not determined are open: between two real solutions there is always a third.
  const unresolved = component.integral ? exhaust(proved, left, fixed, steps) : undecided.length > 0 ? left : [];
  return {
    witnesses: proved.witnesses, unresolved, determined: [...fixed].filter((unknown) => unknown < unknowns).sort((a, b) => a - b),
    witnessWithout: (unknown, without) => checked(find(unknown, without)),
    witnessBy: (unknown, change) => checked(elementary.by(unknown, change) ?? detour.of(unknown, NOBODY, Infinity, [change])),
  };
}

/** Second tables found so far, each of them checked. */
class Proved {
  readonly witnesses: Witness[] = [];
  /** 1 = moved by a witness. */
  readonly open: Uint8Array;

  constructor(readonly component: Component, readonly point: Float64Array) {
    this.open = new Uint8Array(point.length);
  }

  take(witness: Witness | null): boolean {
    if (witness === null || !holds(witness, this.component, this.point)) return false;
    this.witnesses.push(witness);
    for (let k = 0; k < witness.cells.length; k++) this.open[witness.cells[k]] = 1;
    return true;
  }
}

/** Searches all tables for what is left; those proved to have one value go to `fixed`, the others found nowhere are returned. */
function exhaust(proved: Proved, left: readonly number[], fixed: Set<number>, steps: number): readonly number[] {
  return left.filter((unknown) => {
    if (proved.open[unknown] !== 0) return false;
    const found = secondTable(proved.component, proved.point, unknown, Math.min(STEPS_EACH, steps));
    steps -= found.steps;
    if (found.status === "none") fixed.add(unknown);
    return found.status === "gaveUp" || (found.status === "found" && !proved.take(found));
  });
}

/** An upper bound as one more unknown: what is left to it, which cannot be negative either. */
function withCeilings(component: Component, point: Float64Array): { readonly component: Component; readonly point: Float64Array } {
  const capped = Array.from(component.upper.keys()).filter((unknown) => component.upper[unknown] !== Infinity);
  if (capped.length === 0) return { component, point };
  const unknowns = point.length;
  const rows = [...component.rows, ...capped.map((unknown, k) => ({ unknowns: [unknown, unknowns + k], signs: [1, 1], sum: component.upper[unknown] }))];
  const rowsOf = [...component.rowsOf.map((list) => [...list]), ...capped.map((): number[] => [])];
  capped.forEach((unknown, k) => { for (const one of [unknown, unknowns + k]) rowsOf[one].push(component.rows.length + k); });
  return {
    point: Float64Array.from([...point, ...capped.map((unknown) => component.upper[unknown] - point[unknown])]),
    component: {
      ...component, rows, rowsOf,
      variables: Int32Array.from([...component.variables, ...capped.map(() => -1)]),
      lower: Float64Array.from([...component.lower, ...capped.map(() => 0)]),
      upper: new Float64Array(unknowns + capped.length).fill(Infinity),
    },
  };
}

/** Fractional unknowns above their bound can move a little, however far they are from it. */
function searchesOver({ variables, lower, rows, integral }: Component, point: Float64Array, atBound: Uint8Array, owner: Int32Array): { readonly elementary: Movements; readonly detour: Detour } {
  const dictionary = new Dictionary(point.length, atBound), all = new Uint8Array(point.length).fill(1);
  for (const { unknowns, signs } of rows) dictionary.addRelation(unknowns, signs);
  const terrain = {
    slack: point.map((value, unknown) => (atBound[unknown] !== 0 ? 0 : integral ? value - lower[unknown] : Infinity)),
    headroom: new Float64Array(point.length).fill(Infinity), price: new Float64Array(point.length),
    owner: Int32Array.from(variables, (variable) => (variable < 0 ? -1 : owner[variable])),
  };
  return { elementary: new Movements(columnsOf(dictionary, all), terrain), detour: new Detour(tableauOf(dictionary, all), terrain) };
}

/** Whether a movement keeps every row and bound; of fractional unknowns, whether a small part of it does. */
function holds({ cells, changes }: Witness, { lower, rows, rowsOf, integral }: Component, point: Float64Array): boolean {
  const change = new Map<number, number>(), touched = new Set<number>();
  for (let k = 0; k < cells.length; k++) {
    const unknown = cells[k], moved = changes[k], at = point[unknown];
    if (moved === 0 || !Number.isInteger(moved)) return false;
    if (integral ? at + moved < lower[unknown] : moved < 0 && (at <= lower[unknown] || agree(at, lower[unknown]))) return false;
    change.set(unknown, moved);
    for (const row of rowsOf[unknown]) touched.add(row);
  }
  return [...touched].every((row) => rows[row].unknowns.reduce((sum, unknown, k) => sum + rows[row].signs[k] * (change.get(unknown) ?? 0), 0) === 0);
}
