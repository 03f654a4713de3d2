import type powerbi from "powerbi-visuals-api";

type Slice = powerbi.visuals.SimpleVisualFormattingSlice;
type Control = powerbi.visuals.FormattingSimpleControl;
/** The const enums of powerbi-visuals-api do not exist at run time; their values are these strings. */
type ControlName = "NumUpDown" | "ToggleSwitch" | "Dropdown" | "ReadOnlyText";
/** `ValidatorType`. */
const MIN = 0, MAX = 1;

/** A slice of the card it is put into; the card's name is also the object that the report file stores. */
export type Property = (object: string) => Slice;

export function paneCard(name: string, displayName: string, description: string | null, properties: readonly Property[]): powerbi.visuals.FormattingCard {
  const slices = properties.map((property) => property(name));
  return {
    uid: name, displayName, ...(description === null ? {} : { description }),
    groups: [{ uid: `${name}-group`, displayName, slices }],
    revertToDefaultDescriptors: slices.map(({ uid }) => ({ objectName: name, propertyName: uid.slice(name.length + 1) })),
  };
}

export function toggle(property: string, title: string, value: boolean, disabled = false): Property {
  return slice(property, title, "ToggleSwitch", { value }, disabled);
}

export function number(property: string, title: string, value: number, { min, max, unit }: { readonly min: number; readonly max?: number; readonly unit?: string }): Property {
  const options = { minValue: { type: MIN, value: min }, ...(max === undefined ? {} : { maxValue: { type: MAX, value: max } }), ...(unit === undefined ? {} : { unitSymbol: unit }) };
  return slice(property, title, "NumUpDown", { value, options });
}

/** A list of [stored value, text]. */
export function choice(property: string, title: string, choices: readonly (readonly [string, string])[], value: string): Property {
  const items = choices.map(([stored, displayName]) => ({ value: stored, displayName }));
  return slice(property, title, "Dropdown", { items, value: items.find((item) => item.value === value) ?? { value, displayName: value } });
}

/** Lines to read: [property, title, text]. */
export function lines(texts: readonly (readonly [string, string, string])[]): Property[] {
  return texts.map(([property, title, value]) => slice(property, title, "ReadOnlyText", { value }, true));
}

function slice(property: string, displayName: string, type: ControlName, properties: object, disabled = false): Property {
  return (object) => ({
    uid: `${object}-${property}`, displayName, ...(disabled ? { disabled } : {}),
    control: { type, properties: { descriptor: { objectName: object, propertyName: property }, ...properties } } as unknown as Control,
  });
}
