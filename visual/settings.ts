import type powerbi from "powerbi-visuals-api";
import type { Policy, Rules } from "../shared/policy/policy.ts";
import { tightenPolicy } from "../shared/policy/tighten.ts";
import type { Told } from "./matrix.ts";
import { rulesForReader } from "./told.ts";

type Objects = powerbi.DataViewObjects | undefined;

/** Marks an author may choose; a dash or a digit would read as a value. */
export const MARKS = ["..", "•", "×", "*"] as const;
export const PROMISES = ["exact", "standard", "interval"] as const;
export const FILTERED = ["show", "warn", "refuse"] as const;

/**
 * The policy in force: what the report asks for and what the model tells, joined with the package's floor. Report files, bookmarks, themes and
 * rules can carry any value: an unreadable one says nothing, and the join never loosens.
 */
export function tightened(floor: Policy, objects: Objects, told: Told = { reader: null, dataSets: [] }): Policy {
  const asked = objects?.["protection"], limit = asked?.["limit"], minimum = asked?.["filteredMinimum"];
  const filteredViews = FILTERED.find((choice) => choice === asked?.["filteredViews"]), protection = PROMISES.find((choice) => choice === asked?.["promise"]);
  const added = [addedDataSet(objects), ...told.dataSets], ofDataSets = floor.dataSets.flatMap(({ name, rules }) => (added.includes(name) ? [rules] : []));
  const joined = [...ofDataSets, rulesForReader(told, floor), {
    ...(typeof limit === "number" && Number.isSafeInteger(limit) && limit > 0 ? { maxN: limit } : {}),
    ...(asked?.["hideZeros"] === true ? { zeros: "hide" as const } : {}),
    ...(protection === undefined ? {} : { protection }),
    ...(filteredViews === undefined ? {} : { filteredViews }),
    ...(typeof minimum === "number" && Number.isFinite(minimum) && minimum > 0 ? { filteredMinimum: minimum } : {}),
  }].reduce<Policy>(joinedWith, floor);
  return { ...joined, mark: MARKS.find((allowed) => allowed === asked?.["mark"]) ?? floor.mark };
}

function joinedWith(policy: Policy, further: Partial<Rules>): Policy {
  const joined = tightenPolicy(policy, further);
  if (joined === "refuse") throw new RangeError("an author's settings refuse nothing");
  return joined;
}

/** Name of the data set whose rules the author adds; empty: none. */
export function addedDataSet(objects: Objects): string {
  const asked: unknown = objects?.["protection"]?.["dataSet"];
  return typeof asked === "string" ? asked : "";
}

/** How the table looks; nothing here decides what is shown. */
export interface Look {
  readonly form: "table" | "bars";
  /** `tabular`: every row field has a column of its own. */
  readonly layout: "stepped" | "tabular";
  /** Groups that are unfolded at first: all, those of the outermost level, or none. */
  readonly unfolded: "all" | "one" | "none";
  /** Points. */
  readonly textSize: number;
  readonly banding: boolean;
  /** Bars behind the shown numbers. */
  readonly bars: boolean;
  /** Long captions on several lines. */
  readonly wrap: boolean;
  /** Several measures stand below each other instead of side by side. */
  readonly measuresOnRows: boolean;
  /** Buttons that hand out what is shown as a file; the policy and the tenant have a say too. */
  readonly files: boolean;
}

export const TEXT_SIZE = { default: 9, min: 6, max: 24 } as const;

/** The author's choices, each unreadable one at its default. */
export function look(objects: Objects): Look {
  const chosen = objects?.["look"], size = chosen?.["textSize"];
  const readable = typeof size === "number" && size >= TEXT_SIZE.min && size <= TEXT_SIZE.max;
  const form = chosen?.["form"] === "bars" ? "bars" : "table", unfolded: unknown = chosen?.["unfolded"];
  return {
    form, layout: form === "table" && chosen?.["layout"] === "tabular" ? "tabular" : "stepped",
    unfolded: unfolded === "one" || unfolded === "none" ? unfolded : "all",
    textSize: readable ? size : TEXT_SIZE.default,
    banding: chosen?.["banding"] !== false, bars: chosen?.["bars"] === true, wrap: chosen?.["wrap"] === true,
    measuresOnRows: form === "table" && chosen?.["measuresOnRows"] === true, files: chosen?.["files"] !== false,
  };
}

/** Where totals come from, and which of them are drawn. All of them are protected, drawn or not. */
export interface Totals {
  /** The host is asked for totals of rows, of columns; those it is not asked for are added up here. */
  readonly rowsFromModel: boolean;
  readonly columnsFromModel: boolean;
  readonly subtotals: "top" | "bottom" | "none";
  readonly grandTotal: "top" | "bottom" | "none";
  readonly columnTotals: "last" | "first" | "none";
}

export function totals(objects: Objects): Totals {
  const chosen = objects?.["subTotals"], rows: unknown = chosen?.["showRows"], columns: unknown = chosen?.["showColumns"], grand: unknown = chosen?.["grandTotal"];
  return {
    rowsFromModel: chosen?.["rowSubtotals"] !== false, columnsFromModel: chosen?.["columnSubtotals"] !== false,
    subtotals: rows === "bottom" || rows === "none" ? rows : "top", grandTotal: grand === "top" || grand === "none" ? grand : "bottom",
    columnTotals: columns === "first" || columns === "none" ? columns : "last",
  };
}
