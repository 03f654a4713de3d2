import type { Highs, Model } from "highs";
import type { Interval, Oracle } from "../shared/audit/attack.ts";
import { Bounds } from "../shared/audit/bounds.ts";
import type { Component } from "../shared/audit/component.ts";

/** Feasibility tolerance of the solver is 1e-7; sums of a few of them stay below this. */
const TOLERANCE = 1e-5;
/** HiGHS's number for the primal simplex method. */
const PRIMAL = 4;
/** Decimals carry the solver's noise; nobody publishes more than six of them. */
const DECIMALS = 1e6;
/** Counted rows followed per row of a component before its bounds are taken as they are. */
const ROUNDS = 20;

/** Linear and whole-number programming by HiGHS (MIT): intervals, and what the engine's counted search leaves open. */
export function oracleOf(highs: Highs): Oracle {
  return {
    solution: (component) => withModel(highs, component, component.integral, (model) => solution(highs, model, component)),
    intervals: (component, unknowns) => withModel(highs, component, false, (model) => new Ends(highs, model, component).of(unknowns)),
  };
}

function withModel<T>(highs: Highs, { lower, upper, rows }: Component, whole: boolean, use: (model: Model) => T): T {
  const starts = [0], sums = rows.map(({ sum }) => sum), n = lower.length;
  for (const { unknowns } of rows) starts.push(starts[starts.length - 1] + unknowns.length);
  const data = {
    numCols: n, numRows: rows.length, colCost: new Float64Array(n), colLower: lower, colUpper: upper.map((value) => (value === Infinity ? highs.infinity : value)), rowLower: sums, rowUpper: sums,
    matrix: { format: "csr" as const, numRows: rows.length, numCols: n, starts, indices: rows.flatMap(({ unknowns }) => unknowns), values: rows.flatMap(({ signs }) => signs) },
    ...(whole ? { integrality: new Int32Array(n).fill(highs.constants.variableType.integer) } : {}),
  };
  return highs.withModel(data, (model) => {
    // Only costs change between runs, so the last vertex stays feasible: the primal simplex goes on from there.
    model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0, ...(whole ? {} : { simplex_strategy: PRIMAL, presolve: "off" }) });
    return use(model);
  });
}

function solution(highs: Highs, model: Model, { integral }: Component): Float64Array | null {
  if (model.run().modelStatus !== highs.constants.modelStatus.optimal) return null;
  return Float64Array.from(model.getSolution().colValue, (value) => (integral ? Math.round(value) : rounded(value)));
}

/** The two ends of intervals: what a vertex has reached, against what the rows allow at all. */
class Ends {
  private readonly bounds: Bounds;
  private readonly least: Float64Array;
  private readonly most: Float64Array;

  constructor(private readonly highs: Highs, private readonly model: Model, component: Component) {
    this.bounds = new Bounds({ ...component, integral: false });
    component.rows.forEach((_, row) => { this.bounds.wait(row); });
    this.bounds.propagate(ROUNDS * component.rows.length);
    this.least = new Float64Array(component.variables.length).fill(Infinity);
    this.most = new Float64Array(component.variables.length).fill(-Infinity);
  }

  of(unknowns: readonly number[]): readonly Interval[] {
    return unknowns.map((unknown) => {
      const { lower, upper } = this.bounds;
      const low = this.least[unknown] <= lower[unknown] + TOLERANCE ? lower[unknown] : this.optimum(unknown, "minimize");
      const high = this.most[unknown] >= upper[unknown] - TOLERANCE ? upper[unknown] : this.optimum(unknown, "maximize");
      return { low: rounded(low), high: rounded(high) };
    });
  }

  private optimum(unknown: number, sense: "minimize" | "maximize"): number {
    const { modelStatus, objectiveSense } = this.highs.constants;
    this.model.changeObjectiveSense(objectiveSense[sense]);
    this.model.changeColCost(unknown, 1);
    const status = this.model.run().modelStatus, unbounded = status === modelStatus.unbounded || status === modelStatus.unboundedOrInfeasible;
    if (!unbounded && status !== modelStatus.optimal) throw new RangeError(`solver status ${status}`);
    const values = unbounded ? [] : this.model.getSolution().colValue;
    this.model.changeColCost(unknown, 0);
    for (let k = 0; k < values.length; k++) {
      if (values[k] < this.least[k]) this.least[k] = values[k];
      if (values[k] > this.most[k]) this.most[k] = values[k];
    }
    return unbounded ? Infinity : values[unknown];
  }
}

function rounded(value: number): number {
  return Number.isFinite(value) ? Math.round(value * DECIMALS) / DECIMALS : value;
}
