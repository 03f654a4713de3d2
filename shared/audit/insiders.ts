import { components, substitute, type Component } from "./component.ts";
import { resolve, type Verdict } from "./resolve.ts";

/** A component with a solution of it and what is already proved about its unknowns. */
export interface Resolved {
  readonly component: Component;
  readonly point: Float64Array;
  readonly verdict: Verdict;
  /** Municipality that owns each unknown, −1 for none. */
  readonly owner: Int32Array;
}

/** Decides what `resolve` left open; indexes of unknowns. */
export type Decide = (component: Component, point: Float64Array, verdict: Verdict) => { readonly determined: readonly number[]; readonly unresolved: readonly number[] };

export interface Learned {
  readonly insider: number;
  readonly determined: readonly number[];
  readonly unresolved: readonly number[];
}

/**
 * What each municipality learns of the others when it takes its own cells off. A second table that leaves them alone is
 * one for it too, so only unknowns without such a table are looked at again.
 */
export function insidersIn(resolved: Resolved, decide: Decide): readonly Learned[] {
  const pending = exposed(resolved), { verdict, owner } = resolved;
  return [...pending.keys()].sort((a, b) => a - b).flatMap((insider) => {
    const covered = new Set<number>(), left: number[] = [];
    for (const unknown of pending.get(insider)!) {
      if (covered.has(unknown)) continue;
      const witness = verdict.witnessWithout(unknown, insider);
      if (witness === null) left.push(unknown);
      else for (let k = 0; k < witness.cells.length; k++) covered.add(witness.cells[k]);
    }
    const open = left.filter((unknown) => !covered.has(unknown) && owner[unknown] !== insider);
    return open.length === 0 ? [] : learned(resolved, insider, new Set(open), decide);
  });
}

/** Per municipality: open unknowns of others that every witness so far moves together with its own. */
function exposed({ verdict, owner }: Resolved): Map<number, number[]> {
  const common = new Map<number, Set<number>>();
  for (const { cells } of verdict.witnesses) {
    const moved = Array.from(cells).filter((unknown) => unknown < owner.length);
    const owners = new Set(moved.map((unknown) => owner[unknown]).filter((one) => one >= 0));
    for (const unknown of moved) {
      const before = common.get(unknown);
      if (before === undefined) common.set(unknown, new Set(owners));
      else for (const one of before) if (!owners.has(one)) before.delete(one);
    }
  }
  const pending = new Map<number, number[]>();
  for (const unknown of [...common.keys()].sort((a, b) => a - b))
    for (const insider of common.get(unknown)!)
      if (insider !== owner[unknown]) pending.set(insider, [...(pending.get(insider) ?? []), unknown]);
  return pending;
}

/** The whole attack again with the insider's own cells given. */
function learned({ component, point, owner }: Resolved, insider: number, open: ReadonlySet<number>, decide: Decide): readonly Learned[] {
  const given = point.map((value, unknown) => (owner[unknown] === insider ? value : NaN));
  const nobody = new Int32Array(owner.length).fill(-1);
  const determined: number[] = [], unresolved: number[] = [];
  for (const part of components({ ...component, given }, substitute(component.rows, given))) {
    if (!part.variables.some((unknown) => open.has(unknown))) continue;
    const at = Float64Array.from(part.variables, (unknown) => point[unknown]);
    const decided = decide(part, at, resolve(part, at, nobody));
    determined.push(...decided.determined.map((k) => part.variables[k]).filter((unknown) => open.has(unknown)));
    unresolved.push(...decided.unresolved.map((k) => part.variables[k]).filter((unknown) => open.has(unknown)));
  }
  return determined.length + unresolved.length === 0 ? [] : [{ insider, determined, unresolved }];
}
