import { inflateRawSync } from "node:zlib";
import loadHighs, { type Highs, type InitOptions, type Model, type ModelData } from "highs";
import deflated from "highs/runtime";
import type { Interval, Oracle } from "../shared/audit/attack.ts";
import type { Component } from "../shared/audit/component.ts";

/** The solver's feasibility tolerance is 1e-7; a solution's sums of a few unknowns stay below this. */
const TOLERANCE = 1e-5;

/** Emscripten's hook for code that is at hand: this release ignores the documented `wasmBinary`. */
interface Loader {
  readonly instantiateWasm: (imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => void) => void;
}

/** Linear and whole-number programming by HiGHS (MIT): an oracle that shares no code with the engine. */
export async function highsOracle(): Promise<Oracle> {
  const module = new WebAssembly.Module(Uint8Array.from(inflateRawSync(Buffer.from(deflated, "base64"))));
  const loader: InitOptions & Loader = { instantiateWasm: (imports, receive) => { receive(new WebAssembly.Instance(module, imports)); } };
  const highs = await loadHighs(loader);
  return {
    solution: (component) => highs.withModel(modelOf(highs, component, component.integral), (model) => {
      quiet(model);
      if (model.run().modelStatus !== highs.constants.modelStatus.optimal) return null;
      return model.getSolution().colValue.map((value) => cleaned(value, component.integral));
    }),
    intervals: (component, unknowns, over) => highs.withModel(modelOf(highs, component, over === "integers"), (model) => {
      quiet(model);
      return optima(highs, model, component, unknowns);
    }),
  };
}

function quiet(model: Model): void {
  model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0 });
}

function modelOf(highs: Highs, { lower, upper, rows }: Component, whole: boolean): ModelData {
  const starts = [0], sums = rows.map(({ sum }) => sum), numCols = lower.length, numRows = rows.length;
  for (const { unknowns } of rows) starts.push(starts[starts.length - 1] + unknowns.length);
  return {
    numCols, numRows, colCost: new Float64Array(numCols), colLower: lower, rowLower: sums, rowUpper: sums,
    colUpper: upper.map((bound) => (bound === Infinity ? highs.infinity : bound)),
    matrix: { format: "csr", numRows, numCols, starts, indices: rows.flatMap(({ unknowns }) => unknowns), values: rows.flatMap(({ signs }) => signs) },
    ...(whole ? { integrality: new Int32Array(numCols).fill(highs.constants.variableType.integer) } : {}),
  };
}

/** Least and greatest value of each unknown; an end that an earlier solution reached at its bound is not searched again. */
function optima(highs: Highs, model: Model, { lower, upper }: Component, unknowns: readonly number[]): Interval[] {
  const { modelStatus, objectiveSense } = highs.constants, least = Float64Array.from(lower, () => Infinity), most = Float64Array.from(lower, () => -Infinity);
  const optimum = (unknown: number, sense: "minimize" | "maximize"): number => {
    model.changeObjectiveSense(objectiveSense[sense]);
    model.changeColCost(unknown, 1);
    const status = model.run().modelStatus, unbounded = status === modelStatus.unbounded || status === modelStatus.unboundedOrInfeasible;
    if (!unbounded && status !== modelStatus.optimal) throw new RangeError(`solver status ${status}`);
    const values = unbounded ? [] : model.getSolution().colValue;
    model.changeColCost(unknown, 0);
    values.forEach((value, k) => {
      least[k] = Math.min(least[k], value);
      most[k] = Math.max(most[k], value);
    });
    return unbounded ? Infinity : values[unknown];
  };
  return unknowns.map((unknown) => ({
    low: least[unknown] <= lower[unknown] + TOLERANCE ? lower[unknown] : optimum(unknown, "minimize"),
    high: most[unknown] >= upper[unknown] - TOLERANCE ? upper[unknown] : optimum(unknown, "maximize"),
  }));
}

/** Decimals carry the solver's noise; nobody publishes more than six of them. */
export function cleaned(value: number, whole: boolean): number {
  return !Number.isFinite(value) ? value : whole ? Math.round(value) : Math.round(value * 1e6) / 1e6;
}

/** Bounds rounded inward: what lies between two whole numbers is no table. */
export function inward({ low, high }: Interval, whole: boolean): Interval {
  return whole ? { low: Math.ceil(low - TOLERANCE), high: Math.floor(high + TOLERANCE) } : { low: cleaned(low, false), high: cleaned(high, false) };
}
