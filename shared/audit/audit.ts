import { derivedSum } from "../algebra/derived.ts";
import type { Witness } from "../algebra/movement.ts";
import { without } from "../table/additivity.ts";
import { structuralFloor } from "../table/floor.ts";
import type { System } from "../table/relations.ts";

/** A pattern as it would be published, with what its recipients know. All arrays are per variable. */
export interface Pattern {
  readonly system: System;
  /** Per relation, 1 = a total that counts once who is in several parts: max(part) ≤ total ≤ sum of parts; sums where absent. */
  readonly distinct?: Uint8Array;
  readonly values: Float64Array;
  readonly hidden: Uint8Array;
  /** Hidden cells the recipient knows anyway. */
  readonly known: Uint8Array;
  readonly lower: number;
  /** How far above its value a recipient allows a cell to be; without limit where absent. */
  readonly headroom?: Float64Array;
  readonly owner: Int32Array;
  readonly insiders: boolean;
  /** Inclusive limit of sums that may not be derivable; 0 where that is not asked. */
  readonly derivedLimit: number;
  /** Small ones among these cells could be as large as `to` by the table alone, and as small as their structure allows; absent where that is not asked. */
  readonly intervals?: { readonly of: Uint8Array; readonly to: number };
}

/** What the audit holds against a pattern. */
export interface Audit {
  readonly safe: boolean;
  /** Hidden cells without a valid witness for some recipient: treated as disclosed. */
  readonly unproved: readonly number[];
  /** Sums, counted without distinct counts, that give away a small sum of hidden cells. */
  readonly derived: readonly number[];
  /** Primaries that the table alone proves to be small, or not to be as small as they could. */
  readonly narrow: readonly number[];
}

/**
 * Decides whether a pattern may be shown. It trusts nothing of how the pattern was found: every witness is checked
 * against the relations themselves, and every hidden cell needs, for every recipient, a witness that leaves that
 * recipient's own cells alone. Such a witness is a second table with the same published numbers, so it settles linear
 * algebra, bounds and integrality at once.
 */
export function audit(given: Pattern, witnesses: readonly Witness[]): Audit {
  // Asked once, not for each of many witnesses.
  const { distinct, ...ofSums } = given, pattern: Pattern = distinct?.includes(1) === true ? given : ofSums;
  const valid = witnesses.filter((witness) => proves(witness, pattern));
  const unproved = exposed(pattern, valid);
  const derived: number[] = [];
  if (pattern.derivedLimit > 0) {
    const hidden = pattern.hidden.map((is, cell) => (is !== 0 && pattern.known[cell] === 0 ? 1 : 0));
    const system = pattern.distinct === undefined ? pattern.system : without(pattern.system, pattern.distinct), published = { ...pattern, system, hidden, limit: pattern.derivedLimit };
    for (let relation = 0; relation + 1 < system.start.length; relation++)
      if (derivedSum(published, relation) !== null) derived.push(relation);
  }
  const narrow = pattern.intervals === undefined ? [] : narrowIn(pattern, pattern.intervals, valid);
  return { safe: unproved.length === 0 && derived.length === 0 && narrow.length === 0, unproved, derived, narrow };
}

function narrowIn({ system, values, hidden, known, lower, headroom, distinct }: Pattern, { of, to }: NonNullable<Pattern["intervals"]>, witnesses: readonly Witness[]): number[] {
  const floor = structuralFloor(system, hidden, values, new Float64Array(values.length).fill(lower), distinct);
  const most = values.slice(), least = values.slice();
  for (const { cells, changes } of witnesses)
    for (let k = 0; k < cells.length; k++) {
      most[cells[k]] = Math.max(most[cells[k]], values[cells[k]] + changes[k]);
      least[cells[k]] = Math.min(least[cells[k]], values[cells[k]] + changes[k]);
    }
  return Array.from(of.keys()).filter((cell) =>
    of[cell] !== 0 && known[cell] === 0 && values[cell] < to && (least[cell] > floor[cell] || (most[cell] < to && (headroom?.[cell] ?? Infinity) === Infinity)));
}

/** Whether only hidden, unknown cells move, by whole or real numbers, every relation stays true and bounds hold. */
export function proves(witness: Witness, pattern: Pattern): boolean {
  const { system, values, hidden, known, lower, headroom, distinct } = pattern, { cells, changes } = witness, balance = new Map<number, number>();
  for (let k = 0; k < cells.length; k++) {
    const cell = cells[k], change = changes[k];
    const floor = Math.min(lower, values[cell]);
    const fits = Number.isInteger(values[cell]) ? values[cell] + change >= floor : change >= 0 || values[cell] > floor;
    if (hidden[cell] === 0 || known[cell] !== 0 || !Number.isInteger(change) || change === 0 || !fits || (headroom !== undefined && change > headroom[cell])) return false;
    for (let e = system.first[cell]; e < system.first[cell + 1]; e++) {
      const relation = system.relationsOf[e];
      const sign = system.cells[system.start[relation]] === cell ? -1 : 1;
      balance.set(relation, (balance.get(relation) ?? 0) + sign * change);
    }
  }
  const counted = distinct !== undefined ? new Map(Array.from(cells, (cell, k) => [cell, changes[k]])) : null;
  for (const [relation, sum] of balance) if (counted !== null && distinct?.[relation] === 1 ? !countsOnce(pattern, relation, counted) : sum !== 0) return false;
  return true;
}

/** Whether a distinct count with these changes is at least each of its parts and at most their sum. */
function countsOnce({ system: { start, cells }, values }: Pattern, relation: number, changes: ReadonlyMap<number, number>): boolean {
  const value = (cell: number): number => values[cell] + (changes.get(cell) ?? 0), total = value(cells[start[relation]]);
  let sum = 0;
  for (let k = start[relation] + 1; k < start[relation + 1]; k++) {
    const part = value(cells[k]);
    if (part > total) return false;
    sum += part;
  }
  return total <= sum;
}

/** Hidden cells that every witness leaves to some municipality other than their own. */
function exposed({ hidden, known, owner, insiders }: Pattern, witnesses: readonly Witness[]): number[] {
  const common = new Map<number, Set<number>>();
  for (const { cells } of witnesses) {
    const owners = new Set<number>();
    if (insiders) for (let k = 0; k < cells.length; k++) if (owner[cells[k]] >= 0) owners.add(owner[cells[k]]);
    for (let k = 0; k < cells.length; k++) {
      const before = common.get(cells[k]);
      if (before === undefined) common.set(cells[k], new Set(owners));
      else for (const one of before) if (!owners.has(one)) before.delete(one);
    }
  }
  return Array.from(hidden.keys()).filter((cell) => {
    if (hidden[cell] === 0 || known[cell] !== 0) return false;
    const left = common.get(cell);
    return left === undefined || [...left].some((one) => one !== owner[cell]);
  });
}
