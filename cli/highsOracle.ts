import { inflateRawSync } from "node:zlib";
import loadHighs, { type Highs, type InitOptions, type Model } from "highs";
import deflated from "highs/runtime";
import type { Interval, LinearSystem, Oracle } from "./linearSystem.ts";

/** Feasibility tolerance of the solver is 1e-7; sums of a few of them stay below this. */
const TOLERANCE = 1e-5;
/** Unknowns up to which whole numbers are searched exactly; beyond it bounds are rounded inward. */
const EXACT_SEARCH = 200;
/** Unknowns up to which every interval is computed; beyond it only whether it is a single point. */
const ALL_INTERVALS = 2_500;

/** Emscripten's hook for code that is at hand: this release ignores the documented `wasmBinary`. */
interface Loader {
  readonly instantiateWasm: (imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => void) => void;
}

/** Linear and whole-number programming by HiGHS (MIT), an attacker that shares no code with the engine. */
export async function highsOracle(): Promise<Oracle> {
  const module = new WebAssembly.Module(Uint8Array.from(inflateRawSync(Buffer.from(deflated, "base64"))));
  const loader: InitOptions & Loader = { instantiateWasm: (imports, receive) => { receive(new WebAssembly.Instance(module, imports)); } };
  const highs = await loadHighs(loader);
  return (system) => highs.withModel(modelData(highs, system), (model) => {
    model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0 });
    return intervals(highs, model, system);
  });
}

function modelData(highs: Highs, { lower, integer, rows }: LinearSystem) {
  const starts = [0], sums = rows.map(({ sum }) => sum), n = lower.length;
  for (const { unknowns } of rows) starts.push(starts[starts.length - 1] + unknowns.length);
  return {
    numCols: n, numRows: rows.length, colCost: new Float64Array(n), colLower: lower, colUpper: new Float64Array(n).fill(highs.infinity), rowLower: sums, rowUpper: sums,
    matrix: { format: "csr" as const, numRows: rows.length, numCols: n, starts, indices: rows.flatMap(({ unknowns }) => unknowns), values: rows.flatMap(({ signs }) => signs) },
    ...(integer && n <= EXACT_SEARCH ? { integrality: new Int32Array(n).fill(highs.constants.variableType.integer) } : {}),
  };
}

/** Two solves per unknown, fewer where an earlier solution already shows an end. */
function intervals(highs: Highs, model: Model, { lower, integer }: LinearSystem): readonly (Interval | undefined)[] | null {
  const { modelStatus, objectiveSense } = highs.constants;
  const least = lower.map(() => Infinity), most = lower.map(() => -Infinity);
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
  if (model.run().modelStatus !== modelStatus.optimal) return null;
  return lower.map((bound, unknown) => {
    if (lower.length > ALL_INTERVALS && most[unknown] - least[unknown] > 1 - TOLERANCE) return undefined;
    const low = least[unknown] <= bound + TOLERANCE ? bound : optimum(unknown, "minimize"), high = optimum(unknown, "maximize");
    return integer ? { low: Math.ceil(low - TOLERANCE), high: Math.floor(high + TOLERANCE) } : { low: rounded(low), high: rounded(high) };
  });
}

/** Decimals carry the solver's noise; nobody publishes more than six of them. */
function rounded(value: number): number {
  return Number.isFinite(value) ? Math.round(value * 1e6) / 1e6 : value;
}
