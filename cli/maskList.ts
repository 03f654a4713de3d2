import type { Message } from "../shared/i18n/message.ts";
import { joinLists, relatedLists } from "../shared/list/joinLists.ts";
import type { List } from "../shared/list/list.ts";
import { protectList, type ListMeasure, type ListShape, type ProtectedList } from "../shared/list/protectList.ts";
import { measureNames } from "../shared/list/roles.ts";
import { resolvePolicy, resolveTogether } from "../shared/policy/resolve.ts";
import type { Policy } from "../shared/policy/policy.ts";
import { hideAlike } from "../shared/policy/tighten.ts";
import type { Summary } from "../shared/protect.ts";
import type { Options } from "./commandLine.ts";
import { listCopy } from "./listCopy.ts";
import type { Masked } from "./maskTables.ts";
import { about, FAILED, Problem, REFUSED } from "./problem.ts";
import { readList, type ListFile } from "./readList.ts";
import { floorsOf, settle } from "./settings.ts";
import { systemPool } from "./systemPool.ts";

/** What holds a list: a file of its own, or one in a package. */
export interface Named {
  readonly path: string;
  readonly name: string;
}

/** A list that was read, and how long it took. */
export interface ReadFile extends ListFile {
  readonly file: Named;
  readonly ms: number;
}

/** What may be shown of a list, under which rules. */
export interface FoundList {
  readonly policy: Policy;
  readonly measures: readonly ListMeasure[];
  readonly shape: ListShape;
  /** Lists that are one system with it. */
  readonly together?: readonly string[];
  readonly ms: number;
}

type Progress = (message: Message) => void;

/** Protects a file with one row per cell; the copy is the file itself with the mark in place of hidden numbers. */
export async function maskList(file: Named, bytes: Uint8Array, stated: Policy | null, options: Options, progress?: Progress): Promise<Masked> {
  const read = readFile(file, bytes);
  return maskedList(read, await protectedList(read, stated, options, progress));
}

export function readFile(file: Named, bytes: Uint8Array): ReadFile {
  const start = performance.now(), read = readList(file, bytes);
  return { ...read, file, ms: performance.now() - start };
}

export async function protectedList({ file, list }: ReadFile, stated: Policy | null, options: Options, progress?: Progress): Promise<FoundList> {
  const policies = policiesOf([{ file, list }], stated, options), start = performance.now(), found = await protectedUnder(policies, file, list, options, progress);
  if (found.status === "refused") throw new Problem(REFUSED, found.fault.code, about(file.path, found.fault).params);
  return { policy: inForce(policies), measures: found.measures, shape: found.shape, ms: performance.now() - start };
}

/** Lists of one package by groups that say something of each other. */
export function relatedIn(files: readonly ReadFile[], stated: Policy | null, options: Options): readonly (readonly ReadFile[])[] {
  return files.length < 2 ? [files] : relatedLists(files.map(({ list }) => list), inForce(policiesOf(files, stated, options)), options.dimensions ?? []).map((group) => group.map((at) => files[at]));
}

/** Lists of one package as one system, one result for each; null where they are not about the same, or nothing of them can be shown together. */
export async function protectedTogether(files: readonly ReadFile[], stated: Policy | null, options: Options, progress?: Progress): Promise<readonly FoundList[] | null> {
  if (files.length < 2) return null;
  const policies = policiesOf(files, stated, options), policy = inForce(policies), start = performance.now(), joined = joinLists(files.map(({ list }) => list), policy, options.dimensions ?? []);
  if (joined === null) return null;
  const found = await protectedUnder(policies, files[0].file, joined.list, options, progress);
  if (found.status === "refused") return null;
  const ms = (performance.now() - start) / files.length, together = files.map(({ file }) => file.name);
  return files.map(({ list: { columns } }, at) => ({ policy, measures: columns.flatMap(({ name }, column) => found.measures.flatMap((measure) => (measure.name === name ? partOf(measure, column, joined.rowOf[at]) : []))), shape: found.shape, together, ms }));
}

function partOf({ values, hidden, ...measure }: ListMeasure, column: number, rows: Int32Array): ListMeasure {
  return { ...measure, column, values: Float64Array.from(rows, (row) => values[row]), hidden: Uint8Array.from(rows, (row) => hidden[row]) };
}

/** The policy that holds, after the looser ones that it was made from. */
type Policies = readonly [Policy, ...Policy[]];

function inForce(policies: Policies): Policy {
  return policies[policies.length - 1];
}

