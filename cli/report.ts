import type { Message } from "../shared/i18n/message.ts";
import type { ProtectedTable } from "../shared/protect.ts";
import type { PatternAttack } from "./attackPattern.ts";
import { placeName, type CellName } from "./cellName.ts";

/** What a recipient gets out of a pattern, by the names of the cells. */
export interface AuditReport {
  readonly safe: boolean;
  /** Hidden cells whose value is determined, and the value. */
  readonly exact: Readonly<Record<string, number>>;
  /** Hidden cells whose sum is determined and small. */
  readonly derived: readonly { readonly cells: readonly (number | string)[]; readonly sum: number }[];
  /** Hidden small cells that the table alone proves to be small, and what they can be. */
  readonly narrow: Readonly<Record<string, readonly [number, number]>>;
}

/** Report on one protected table, for whoever holds the true one. */
export interface MaskReport extends Confidential {
  readonly primary: readonly (number | string)[];
  readonly secondary: readonly (number | string)[];
  readonly loss: number;
  readonly audit: AuditReport;
  /** Time inside the engine, protection and audit. */
  readonly ms: number;
  /** Hidden cells of each measure, where a table has several: a pattern for the audit. */
  readonly measures?: readonly { readonly name: string; readonly suppressed: readonly (number | string)[] }[];
  /** Measures that show no number, and why. */
  readonly withheld?: readonly Refusal[];
}

export interface Confidential {
  readonly fortrolig: true;
}

export interface Refusal {
  readonly code: string;
  readonly [coordinate: string]: string | number;
}

/** What an attack found, in the names of a report. */
export function auditReport({ exact, derived, narrow }: PatternAttack, safe: boolean, name: CellName): AuditReport {
  const byName = <T>(map: ReadonlyMap<number, T>) => Object.fromEntries([...map].map(([cell, found]) => [name(cell), found]));
  return { safe, exact: byName(exact), derived: derived.map(({ cells, sum }) => ({ cells: cells.map(name), sum })), narrow: byName(narrow) };
}

export function maskReport({ table, measures }: ProtectedTable, name: CellName, attack: PatternAttack, ms: number): MaskReport {
  const cells = (list: (measure: ProtectedTable["measures"][number]) => readonly number[]) => [...new Set(measures.flatMap(list))].sort((a, b) => a - b).map(name);
  const withheld = measures.flatMap(({ reason }) => (reason === undefined ? [] : [refusal(reason)]));
  return {
    fortrolig: true,
    primary: cells(({ confidential }) => confidential.primary),
    secondary: cells(({ confidential }) => confidential.secondary),
    loss: measures.reduce((sum, { confidential }) => sum + confidential.loss, 0),
    audit: auditReport(attack, attack.exact.size === 0 && attack.derived.length === 0, placeName(table, name)), ms,
    ...(measures.length === 1 ? {} : { measures: measures.map(({ hidden }, m) => ({ name: table.measures[m].name, suppressed: [...hidden.keys()].filter((cell) => hidden[cell] !== 0).map(name) })) }),
    ...(withheld.length === 0 ? {} : { withheld }),
  };
}

export function refusalReport(reasons: readonly Message[]): Confidential & { readonly refused: readonly Refusal[] } {
  return { fortrolig: true, refused: reasons.map(refusal) };
}

function refusal({ code, params }: Message): Refusal {
  return { ...params, code };
}
