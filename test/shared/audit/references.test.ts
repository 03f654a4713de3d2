import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import loadHighs from "highs";
import { oracleOf } from "../../../cli/highsOracle.ts";
import { attack, type Attack, type Oracle } from "../../../shared/audit/attack.ts";
import { BUILT_IN } from "../../../shared/policy/policy.ts";
import { protect } from "../../../shared/protect.ts";
import { tableJson } from "../../../shared/sources/tableJson.ts";
import type { Table } from "../../../shared/table/table.ts";
import { prepare, type Prepared } from "./attackPattern.ts";

/** A table with patterns of other tools and what an independent attacker found in them. */
interface Reference {
  readonly name: string;
  readonly threshold: number;
  readonly peers: Readonly<Record<string, Peer>>;
}

interface Peer {
  readonly suppressed?: readonly number[];
  readonly attack?: Readonly<Record<"lowerBound0" | "lowerBound1", { readonly exact: number; readonly integerExact: number; readonly upperLeThreshold: number } | undefined>>;
  /** Cell, least and greatest value over real numbers, to six digits. */
  readonly intervalsLb0?: readonly (readonly [number, number, number])[];
  readonly intervalsLb1?: readonly (readonly [number, number, number])[];
}

/** 3 + 7 = 10, 20 + 30 = 50: a square of four hidden cells, one unit of freedom round it, and the same with one cell hidden. */
const OWN = {
  name: "square", threshold: 5,
  dims: [{ name: "region", members: ["T", "A", "B"], hierarchies: [{ name: "region", parent: [-1, 0, 0] }] }, { name: "age", members: ["T", "x", "y"], hierarchies: [{ name: "age", parent: [-1, 0, 0] }] }],
  values: [60, 23, 37, 10, 3, 7, 50, 20, 30],
  peers: {
    square: {
      suppressed: [4, 5, 7, 8], attack: { lowerBound0: { exact: 0, integerExact: 0, upperLeThreshold: 0 }, lowerBound1: { exact: 0, integerExact: 0, upperLeThreshold: 0 } },
      intervalsLb0: [[4, 0, 10], [5, 0, 10], [7, 13, 23], [8, 27, 37]], intervalsLb1: [[4, 1, 9], [5, 1, 9], [7, 14, 22], [8, 28, 36]],
    },
    alone: { suppressed: [4], attack: { lowerBound0: { exact: 1, integerExact: 1, upperLeThreshold: 1 }, lowerBound1: undefined } },
  },
} as const;

/** Larger tables take minutes. */
const LARGEST = 6_000;

const folder = path.join(process.env["DISKRET_SHARED"] ?? path.resolve(__dirname, "../../../../shared"), "cases/reference");
const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".json.gz")) : [];
if (files.length === 0) console.log("not run: reference tables (none beside the project)");
const references = [OWN, ...files.map((file): unknown => JSON.parse(gunzipSync(readFileSync(path.join(folder, file))).toString()))].map((json) => ({ reference: json as Reference, table: read(json) }))
  .filter(({ table }) => table.measures[0].values.length <= LARGEST);

function read(json: unknown): Table {
  const result = tableJson(json);
  if (result.status === "refused") throw new Error(result.reason.code);
  return result.entries[0].table;
}

let oracle: Oracle;
beforeAll(async () => { oracle = oracleOf(await loadHighs()); });

const patterns = references.flatMap(({ reference, table }) => Object.entries(reference.peers).flatMap(([tag, peer]) =>
  ([0, 1] as const).flatMap((lower) => {
    const found = peer.attack?.[`lowerBound${lower}`];
    return peer.suppressed === undefined || found === undefined ? [] : [{ name: `${reference.name}, ${tag}, at least ${lower}`, table, suppressed: peer.suppressed, lower, found, vectors: peer[`intervalsLb${lower}`] ?? [], limit: reference.threshold }];
  })));

test.each(patterns.map((one) => [one.name, one] as const))("a pattern of another tool: %s", (_, { table, suppressed, lower, found, vectors, limit }) => {
  const prepared = prepare(table, { hidden: suppressed, lower }), result = attack(prepared.pattern, { oracle });
  expect({ exact: result.exact.size, unresolved: result.unresolved }).toEqual({ exact: found.integerExact, unresolved: [] });
  if (found.exact !== found.integerExact) return;
  const ends = intervals(result, prepared);
  expect([...ends.values()].filter(([, high]) => high <= limit)).toHaveLength(found.upperLeThreshold);
  expect(vectors.filter(([cell, low, high]) => !agrees(ends.get(cell)!, [low, high]))).toEqual([]);
});

/** What each hidden cell can be, by cell of the table. */
function intervals({ exact, left }: Attack, { variableOf }: Prepared): ReadonlyMap<number, readonly [number, number]> {
  const ends = new Map<number, readonly [number, number]>([...exact].map(([variable, value]) => [variable, [value, value]]));
  for (const component of left) oracle.intervals(component, [...component.variables.keys()]).forEach(({ low, high }, k) => ends.set(component.variables[k], [low, high]));
  return new Map([...variableOf.entries()].flatMap(([cell, variable]) => { const range = ends.get(variable); return range === undefined ? [] : [[cell, range]]; }));
}

function agrees(ends: readonly [number, number], vector: readonly [number, number]): boolean {
  return ends.every((end, k) => Math.abs(Number(end.toPrecision(6)) - vector[k]) <= 1e-6);
}

describe.each(references.map(({ reference, table }) => [reference.name, reference, table] as const))("protection of %s", (_, reference, table) => {
  const levels = (["show", "hide"] as const).flatMap((zeros) => (["exact", "standard"] as const).map((protection) => [zeros, protection] as const));

  test.each(levels)("zeros %s, level %s: the attacker finds nothing", (zeros, protection) => {
    const exactly = protection === "exact";
    const outcome = protect([table], { ...BUILT_IN, maxN: reference.threshold, zeros, protection, audience: exactly ? "none" : "anyMunicipality" });
    if (outcome.status === "refused") throw new Error(outcome.findings[0].code);
    const { hidden } = outcome.tables[0].measures[0];
    const { pattern } = prepare(table, { hidden: [...hidden.keys()].filter((cell) => hidden[cell] === 1), lower: zeros === "show" ? 1 : 0, insiders: !exactly, derivedLimit: exactly ? 0 : reference.threshold });
    const { exact, unresolved, insiders, derived, contradiction } = attack(pattern, { oracle });
    expect({ exact: exact.size, unresolved, insiders: [...insiders.keys()], derived, contradiction }).toEqual({ exact: 0, unresolved: [], insiders: [], derived: [], contradiction: false });
  });
});
