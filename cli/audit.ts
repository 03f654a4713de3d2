import { resolveTogether } from "../shared/policy/resolve.ts";
import { attackPattern, type PatternAttack } from "./attackPattern.ts";
import { readPublished, type Published } from "./auditTables.ts";
import { bundledOracle } from "./bundledOracle.ts";
import type { Options } from "./commandLine.ts";
import { DONE, Problem, REFUSED, type ExitCode } from "./problem.ts";
import { readInput } from "./readFile.ts";
import { placeName, type CellName } from "./cellName.ts";
import { auditReport, refusalReport, type AuditReport, type Confidential } from "./report.ts";
import { bound, settle, statedPolicy } from "./settings.ts";
import { sourced } from "./sourced.ts";
import type { Terminal } from "./terminal.ts";

interface AttackReport extends Confidential, AuditReport {
  readonly intervals: Readonly<Record<string, readonly [number, number | null]>>;
  readonly ms: number;
  /** Cells that count all but a small number of what another table counts; only where there are some. */
  readonly remainders?: readonly { readonly cell: number | string; readonly sum: number }[];
  /** What municipalities find that know their own cells, and what nobody could decide; only where there is some. */
  readonly insiders?: Readonly<Record<string, readonly (number | string)[]>>;
  readonly unresolved?: readonly (number | string)[];
  /** False where the values that municipalities know are not at hand. */
  readonly insidersSearched?: false;
}

/** Attacks a published pattern, whoever made it. A sheet that cannot be read is refused alone. */
export async function audit(file: string, options: Options, terminal: Terminal): Promise<ExitCode> {
  const { policy: stated, notices } = statedPolicy(options), input = readInput(file);
  notices.forEach(terminal.complain);
  const { listed, ...found } = readPublished(input, options, options.mark ?? stated?.mark ?? "..");
  const tables = found.tables.map((table) => ("table" in table ? bound(stated, table) : table)), read = tables.filter((table) => "table" in table);
  const policy = resolveTogether(settle(stated, options, read), read.map(({ table }) => sourced(input, table).names));
  const lower = options.lower === undefined ? (policy.zeros === "show" ? 1 : 0) : options.lower === "1" ? 1 : 0;
  terminal.progress({ code: "cli/progress", params: { file, k: 1, of: 1 } });
  const oracle = await bundledOracle(), start = performance.now();
  const attacks = attackPattern(read, { policy, lower, oracle, intervals: options["no-intervals"] !== true || policy.protection === "interval" })
    .map((attack) => { if (attack === null) throw new Problem(REFUSED, "audit/contradiction"); return attack; });
  const ms = Math.round((performance.now() - start) * 1000) / 1000;
  const reports = tables.map((table) => {
    if ("refused" in table) {
      terminal.complain(table.refused);
      return refusalReport([table.refused]);
    }
    const attack = attacks[read.indexOf(table)];
    if (options.json !== true) tell(file, attack, table, terminal);
    return attackReport(attack, placeName(table.table, table.name), ms);
  });
  if (options.json === true) terminal.print(JSON.stringify(listed ? reports : reports[0]));
  return read.length === tables.length && attacks.every(({ safe }) => safe) ? DONE : REFUSED;
}

function attackReport(attack: PatternAttack, name: CellName, ms: number): AttackReport {
  const { narrow, ...found } = auditReport(attack, attack.safe, name), { intervals, insiders, insidersLeftOut, unresolved } = attack;
  return {
    fortrolig: true, ...found, intervals: Object.fromEntries([...intervals].map(([cell, ends]) => [name(cell), ends])), narrow, ms,
    ...(attack.remainders.length === 0 ? {} : { remainders: attack.remainders.map(({ cell, sum }) => ({ cell: name(cell), sum })) }),
    ...(insiders.size === 0 ? {} : { insiders: Object.fromEntries([...insiders].map(([municipality, cells]) => [municipality, cells.map(name)])) }),
    ...(insidersLeftOut ? { insidersSearched: false as const } : {}),
    ...(unresolved.length === 0 ? {} : { unresolved: unresolved.map(name) }),
  };
}

/** A line for people names this many places; the report has them all. */
const NAMED = 12;

/** Names cells, never what they hold: this line may end up in a log. */
function tell(file: string, { exact, derived, remainders, insiders, insidersLeftOut, unresolved }: PatternAttack, { hidden, ...published }: Published, { print, speak }: Terminal): void {
  const name = placeName(published.table, published.name), n = hidden.reduce((count, cells) => count + cells.reduce((sum, is) => sum + is, 0), 0), some = (places: readonly string[]) => [...places.slice(0, NAMED), ...(places.length > NAMED ? ["…"] : [])].join(", ");
  const named = (cells: Iterable<number>) => some([...cells].map((cell) => String(name(cell))));
  if (exact.size === 0) print(speak({ code: "audit/safe", params: { file, n } }));
  else print(speak({ code: "audit/unsafe", params: { file, n, found: exact.size, cells: named(exact.keys()) } }));
  const sums = derived.map(({ cells }) => cells.map(name).join(" + "));
  if (sums.length > 0) print(speak({ code: "audit/derived", params: { file, n: sums.length, cells: some(sums) } }));
  if (remainders.length > 0) print(speak({ code: "audit/remainders", params: { file, n: remainders.length, cells: named(remainders.map(({ cell }) => cell)) } }));
  for (const [municipality, cells] of insiders) print(speak({ code: "audit/insider", params: { file, municipality, n: cells.length, cells: named(cells) } }));
  if (insidersLeftOut) print(speak({ code: "audit/insidersLeftOut", params: { file } }));
  if (unresolved.length > 0) print(speak({ code: "audit/unresolved", params: { file, n: unresolved.length, cells: named(unresolved) } }));
}
