import type { Interval } from "../../shared/audit/attack.ts";
import { Bounds } from "../../shared/audit/bounds.ts";
import type { Component } from "../../shared/audit/component.ts";
import { secondTable } from "../../shared/audit/secondTable.ts";

/** Counted steps per question; tables of the gallery need a few hundred. */
const STEPS = 20_000;
/** Counted rows followed per row of a component before its bounds are taken as they are. */
const ROUNDS = 20;

/**
 * Least and greatest whole number that an unknown has in any table with the same shown numbers. Whether it can be at
 * least v is monotone in v, so each end is found by bisection; a question that is not settled widens the range.
 */
export function rangeOf(component: Component, point: Float64Array, unknown: number): Interval {
  const bounds = new Bounds(component), value = point[unknown];
  component.rows.forEach((_, row) => bounds.wait(row));
  bounds.propagate(ROUNDS * component.rows.length);
  const end = (kind: "lower" | "upper", at: number): boolean => {
    const narrowed = { ...component, [kind]: component[kind].map((bound, k) => (k === unknown ? at : bound)) };
    return secondTable(narrowed, point, unknown, STEPS).status !== "none";
  };
  return {
    low: value - furthest(value - bounds.lower[unknown], (step) => end("upper", value - step)),
    high: value + furthest(bounds.upper[unknown] - value, (step) => end("lower", value + step)),
  };
}

/** Greatest step of 0..most that can be taken; without a limit it is taken as it is. */
function furthest(most: number, can: (step: number) => boolean): number {
  if (!Number.isFinite(most)) return most;
  let low = 0, high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (can(middle)) low = middle; else high = middle - 1;
  }
  return low;
}
