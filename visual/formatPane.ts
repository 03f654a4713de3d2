import type powerbi from "powerbi-visuals-api";
import type { Policy } from "../shared/policy/policy.ts";
import { choice, lines, number, paneCard, toggle } from "./paneCard.ts";
import pbiviz from "./pbiviz.json";
import { addedDataSet, FILTERED, look, MARKS, PROMISES, TEXT_SIZE, totals } from "./settings.ts";
import type { Words } from "./words.ts";

type Objects = powerbi.DataViewObjects | undefined;
type Card = powerbi.visuals.FormattingCard;

/** What the pane reflects: the package's policy, the one in force after tightening, and the report's own settings. */
export interface PaneState {
  readonly floor: Policy | null;
  readonly inForce: Policy | null;
  readonly objects: Objects;
}

/** Cards of the format pane. The protection card can only tighten: a weaker value is lost in `tightened`. */
export function formatPane({ floor, inForce, objects }: PaneState, words: Words): powerbi.visuals.FormattingModel {
  const cards = floor === null || inForce === null ? [] : [protection(floor, inForce, objects, words), lookCard(objects, words), totalsCard(objects, words)];
  return { cards: [...cards, about(floor, inForce, objects, words)] };
}

function protection(floor: Policy, inForce: Policy, objects: Objects, words: Words): Card {
  const strictness = { show: "pane/filteredShow", warn: "pane/filteredWarn", refuse: "pane/filteredRefuse" } as const;
  const promise = { exact: "pane/promiseExact", standard: "pane/promiseStandard", interval: "pane/promiseInterval" } as const;
  return paneCard("protection", words.word("pane/protection"), words.word("pane/protectionHelp"), [
    number("limit", words.word("pane/limit"), inForce.maxN, { min: floor.maxN }),
    toggle("hideZeros", words.word("pane/zeros"), inForce.zeros === "hide", floor.zeros === "hide"),
    choice("promise", words.word("pane/promise"), atLeast(PROMISES, floor.protection).map((value) => [value, words.word(promise[value])]), inForce.protection),
    choice("mark", words.word("pane/mark"), [...new Set([floor.mark, ...MARKS])].map((mark) => [mark, mark]), inForce.mark),
    choice("filteredViews", words.word("pane/filtered"), atLeast(FILTERED, floor.filteredViews).map((value) => [value, words.word(strictness[value])]), inForce.filteredViews),
    number("filteredMinimum", words.word("pane/filteredMinimum"), inForce.filteredMinimum, { min: floor.filteredMinimum }),
    ...(floor.dataSets.length === 0 ? [] : [choice("dataSet", words.word("pane/dataSet"), [["", words.word("pane/dataSetByNames")], ...floor.dataSets.map(({ name }): [string, string] => [name, name])], addedDataSet(objects))]),
  ]);
}

/** Choices from the floor's own on, in order of strictness. */
function atLeast<const C>(choices: readonly C[], floor: C): readonly C[] {
  return choices.slice(choices.indexOf(floor));
}

function lookCard(objects: Objects, words: Words): Card {
  const { form, layout, unfolded, textSize, banding, bars, wrap, measuresOnRows, files } = look(objects), word = words.word.bind(words);
  return paneCard("look", word("pane/look"), null, [
    choice("form", word("pane/form"), [["table", word("pane/table")], ["bars", word("pane/barChart")]], form),
    choice("layout", word("pane/layout"), [["stepped", word("pane/stepped")], ["tabular", word("pane/tabular")]], layout),
    choice("unfolded", word("pane/unfolded"), [["all", word("pane/unfoldedAll")], ["one", word("pane/unfoldedOne")], ["none", word("pane/unfoldedNone")]], unfolded),
    toggle("measuresOnRows", word("pane/measuresOnRows"), measuresOnRows),
    number("textSize", word("pane/textSize"), textSize, { ...TEXT_SIZE, unit: "pt" }),
    toggle("banding", word("pane/banding"), banding),
    toggle("bars", word("pane/bars"), bars),
    toggle("wrap", word("pane/wrap"), wrap),
    toggle("files", word("pane/files"), files),
  ]);
}

function totalsCard(objects: Objects, words: Words): Card {
  const { rowsFromModel, columnsFromModel, subtotals, grandTotal, columnTotals } = totals(objects), word = words.word.bind(words);
  return paneCard("subTotals", word("pane/totals"), word("pane/totalsHelp"), [
    choice("showRows", word("pane/showRows"), [["top", word("pane/top")], ["bottom", word("pane/bottom")], ["none", word("pane/none")]], subtotals),
    choice("grandTotal", word("pane/grandTotal"), [["bottom", word("pane/lowest")], ["top", word("pane/uppermost")], ["none", word("pane/none")]], grandTotal),
    choice("showColumns", word("pane/showColumns"), [["last", word("pane/last")], ["first", word("pane/first")], ["none", word("pane/none")]], columnTotals),
    toggle("rowSubtotals", word("pane/rowTotals"), rowsFromModel),
    toggle("columnSubtotals", word("pane/columnTotals"), columnsFromModel),
  ]);
}

/** Says under whose rules the numbers are hidden, and where the totals come from. */
function about(floor: Policy | null, inForce: Policy | null, objects: Objects, words: Words): Card {
  const { rowsFromModel, columnsFromModel } = totals(objects), municipality = floor?.municipality ?? null;
  const rule = inForce === null ? words.word("policy/unreadable") : words.word(inForce.zeros === "hide" ? "pane/effectiveHide" : "pane/effectiveShow", { limit: inForce.maxN });
  return paneCard("about", words.word("pane/about"), null, lines([
    ["municipality", words.word("pane/municipality"), municipality === null ? words.word("pane/noMunicipality") : `${municipality.name} (${municipality.code})`],
    ["policy", words.word("pane/policy"), floor === null || municipality === null ? words.word("pane/builtIn") : floor.label],
    ["effective", words.word("pane/effective"), rule],
    ["totalsOrigin", words.word("pane/totalsOrigin"), words.word(rowsFromModel && columnsFromModel ? "pane/fromModel" : "pane/addedUp")],
    ["version", words.word("pane/version"), pbiviz.visual.version],
  ]));
}
