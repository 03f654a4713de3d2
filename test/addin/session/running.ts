import { inlineEngine } from "../../../addin/engine/inlineEngine.ts";
import type { FileNote } from "../../../addin/noteFiling.ts";
import type { Host } from "../../../addin/host.ts";
import { Keeper } from "../../../addin/session/keeper.ts";
import { Session } from "../../../addin/session/session.ts";
import { speaker } from "../../../addin/speak.ts";
import type { Locale } from "../../../shared/i18n/message.ts";
import { BUILT_IN, type Policy } from "../../../shared/policy/policy.ts";
import { cellName } from "../../../shared/workbook/area.ts";
import { openExcel, type EmulatedExcel, type EmulatedSheet } from "../../hosts/emulatedExcel.ts";
import { emulatedHost } from "../../hosts/emulatedHost.ts";

export interface Running {
  readonly excel: EmulatedExcel;
  readonly session: Session;
  /** Calls of each of the host's functions so far. */
  readonly calls: Map<string, number>;
}

export const NOW = new Date(2026, 0, 2, 9, 5);

/** A session on a workbook, over an emulated Excel. */
export async function start(bytes: Uint8Array, policy: Policy = BUILT_IN, change: (host: Host) => Partial<Host> = () => ({}), excel = openExcel(bytes), fileNote: FileNote | null = null, locale: Locale = "da"): Promise<Running> {
  const plain = emulatedHost(excel, { locale, theme: null }), calls = new Map<string, number>();
  const counted = Object.fromEntries(Object.entries({ ...plain, ...change(plain) }).map(([name, value]: [string, unknown]) => [name, typeof value !== "function" ? value : (...args: unknown[]): unknown => {
    calls.set(name, (calls.get(name) ?? 0) + 1);
    return (value as (...given: unknown[]) => unknown)(...args);
  }])) as unknown as Host;
  const session = new Session(new Keeper(counted, inlineEngine, { policy, speak: speaker(locale), now: () => NOW, fileNote }));
  await session.open();
  return { excel, session, calls };
}

export const sheetOf = (excel: EmulatedExcel, name: string): EmulatedSheet => {
  const sheet = excel.sheets.find((candidate) => candidate.name === name);
  if (sheet === undefined) throw new Error(`no sheet ${name}`);
  return sheet;
};

/** A sheet as rows of text, blanks trimmed at the end. */
export function rowsOf({ cells }: EmulatedSheet): readonly string[] {
  const places = [...cells.keys()].map((name) => /^([A-Z]+)(\d+)$/.exec(name)!), height = Math.max(0, ...places.map(([, , row]) => Number(row)));
  return Array.from({ length: height }, (_, row) => Array.from({ length: 12 }, (_, column) => String(cells.get(cellName(row + 1, column + 1))?.value ?? "")).join("|").replace(/\|+$/, ""));
}
