import type { Message } from "../shared/i18n/message.ts";
import { protectList, type ListMeasure, type ProtectedList } from "../shared/list/protectList.ts";
import { resolvePolicy } from "../shared/policy/resolve.ts";
import type { Policy } from "../shared/policy/policy.ts";
import type { Summary } from "../shared/protect.ts";
import type { Options } from "./commandLine.ts";
import { listCopy } from "./listCopy.ts";
import type { Masked } from "./maskTables.ts";
import { about, Problem, REFUSED } from "./problem.ts";
import { readList, type ListFile } from "./readList.ts";
import { settle } from "./settings.ts";
import { systemPool } from "./systemPool.ts";

/** What holds a list: a file of its own, or one in a package. */
export interface Named {
  readonly path: string;
  readonly name: string;
}

/** Protects a file with one row per cell; the copy is the file itself with the mark in place of hidden numbers. */
export async function maskList(file: Named, bytes: Uint8Array, stated: Policy | null, options: Options, progress?: (message: Message) => void): Promise<Masked> {
  const start = performance.now(), read = readList(file, bytes), reading = performance.now() - start;
  const general = settle(stated, options, []), { columns } = read.list;
  if (!general.allow.export) throw new Problem(REFUSED, "mask/exportNotAllowed", { file: file.path });
  const names = columns.map(({ name }) => name), { policy } = resolvePolicy(general, { file: file.name, measures: names, fields: names });
  const pool = systemPool(policy), found = await protectList(read.list, policy, pool.protectSystems, {
    dimensions: options.dimensions ?? [],
    progress: (done, of) => { progress?.({ code: "mask/listProgress", params: { file: file.path, n: Math.round((100 * done) / of) } }); },
  }).finally(pool.end);
  if (found.status === "refused") throw new Problem(REFUSED, found.fault.code, about(file.path, found.fault).params);
  const withheld = found.measures.flatMap(({ withheld: fault }) => fault ?? []);
  if (withheld[0] !== undefined && found.measures.every((measure) => measure.withheld !== undefined)) throw new Problem(REFUSED, withheld[0].code, about(file.path, withheld[0]).params);
  const protecting = performance.now() - start - reading, copy = listCopy(read, found.measures, policy.mark), summary = summaryOf(found.measures);
  const closed = Object.values(found.shape.closed).reduce((sum, n) => sum + n, 0);
  return {
    copy, summary,
    withheld: [...withheld, ...(closed > 0 ? [{ code: "list/closed", params: { n: closed, of: found.shape.systems } }] : [])],
    report: listReport(read, found, { summary, ms: { read: Math.round(reading), protect: Math.round(protecting), write: Math.round(performance.now() - start - reading - protecting) } }),
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
function listReport({ list, layout }: ListFile, { measures, shape }: Extract<ProtectedList, { status: "protected" }>, { summary, ms }: { readonly summary: Summary; readonly ms: object }): object {
  return {
    fortrolig: true, rows: list.rows, delimiter: layout.delimiter, dimensions: shape.dimensions,
    measures: measures.map(({ name, withheld }) => ({ name, ...(withheld === undefined ? {} : { withheld: withheld.code }) })),
    hierarchies: shape.axes.filter(({ columns }) => columns.length > 1).map(({ columns }) => columns),
    totals: Object.fromEntries(shape.axes.filter(({ totals }) => totals > 0).map(({ columns, totals }) => [columns.join(" / "), totals])),
    sums: shape.sums, relations: shape.relations, systems: shape.systems, largest: shape.largest, closed: shape.closed,
    hiddenCells: summary.hiddenCells, cells: summary.cells, hiddenVolume: summary.hiddenVolume, ms,
  };
}
