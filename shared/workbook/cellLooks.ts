import { colourOf, type Colour } from "./themeColours.ts";
import { attribute, child, flag, items, readTree, type XmlElement } from "./xmlTree.ts";

/** How a cell looks beside its number format (ECMA-376-1 §18.8): plain values, nothing that points elsewhere. */
export interface CellLook {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly size?: number;
  readonly colour?: string;
  readonly fill?: string;
  /** Sides that have a line. */
  readonly lines?: readonly ("left" | "right" | "top" | "bottom")[];
  readonly align?: "left" | "center" | "right";
  readonly wrap?: boolean;
}

const SIDES = ["left", "right", "top", "bottom"] as const;

/** Looks by cell style. What would make text unseen is left out: white on white, or the colour of its background. */
export function readCellLooks(source: string, part: string, theme: readonly string[] | undefined): readonly CellLook[] {
  const sheet = readTree(source, part), fonts = items(sheet, "fonts", "font"), fills = items(sheet, "fills", "fill"), borders = items(sheet, "borders", "border");
  return items(sheet, "cellXfs", "xf").map((style): CellLook => {
    const of = (list: readonly XmlElement[], name: string) => list[Number(attribute(style, name) ?? 0)];
    const font = of(fonts, "fontId"), fill = fillOf(of(fills, "fillId"), theme), border = of(borders, "borderId"), alignment = child(style, "alignment");
    const colour = colourOf(child(font, "color"), theme), size = Number(attribute(child(font, "sz"), "val") ?? 11), align = attribute(alignment, "horizontal");
    const lines = SIDES.filter((side) => (attribute(child(border, side), "style") ?? "none") !== "none");
    return {
      ...(child(font, "b") !== undefined && flag(child(font, "b"), "val", true) ? { bold: true } : {}),
      ...(child(font, "i") !== undefined && flag(child(font, "i"), "val", true) ? { italic: true } : {}),
      ...(size === 11 || !(size >= 6 && size <= 72) ? {} : { size }),
      ...(colour === undefined || colour === (fill ?? "FFFFFF") || colour === "000000" ? {} : { colour }),
      ...(fill === undefined || fill === (colour ?? "000000") ? {} : { fill }),
      ...(lines.length === 0 ? {} : { lines }),
      ...(align === "left" || align === "center" || align === "right" ? { align } : {}),
      ...(flag(alignment, "wrapText", false) ? { wrap: true } : {}),
    };
  });
}

function fillOf(fill: XmlElement | undefined, theme: readonly string[] | undefined): Colour {
  const pattern = child(fill, "patternFill");
  return attribute(pattern, "patternType") === "solid" ? colourOf(child(pattern, "fgColor"), theme) : undefined;
}
