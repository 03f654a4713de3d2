import type { Severity } from "../../shared/leaks/rule.ts";
import type { Scan } from "../../shared/leaks/scan.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { GridCell } from "../../shared/present/grid.ts";
import type { ValuesSheet } from "../host.ts";
import { policyText } from "../policyText.ts";
import { samePivot } from "../pivotReading.ts";
import type { Entry } from "../session/note.ts";
import type { Snapshot } from "../session/snapshot.ts";
import type { Speak } from "../speak.ts";

/** What was done to protect this workbook, in words and counts of cells; no number of a table. */
export interface ControlReport {
  readonly title: string;
  readonly subtitle: string;
  /** Shares of hidden cells and places of findings are for the house alone. */
  readonly internal: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly tables: { readonly title: string; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
  readonly findings: { readonly title: string; readonly lines: readonly string[] };
  readonly journal: { readonly title: string; readonly lines: readonly string[] };
  readonly closing: string;
  readonly signature: string;
}

export interface ReportWish {
  readonly snapshot: Snapshot;
  readonly policy: Policy;
  readonly scan: Scan | null;
  readonly caseNumber: string;
  readonly speak: Speak;
  readonly now: Date;
}

export function controlReport(wish: ReportWish): ControlReport {
  const { speak, snapshot: { note } } = wish;
  return {
    title: speak.text("report/title"), subtitle: speak.text("report/subtitle"), internal: speak.text("report/internal"),
    facts: facts(wish),
    tables: {
      title: speak.text("report/tables"),
      head: (["report/table", "report/sheet", "report/dataSet", "report/state", "report/hidden", "report/cells", "report/volume"] as const).map((code) => speak.text(code)),
      rows: tableRows(wish),
    },
    findings: { title: speak.text("report/findings"), lines: findingLines(wish) },
    journal: {
      title: speak.text("report/journal"),
      lines: note.journal.length === 0 ? [speak.text("report/noJournal")] : note.journal.map((entry) => journalLine(entry, speak)),
    },
    closing: speak.text("report/editable"), signature: speak.text("report/signature"),
  };
}

/** An entry of the journal as a line; what is still to be filed where the policy says, says so. */
export function journalLine({ time, message, due }: Entry, speak: Speak): string {
  return `${speak.time(new Date(time))}: ${speak.message(message)}${due === undefined ? "" : ` (${speak.text("own/due")})`}`;
}

function facts({ policy, caseNumber, speak, now }: ReportWish): ControlReport["facts"] {
  const { label, limit, zeros } = policyText(policy, speak);
  return [
    [speak.text("report/case"), caseNumber],
    [speak.text("report/time"), speak.time(now)],
    ...(policy.municipality === null ? [] : [[speak.text("report/municipality"), policy.municipality.name] as const]),
    [speak.text("report/policy"), label],
    ...(policy.decided === null ? [] : [[speak.text("report/decided"), speak.text("report/decidedBy", { ...policy.decided })] as const]),
    [speak.text("report/limit"), `${limit} (${zeros})`],
    [speak.text("report/ledger"), policy.ledger === "off" ? speak.text("report/ledger/off") : speak.text("report/ledgerDays", { how: speak.text(`report/ledger/${policy.ledger}`), n: policy.ledgerDays })],
  ];
}

function tableRows({ snapshot: { laid, kept }, speak }: ReportWish): readonly (readonly string[])[] {
  return laid.map((one) => {
    const where = [one.of.name, one.of.sheet];
    if (one.status === "refused") return [...where, "", speak.text("report/refused"), "", "", ""];
    const { hiddenCells, cells, hiddenVolume } = one.report.summary, inStep = kept.some(({ of }) => samePivot(of, one.of));
    const state = speak.text(one.report.ownData === "whole" ? "report/exempt" : inStep ? "report/kept" : "report/open");
    // The volume in whole percent: with a known total, more digits would give a hidden sum away.
    return [...where, one.report.dataSets.join(", ") || speak.text("report/benchmark"), state, speak.number(hiddenCells), speak.percent(cells === 0 ? 0 : hiddenCells / cells, 0), speak.percent(hiddenVolume, 0)];
  });
}

function findingLines({ scan, speak }: ReportWish): readonly string[] {
  if (scan === null) return [speak.text("report/noScan")];
  if (scan.status === "notScanned") return [speak.text("review/notScanned")];
  const of = (severity: Severity): number => scan.findings.filter((finding) => finding.severity === severity).length;
  const worth = scan.findings.filter(({ severity }) => severity !== "info").map(({ message, where: { sheet = "", cell = "" }, severity }) =>
    `${speak.text(`review/${severity}`)}: ${speak.message(message)}${sheet === "" ? "" : ` (${sheet}${cell === "" ? "" : `!${cell}`})`}`);
  return [speak.text("report/severities", { block: of("block"), warn: of("warn"), info: of("info") }), ...worth];
}

/** The report as a sheet of texts. */
export function reportSheet(report: ControlReport): ValuesSheet {
  const cell = (text: string): GridCell => (text === "" ? { kind: "empty" } : { kind: "text", text });
  const line = (...texts: readonly string[]): readonly GridCell[] => texts.map(cell);
  return {
    name: report.title, heading: [report.title, report.internal, report.subtitle],
    grid: {
      rows: [
        ...report.facts.map(([label, value]) => line(label, value)), [],
        line(report.tables.title), line(...report.tables.head), ...report.tables.rows.map((row) => line(...row)), [],
        line(report.findings.title), ...report.findings.lines.map((text) => line(text)), [],
        line(report.journal.title), ...report.journal.lines.map((text) => line(text)),
      ],
    },
    notes: [report.closing, `${report.signature}: ________________`],
  };
}
