import { grid } from "../shared/present/grid.ts";
import type { Summary } from "../shared/protect.ts";
import { protectSources } from "../shared/protectSources.ts";
import type { Message } from "../shared/i18n/message.ts";
import type { Policy } from "../shared/policy/policy.ts";
import { isSmall } from "../shared/primary/smallCount.ts";
import { judgedByHeadings } from "../shared/sources/headings.ts";
import type { Table } from "../shared/table/table.ts";
import { cellId, type CellName } from "./cellName.ts";
import { csvCopy } from "./csvCopy.ts";
import type { Options } from "./commandLine.ts";
import { about, FAILED, Problem, REFUSED } from "./problem.ts";
import type { InputFile } from "./readFile.ts";
import { addresses, readCsvFile, readTableFile } from "./readTables.ts";
import { maskReport } from "./report.ts";
import { secondOpinion } from "./secondOpinion.ts";
import { bound, floorsOf, settle } from "./settings.ts";
import { sourced } from "./sourced.ts";
import { tableCopy } from "./tableCopy.ts";

/** A masked file: what the holder of the true table is told, and the copy that may be handed on. */
export interface Masked {
  readonly report: unknown;
  readonly copy: string | Uint8Array;
  readonly summary: Summary;
  /** What shows no number, and why. */
  readonly withheld: readonly Message[];
  /** What else the user should know; it makes nothing unsafe. */
  readonly notes?: readonly Message[];
}

export function maskTableFile(file: InputFile, stated: Policy | null, options: Options): Masked {
  const read = readTableFile(file), { linked } = read, entries = read.entries.map((entry) => bound(stated, entry));
  const policy = settle(stated, options, entries);
  if (stated !== null && entries.some(({ table }) => statesSmallAsKnown(table, policy))) throw new Problem(FAILED, "cli/loosens", { option: "known", file: file.path });
  const rules = { policy, floors: floorsOf(policy, stated, entries) };
  const { tables, policies, reports, ...rest } = protectAll(file, entries.map(({ table }) => table), rules, (table) => (cell) => cellId(table, cell));
  const copies = tables.map((table, t) => tableCopy(table, policies[t]));
  return { ...rest, report: linked ? reports : reports[0], copy: `${JSON.stringify(linked ? copies : copies[0])}\n` };
}

/** A count that everybody has already needs no protection: under a policy the file may not say so of one that the policy hides. */
function statesSmallAsKnown({ known = [], measures }: Table, policy: Policy): boolean {
  return measures.some(({ values }) => known.some((cell) => isSmall(values[cell], policy)));
}

export function maskCsvFile(file: InputFile, stated: Policy | null, options: Options): Masked {
  const { placed: read, format } = readCsvFile(file, stated?.mark), policy = settle(stated, options, []);
  const placed = judgedByHeadings(read, policy), names = addresses(placed.layout);
  const { tables, reports, ...rest } = protectAll(file, [placed.table], { policy, floors: floorsOf(policy, stated, []) }, () => (cell) => names.get(cell)!);
  const shown = grid(placed.layout, placed.table, tables[0].measures, policy.mark);
  return { ...rest, report: reports[0], copy: csvCopy(shown, format) };
}

function protectAll(file: InputFile, tables: readonly Table[], { policy, floors }: { readonly policy: Policy; readonly floors: readonly Policy[] }, naming: (table: Table) => CellName) {
  if (tables.some(({ suppressed = [], measures }) => suppressed.length + measures.reduce((n, measure) => n + (measure.suppressed?.length ?? 0), 0) > 0)) throw new Problem(REFUSED, "mask/alreadyHidden", { file: file.path });
  if (!policy.allow.export) throw new Problem(REFUSED, "mask/exportNotAllowed", { file: file.path });
  const start = performance.now(), outcome = protectSources(tables.map((table) => sourced(file, table)), policy, floors);
  if (outcome.status === "refused") throw new Problem(REFUSED, outcome.findings[0].code, { ...outcome.findings[0].params, file: file.path });
  const ms = Math.round((performance.now() - start) * 1000) / 1000;
  const measures = outcome.tables.flatMap((table) => table.measures), withheld = measures.flatMap(({ reason }) => reason ?? []);
  if (withheld[0] !== undefined && measures.every(({ status }) => status === "withheld")) throw new Problem(REFUSED, withheld[0].code, about(file.path, withheld[0]).params);
  const policies = outcome.decided.map((one) => one.policy), found = secondOpinion(outcome.tables, policies[0] ?? policy);
  if (found === null) throw new Problem(REFUSED, "mask/unsafe", { file: file.path });
  return {
    tables: outcome.tables, policies, withheld, summary: outcome.summary,
    reports: outcome.tables.map((table, t) => maskReport(table, naming(table.table), found[t], ms)),
  };
}