function policiesOf(files: readonly { readonly file: Named; readonly list: List }[], stated: Policy | null, options: Options): Policies {
  const general = settle(stated, options, []), names = files.map(({ file, list: { columns } }) => { const headings = columns.map(({ name }) => name); return { file: file.name, measures: headings, fields: headings }; });
  if (stated !== null) for (const { list } of files) refuseLoosening(list, general, options.dimensions ?? []);
  if (!general.allow.export) throw new Problem(REFUSED, "mask/exportNotAllowed", { file: files[0].file.path });
  const resolved = (policy: Policy): Policy => (names.length === 1 ? resolvePolicy(policy, names[0]).policy : resolveTogether(policy, names));
  const [first, ...further] = [...floorsOf(general, stated, []), general];
  return [resolved(first), ...further.map(resolved)];
}

/** Under a policy nobody says of a column that it holds no counts but the policy. */
function refuseLoosening(list: List, policy: Policy, dimensions: readonly string[]): void {
  const held = dimensions.length === 0 ? [] : measureNames(list, policy);
  if (held === null || dimensions.some((name) => held.includes(name))) throw new Problem(FAILED, "cli/loosens", { option: "--dimensions" });
}

/** Protects under the looser policies first: what they hide stays hidden. */
async function protectedUnder([policy, ...stricter]: Policies, file: Named, list: List, options: Options, progress?: Progress, before: readonly ListMeasure[] = []): Promise<ProtectedList> {
  const [next, ...further] = stricter;
  if (next !== undefined && hideAlike(policy, next)) return protectedUnder([next, ...further], file, list, options, progress, before);
  const pool = systemPool(policy), found = await protectList(list, policy, pool.protectSystems, {
    dimensions: options.dimensions ?? [], before,
    progress: (done, of) => { progress?.({ code: "mask/listProgress", params: { file: file.path, n: Math.round((100 * done) / of) } }); },
  }).finally(pool.end);
  return next === undefined || found.status === "refused" ? found : protectedUnder([next, ...further], file, list, options, progress, found.measures);
}

/** The copy of a list, and what is told of it. */
export function maskedList(read: ReadFile, { policy, measures, shape, together, ms }: FoundList): Masked {
  const { path } = read.file, withheld = measures.flatMap(({ withheld: fault }) => fault ?? []), start = performance.now();
  if (withheld[0] !== undefined && measures.every((measure) => measure.withheld !== undefined)) throw new Problem(REFUSED, withheld[0].code, about(path, withheld[0]).params);
  const copy = listCopy(read, measures, policy.mark), summary = summaryOf(measures), closed = Object.values(shape.closed).reduce((sum, n) => sum + n, 0);
  const times = { read: Math.round(read.ms), protect: Math.round(ms), write: Math.round(performance.now() - start) };
  return {
    copy, summary,
    withheld: [...withheld, ...(closed > 0 ? [{ code: "list/closed", params: { n: closed, of: shape.systems } }] : [])],
    report: listReport(read, { measures, shape, together, summary, ms: times }),
  };
}

function summaryOf(measures: readonly ListMeasure[]): Summary {
  let hiddenCells = 0, cells = 0, hiddenVolume = 0, volume = 0;
  for (const { values, hidden, withheld } of measures) {
    if (withheld !== undefined) continue;
    values.forEach((value, row) => {
      if (Number.isNaN(value)) return;
      cells++;
      volume += Math.abs(value);
      if (hidden[row] === 1) { hiddenCells++; hiddenVolume += Math.abs(value); }
    });
  }
  return { hiddenCells, cells, hiddenVolume: volume === 0 ? 0 : hiddenVolume / volume };
}

/** What was found and done: names of columns and numbers of things, no value of the file. */
function listReport({ list, layout }: ListFile, { measures, shape, together, summary, ms }: { readonly measures: readonly ListMeasure[]; readonly shape: ListShape; readonly together: readonly string[] | undefined; readonly summary: Summary; readonly ms: object }): object {
  return {
    fortrolig: true, rows: list.rows, delimiter: layout.delimiter, ...(together === undefined ? {} : { together }), dimensions: shape.dimensions,
    measures: measures.map(({ name, withheld }) => ({ name, ...(withheld === undefined ? {} : { withheld: withheld.code }) })),
    hierarchies: shape.axes.filter(({ columns }) => columns.length > 1).map(({ columns }) => columns),
    totals: Object.fromEntries(shape.axes.filter(({ totals }) => totals > 0).map(({ columns, totals }) => [columns.join(" / "), totals])),
    sums: shape.sums, relations: shape.relations, systems: shape.systems, largest: shape.largest, closed: shape.closed,
    hiddenCells: summary.hiddenCells, cells: summary.cells, hiddenVolume: summary.hiddenVolume, ms,
  };
}
