import type { Message } from "../../shared/i18n/message.ts";
import type { ProtectedTable } from "../../shared/protect.ts";
import { refuse, type Sourced, type SourcesOutcome } from "../../shared/protectSources.ts";
import { cellKeys } from "../../shared/table/link.ts";
import { nestedCells } from "../../shared/table/nested.ts";
import type { Axis, Table } from "../../shared/table/table.ts";

/** Numbers that left the program's hands: a table by its coordinates and filters, shown values only. */
export interface Release {
  /** ISO. */
  readonly time: string;
  /** A copy or export; or a filter view that was on the screen. */
  readonly kind: "copy" | "view";
  readonly source: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
  readonly axes: readonly Pick<Axis, "name" | "members" | "hierarchies" | "coordinates">[];
  readonly measures: readonly ReleasedMeasure[];
}

export interface ReleasedMeasure {
  readonly name: string;
  /** Per cell the shown number, "" for an empty cell, null for a hidden one. */
  readonly values: readonly (number | "" | null)[];
}

const DAY = 24 * 60 * 60 * 1000;

/** What a protected table gives away. Linear tables and measures that were withheld give nothing that could be told again. */
export function releaseOf({ table, measures }: ProtectedTable, kind: Release["kind"], now: Date): readonly Release[] {
  if (table.shape.kind === "linear") return [];
  const axes = table.shape.axes.map(({ name, members, hierarchies, coordinates }) => ({ name, members, hierarchies, ...(coordinates === undefined ? {} : { coordinates }) }));
  const told = table.measures.flatMap(({ name, values }, m) => (measures[m].status === "withheld" ? [] : [{
    name, values: Array.from(values, (value, cell) => (measures[m].hidden[cell] !== 0 ? null : Number.isNaN(value) ? "" as const : value)),
  }]));
  return told.length === 0 ? [] : [{ time: now.toISOString(), kind, source: table.source ?? "", context: table.context ?? {}, axes, measures: told }];
}

/** The releases within their time. One whose time cannot be read stays: it may be of today. */
export function remembered(releases: readonly Release[], days: number, now: Date): readonly Release[] {
  return releases.filter(({ time }) => !(now.getTime() - Date.parse(time) >= days * DAY));
}

/** The releases with new ones; the same numbers handed out again are one release. */
export function recorded(releases: readonly Release[], fresh: readonly Release[]): readonly Release[] {
  const known = new Map(releases.map((release) => [contentOf(release), release]));
  for (const release of fresh) {
    const before = known.get(contentOf(release));
    known.set(contentOf(release), before?.kind === "copy" ? { ...release, kind: "copy" } : release);
  }
  return [...known.values()];
}

function contentOf({ source, context, axes, measures }: Release): string {
  return JSON.stringify([source, context, axes.map(({ members, coordinates }) => [members, coordinates]), measures]);
}

export interface Remembered {
  readonly sources: readonly Sourced[];
  readonly notices: readonly Message[];
}

/**
 * The tables with what their readers already have: numbers handed out before are known, numbers withheld before stay
 * hidden, and so does a number that is a small count apart from one handed out under another filter.
 * A release that contradicts the tables is of other data: its cells are other cells, and the user is told.
 */
export function remember(sources: readonly Sourced[], releases: readonly Release[], maxN: number): Remembered {
  let other = 0;
  const remembered = sources.map((source): Sourced => {
    const { table } = source;
    const keys = cellKeys(table), known = new Set(table.known ?? []), withheld = table.measures.map((measure) => new Set(measure.withheld));
    for (const release of releases.filter(({ source }) => source === (table.source ?? ""))) {
      const met = meet(table, keys, release);
      if (met === null) { other++; continue; }
      for (const cell of met.known) known.add(cell);
      for (const [measure, cell] of [...met.withheld, ...closeTo(table, release, maxN)]) withheld[measure].add(cell);
    }
    const ascending = (cells: ReadonlySet<number>): readonly number[] => [...cells].sort((a, b) => a - b);
    const measures = table.measures.map((measure, m) => (withheld[m].size === 0 ? measure : { ...measure, withheld: ascending(withheld[m]) }));
    return { ...source, table: { ...table, measures, ...(known.size === 0 ? {} : { known: ascending(known) }) } };
  });
  return { sources: remembered, notices: other === 0 ? [] : [{ code: "ledger/otherData", params: { n: other } }] };
}

/**
 * Whether a small count is taken as known: by a ledger that was written under a lower limit, or by hand. Numbers that are
 * not all whole are no counts.
 */
export function knowsSmall(sources: readonly Sourced[], maxN: number): boolean {
  return sources.some(({ table: { known = [], measures } }) => measures
    .filter(({ values }) => values.every((value) => Number.isNaN(value) || Number.isInteger(value)))
    .some(({ values }) => known.some((cell) => values[cell] <= maxN)));
}

/** What may be shown to readers with a ledger (`told`) and without: what the former may not see of a measure, nobody may see of its source; the second pattern hides what the first hides. */
export function towardsBoth(told: SourcesOutcome, others: SourcesOutcome): SourcesOutcome {
  if (told.status === "refused" || others.status === "refused") return told.status === "refused" ? told : others;
  return refuse(others, told.tables.map(({ measures }, t) => told.decided[t].refused.length > 0 ? told.decided[t].refused
    : measures.flatMap(({ reason }, m) => (reason !== undefined && others.tables[t].measures[m].status !== "withheld" ? [reason] : []))));
}

/** A cell of a measure; the measure by its place in the table. */
type MeasureCell = readonly [measure: number, cell: number];

/** Cells that the table and a release have in common; null where they show different numbers for one cell. */
function meet(table: Table, keys: readonly string[], release: Release): { readonly known: readonly number[]; readonly withheld: readonly MeasureCell[] } | null {
  const at = new Map(cellKeys(tableOf(release)).map((key, cell) => [key, cell])), known: number[] = [], withheld: MeasureCell[] = [];
  for (const [m, measure] of table.measures.entries()) {
    const told = release.measures.find(({ name }) => name === measure.name);
    if (told === undefined) continue;
    for (const [cell, key] of keys.entries()) {
      const there = at.get(key), value = there === undefined ? undefined : told.values[there], now = measure.values[cell];
      if (value === undefined) continue;
      if (value === null) { if (!Number.isNaN(now)) withheld.push([m, cell]); }
      else if (value === "" ? !(Number.isNaN(now) || now === 0) : value !== now) return null;
      else if (value !== "") known.push(cell);
    }
  }
  return { known, withheld };
}

/** Cells that differ by a small count from a released one that counts the same members under a wider or narrower filter. */
function closeTo(table: Table, release: Release, maxN: number): readonly MeasureCell[] {
  const pairs = nestedCells([table, tableOf(release)]);
  return pairs.flatMap(({ wide, narrow }) => {
    const [own, other] = wide.table === 0 ? [wide.cell, narrow.cell] : [narrow.cell, wide.cell];
    return table.measures.flatMap(({ name, values }, m): readonly MeasureCell[] => {
      const told = release.measures.find((measure) => measure.name === name)?.values[other], difference = typeof told === "number" ? Math.abs(told - values[own]) : NaN;
      return difference > 0 && difference <= maxN ? [[m, own]] : [];
    });
  });
}

function tableOf({ source, context, axes, measures }: Release): Table {
  return { name: "", source, context, shape: { kind: "cross", axes }, measures: measures.map(({ name, values }) => ({ name, values: Float64Array.from(values, (value) => (typeof value === "number" ? value : NaN)) })) };
}
