import { readWorkbook } from "../shared/workbook/readWorkbook.ts";
import { structureRecords, type StructureRecord } from "../shared/workbook/structureRecords.ts";
import type { Options } from "./commandLine.ts";
import { DONE, FAILED, Problem, REFUSED, about, type ExitCode } from "./problem.ts";
import { readInput } from "./readFile.ts";
import type { Terminal } from "./terminal.ts";

/** Lists a workbook's pivots with their exact structure: members by name, no values. */
export function pivots(file: string, options: Options, terminal: Terminal): ExitCode {
  const input = readInput(file);
  if (input.kind !== "workbook") throw new Problem(FAILED, "pivots/onlyWorkbook", { file });
  terminal.progress({ code: "cli/progress", params: { file, k: 1, of: 1 } });
  const result = readWorkbook(input.bytes, { cells: "pivotSheets" });
  if (result.status === "refused") throw new Problem(REFUSED, result.reason.code, about(file, result.reason).params);
  const records = structureRecords(result.workbook.pivots);
  if (options.json === true) terminal.print(JSON.stringify(records));
  else for (const record of records) terminal.print(summaryLine(record, terminal));
  return records.some((record) => "refused" in record) ? REFUSED : DONE;
}

function summaryLine(record: StructureRecord, { speak }: Terminal): string {
  const { sheet, ref } = record;
  if ("refused" in record) return speak({ code: "pivots/refused", params: { sheet, ref, reason: speak(record.refused) } });
  return speak({ code: "pivots/read", params: { sheet, ref, name: record.name, rows: record.rows.length, columns: record.cols.length } });
}
