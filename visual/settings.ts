import type powerbi from "powerbi-visuals-api";
import type { Policy } from "../shared/policy/policy.ts";

/** Marks an author may choose; a dash or a digit would read as a value. */
export const MARKS = ["..", "•", "×", "*"] as const;

/**
 * The policy in force: what the report asks for, clamped to the package's floor. Report files, bookmarks, themes and
 * rules can carry any value, so everything unreadable, and everything weaker than the floor, is the floor.
 */
export function tightened(floor: Policy, objects: powerbi.DataViewObjects | undefined): Policy {
  const asked = objects?.["protection"];
  const limit = asked?.["limit"], zeros = asked?.["hideZeros"], mark = asked?.["mark"];
  return {
    ...floor,
    maxN: typeof limit === "number" && Number.isSafeInteger(limit) ? Math.max(floor.maxN, limit) : floor.maxN,
    zeros: zeros === true ? "hide" : floor.zeros,
    mark: MARKS.find((allowed) => allowed === mark) ?? floor.mark,
  };
}

/** How the table looks; nothing here decides what is shown. */
export interface Look {
  /** Points. */
  readonly textSize: number;
  readonly banding: boolean;
  /** Bars behind the shown numbers. */
  readonly bars: boolean;
  /** Long captions on several lines. */
  readonly wrap: boolean;
}

export const TEXT_SIZE = { default: 9, min: 6, max: 24 } as const;

/** The author's choices, each unreadable one at its default. */
export function look(objects: powerbi.DataViewObjects | undefined): Look {
  const chosen = objects?.["look"], size = chosen?.["textSize"];
  const readable = typeof size === "number" && size >= TEXT_SIZE.min && size <= TEXT_SIZE.max;
  return { textSize: readable ? size : TEXT_SIZE.default, banding: chosen?.["banding"] !== false, bars: chosen?.["bars"] === true, wrap: chosen?.["wrap"] === true };
}

/** Whether the host is asked for totals in each direction, and whether missing ones are to be added up here. */
export function totalsAsked(objects: powerbi.DataViewObjects | undefined): { readonly rows: boolean; readonly columns: boolean; readonly summed: boolean } {
  const asked = objects?.["subTotals"];
  return { rows: asked?.["rowSubtotals"] !== false, columns: asked?.["columnSubtotals"] !== false, summed: asked?.["summed"] === true };
}
