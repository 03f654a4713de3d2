import { formatNumber, type Locale } from "../../shared/i18n/message.ts";
import { pathName } from "../../shared/table/path.ts";
import type { Axis } from "../../shared/table/table.ts";
import type { Side } from "./side.ts";
import type { Speak } from "./speak.ts";

/** How a cell stands: hidden, hidden in vain, or shown, be it small or blank. */
export type CellKind = "shown" | "small" | "hidden" | "found" | "blank";

/** A line of the table: its caption and how deep it lies below the total. */
export interface Line {
  readonly label: string;
  readonly depth: number;
  /** Other lines are parts of it. */
  readonly inner: boolean;
}

/** Steps of colour, from the smallest number to the largest. */
const HEATS = 6;

export function kindOf({ hidden, small, exact, insiders, values }: Side, cell: number): CellKind {
  if (hidden[cell] !== 0) return exact.has(cell) || insiders.has(cell) ? "found" : "hidden";
  if (Number.isNaN(values[cell])) return "blank";
  return small.has(cell) ? "small" : "shown";
}

/** Colour of a shown number, 0 … `HEATS`, by its order of magnitude. */
export function heatOf(value: number, greatest: number): number {
  return value <= 0 || greatest <= 1 ? 0 : Math.round((HEATS * Math.log(1 + value)) / Math.log(1 + greatest));
}

/** Rows and columns of a crosstab; a table of another shape has none. */
export function linesOf({ table: { shape } }: Side, say: Speak): readonly [readonly Line[], readonly Line[]] {
  if (shape.kind !== "cross" || shape.axes.length !== 2) return [[], []];
  return [axisLines(shape.axes[0], say), axisLines(shape.axes[1], say)];
}

/** The total of everything has no caption of its own. */
function axisLines({ members, labels = members, hierarchies: [{ parent }] }: Axis, say: Speak): readonly Line[] {
  const inner = new Set(parent), depth = (at: number): number => { const up = parent[at]; return up === null || up < 0 ? 0 : 1 + depth(up); };
  return labels.map((label, at) => ({ label: label === "" || label === pathName([]) ? say("rules/total") : label, depth: depth(at), inner: inner.has(at) }));
}

/** What a cell says to whoever points at it. */
export function wordsOf(side: Side, cell: number, name: string, say: Speak, locale: Locale): string {
  const kind = kindOf(side, cell), insider = side.insiders.get(cell), value = side.exact.get(cell) ?? side.values[cell];
  if (kind === "found" && insider !== undefined) return say("rules/cell/insider", { cell: name, name: insider });
  if (kind === "found" || kind === "small") return say(`rules/cell/${kind}`, { cell: name, value });
  return kind === "hidden" ? say("rules/cell/hidden", { cell: name }) : `${name}: ${kind === "blank" ? "–" : formatNumber(value, locale)}`;
}
