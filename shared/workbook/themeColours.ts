import { attribute, child, readTree, type XmlElement } from "./xmlTree.ts";

/** A colour as six hexadecimal digits, or nothing where a file leaves it to the program. */
export type Colour = string | undefined;

/** Order of a theme's colours in a colour's `theme` attribute (ECMA-376-1 §20.1.6.2; light and dark come first in pairs, swapped). */
const ORDER = ["lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"];
/** Office's own theme, for files without one. */
const OFFICE = ["FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47", "0563C1", "954F72"];

/** The colours of a theme part in that order. */
export function readTheme(source: string, part: string): readonly string[] {
  const scheme = child(child(readTree(source, part), "themeElements"), "clrScheme");
  return ORDER.map((name, at) => {
    const colour = child(scheme, name)?.children[0];
    return (attribute(colour, colour?.name === "sysClr" ? "lastClr" : "val") ?? OFFICE[at]).toUpperCase();
  });
}

/** A colour element of a style (§18.8.19): written out, of the theme, or one of the first indexed ones. */
export function colourOf(element: XmlElement | undefined, theme: readonly string[] = OFFICE): Colour {
  const rgb = attribute(element, "rgb"), number = Number(attribute(element, "theme") ?? NaN), indexed = attribute(element, "indexed");
  if (rgb !== undefined) return /^[0-9A-F]{6,8}$/i.test(rgb) ? rgb.slice(-6).toUpperCase() : undefined;
  if (!Number.isNaN(number)) return theme[number] === undefined ? undefined : tinted(theme[number], Number(attribute(element, "tint") ?? 0));
  return indexed === undefined ? undefined : INDEXED[Number(indexed) % 8];
}

const INDEXED = ["000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF"];

/** Lighter towards white, darker towards black (§18.8.19 `tint`), channel by channel. */
function tinted(rgb: string, tint: number): string {
  const channel = (at: number) => {
    const value = parseInt(rgb.slice(at, at + 2), 16), moved = tint < 0 ? value * (1 + tint) : value + (255 - value) * tint;
    return Math.round(Math.min(255, Math.max(0, moved))).toString(16).padStart(2, "0").toUpperCase();
  };
  return channel(0) + channel(2) + channel(4);
}
