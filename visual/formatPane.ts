import type powerbi from "powerbi-visuals-api";
import type { Policy } from "../shared/policy/policy.ts";
import pbiviz from "./pbiviz.json";
import { look, MARKS, TEXT_SIZE, totalsAsked } from "./settings.ts";
import type { Word, Words } from "./words.ts";

type Slice = powerbi.visuals.SimpleVisualFormattingSlice;
type Control = powerbi.visuals.FormattingSimpleControl;
/** The const enums of powerbi-visuals-api do not exist at run time; their values are these strings. */
type ControlName = "NumUpDown" | "ToggleSwitch" | "Dropdown" | "ReadOnlyText";
/** `ValidatorType`. */
const MIN = 0, MAX = 1;

/** What the pane reflects: the package's policy, the one in force after tightening, and the report's own settings. */
export interface PaneState {
  readonly floor: Policy | null;
  readonly inForce: Policy | null;
  readonly objects: powerbi.DataViewObjects | undefined;
}

/** Cards of the format pane. The protection card can only tighten: a weaker value is clamped in `tightened`. */
export function formatPane({ floor, inForce, objects }: PaneState, words: Words): powerbi.visuals.FormattingModel {
  const cards = floor === null || inForce === null ? [] : [protection(floor, inForce, words), totals(objects, words), table(objects, words)];
  return { cards: [...cards, about(floor, inForce, words)] };
}

function totals(objects: powerbi.DataViewObjects | undefined, words: Words): powerbi.visuals.FormattingCard {
  const { rows, columns, summed } = totalsAsked(objects);
  return card("subTotals", "pane/totals", "pane/totalsHelp", [
    slice("rowSubtotals", "pane/rowTotals", "ToggleSwitch", { value: rows }, words),
    slice("columnSubtotals", "pane/columnTotals", "ToggleSwitch", { value: columns }, words),
    slice("summed", "pane/summed", "ToggleSwitch", { value: summed }, words),
  ], words);
}

function table(objects: powerbi.DataViewObjects | undefined, words: Words): powerbi.visuals.FormattingCard {
  const { textSize, banding, bars, wrap } = look(objects), options = { minValue: { type: MIN, value: TEXT_SIZE.min }, maxValue: { type: MAX, value: TEXT_SIZE.max }, unitSymbol: "pt" };
  return card("look", "pane/look", null, [
    slice("textSize", "pane/textSize", "NumUpDown", { value: textSize, options }, words),
    slice("banding", "pane/banding", "ToggleSwitch", { value: banding }, words),
    slice("bars", "pane/bars", "ToggleSwitch", { value: bars }, words),
    slice("wrap", "pane/wrap", "ToggleSwitch", { value: wrap }, words),
  ], words);
}

function protection(floor: Policy, inForce: Policy, words: Words): powerbi.visuals.FormattingCard {
  const items = MARKS.map((mark) => ({ value: mark, displayName: mark }));
  return card("protection", "pane/protection", "pane/protectionHelp", [
    slice("limit", "pane/limit", "NumUpDown", { value: inForce.maxN, options: { minValue: { type: MIN, value: floor.maxN } } }, words),
    slice("hideZeros", "pane/zeros", "ToggleSwitch", { value: inForce.zeros === "hide" }, words, floor.zeros === "hide"),
    slice("mark", "pane/mark", "Dropdown", { items, value: items.find((item) => item.value === inForce.mark) ?? { value: inForce.mark, displayName: inForce.mark } }, words),
  ], words);
}

/** Says under whose rules the numbers are hidden. */
function about(floor: Policy | null, inForce: Policy | null, words: Words): powerbi.visuals.FormattingCard {
  const line = (name: string, code: Word, value: string): Property => slice(name, code, "ReadOnlyText", { value }, words, true);
  const rule = inForce === null ? words.word("policy/unreadable") : words.word(inForce.zeros === "hide" ? "pane/effectiveHide" : "pane/effectiveShow", { limit: inForce.maxN });
  const municipality = floor?.municipality ?? null;
  return card("about", "pane/about", null, [
    line("municipality", "pane/municipality", municipality === null ? words.word("pane/noMunicipality") : `${municipality.name} (${municipality.code})`),
    line("policy", "pane/policy", floor === null || municipality === null ? words.word("pane/builtIn") : floor.label),
    line("effective", "pane/effective", rule),
    line("version", "pane/version", pbiviz.visual.version),
  ], words);
}

/** A slice of the card it is put into; the card's name is also the object that the report file stores. */
type Property = (object: string) => Slice;

function slice(property: string, title: Word, type: ControlName, properties: object, words: Words, disabled = false): Property {
  return (object) => ({
    uid: `${object}-${property}`, displayName: words.word(title), ...(disabled ? { disabled } : {}),
    control: { type, properties: { descriptor: { objectName: object, propertyName: property }, ...properties } } as unknown as Control,
  });
}

function card(name: string, title: Word, help: Word | null, properties: readonly Property[], words: Words): powerbi.visuals.FormattingCard {
  const slices = properties.map((property) => property(name)), displayName = words.word(title);
  return {
    uid: name, displayName, ...(help === null ? {} : { description: words.word(help) }),
    groups: [{ uid: `${name}-group`, displayName, slices }],
    revertToDefaultDescriptors: slices.map(({ uid }) => ({ objectName: name, propertyName: uid.slice(name.length + 1) })),
  };
}
