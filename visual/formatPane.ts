import type powerbi from "powerbi-visuals-api";
import type { Policy } from "../shared/policy/policy.ts";
import pbiviz from "./pbiviz.json";
import { MARKS } from "./settings.ts";
import type { Word, Words } from "./words.ts";

type Slice = powerbi.visuals.SimpleVisualFormattingSlice;
type Control = powerbi.visuals.FormattingSimpleControl;
/** The const enums of powerbi-visuals-api do not exist at run time; their values are these strings. */
type ControlName = "NumUpDown" | "ToggleSwitch" | "Dropdown" | "ReadOnlyText";

/** Cards of the format pane. The protection card can only tighten: a weaker value is clamped in `tightened`. */
export function formatPane(floor: Policy | null, inForce: Policy | null, words: Words): powerbi.visuals.FormattingModel {
  const cards = floor === null || inForce === null ? [] : [protection(floor, inForce, words)];
  return { cards: [...cards, about(floor, inForce, words)] };
}

function protection(floor: Policy, inForce: Policy, words: Words): powerbi.visuals.FormattingCard {
  const items = MARKS.map((mark) => ({ value: mark, displayName: mark }));
  const slices = [
    slice("limit", "pane/limit", "NumUpDown", { value: inForce.maxN, options: { minValue: { type: 0, value: floor.maxN } } }, words),
    slice("hideZeros", "pane/zeros", "ToggleSwitch", { value: inForce.zeros === "hide" }, words, floor.zeros === "hide"),
    slice("mark", "pane/mark", "Dropdown", { items, value: items.find((item) => item.value === inForce.mark) ?? { value: inForce.mark, displayName: inForce.mark } }, words),
  ];
  const revertToDefaultDescriptors = ["limit", "hideZeros", "mark"].map((propertyName) => ({ objectName: "protection", propertyName }));
  return card("protection", "pane/protection", "pane/protectionHelp", slices, words, revertToDefaultDescriptors);
}

/** Says under whose rules the numbers are hidden. */
function about(floor: Policy | null, inForce: Policy | null, words: Words): powerbi.visuals.FormattingCard {
  const line = (name: string, code: Word, value: string): Slice => slice(name, code, "ReadOnlyText", { value }, words, true, "about");
  const rule = inForce === null ? words.word("policy/unreadable") : words.word(inForce.zeros === "hide" ? "pane/effectiveHide" : "pane/effectiveShow", { limit: inForce.maxN });
  const municipality = floor?.municipality ?? null;
  return card("about", "pane/about", null, [
    line("municipality", "pane/municipality", municipality === null ? words.word("pane/noMunicipality") : `${municipality.name} (${municipality.code})`),
    line("policy", "pane/policy", floor === null || municipality === null ? words.word("pane/builtIn") : floor.label),
    line("effective", "pane/effective", rule),
    line("version", "pane/version", pbiviz.visual.version),
  ], words, []);
}

function card(name: string, title: Word, help: Word | null, slices: Slice[], words: Words, revertToDefaultDescriptors: powerbi.visuals.FormattingDescriptor[]): powerbi.visuals.FormattingCard {
  return {
    uid: name, displayName: words.word(title), ...(help === null ? {} : { description: words.word(help) }),
    groups: [{ uid: `${name}-group`, displayName: words.word(title), slices }], revertToDefaultDescriptors,
  };
}

function slice(property: string, title: Word, type: ControlName, properties: object, words: Words, disabled = false, object = "protection"): Slice {
  const control = { type, properties: { descriptor: { objectName: object, propertyName: property }, ...properties } } as unknown as Control;
  return { uid: `${object}-${property}`, displayName: words.word(title), control, ...(disabled ? { disabled } : {}) };
}
