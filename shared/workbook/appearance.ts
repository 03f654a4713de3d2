import { attribute, child, integer, items, readTree, type XmlElement } from "./xmlTree.ts";

/** Which formats keep a number from being seen (ECMA-376-1 §18.8). */
export interface Appearance {
  /** By cell style: the text has the colour of what is behind it. */
  readonly invisible: readonly boolean[];
  /** By cell style: nothing but white behind the text. */
  readonly white: readonly boolean[];
  /** By differential format, as conditional formatting uses them. */
  readonly differential: readonly Disguise[];
}

export interface Disguise {
  readonly invisible: boolean;
  readonly format: string | undefined;
}

export const PLAIN_APPEARANCE: Appearance = { invisible: [], white: [], differential: [] };

const WHITE = "FFFFFF", BLACK = "000000";

export function readAppearance(source: string, part: string): Appearance {
  const sheet = readTree(source, part);
  const fonts = items(sheet, "fonts", "font").map((font) => colour(child(font, "color")) ?? BLACK);
  const fills = items(sheet, "fills", "fill").map((fill) => background(fill, "fgColor"));
  const styles = items(sheet, "cellXfs", "xf"), behind = styles.map((style) => fills[integer(style, "fillId", 0)] ?? WHITE);
  return {
    invisible: styles.map((style, at) => (fonts[integer(style, "fontId", 0)] ?? BLACK) === behind[at]),
    white: behind.map((one) => one === WHITE),
    differential: items(sheet, "dxfs", "dxf").map((style) => {
      const font = colour(child(child(style, "font"), "color")), behind = background(child(style, "fill"), "bgColor");
      return { invisible: font !== undefined && font === (behind ?? WHITE), format: attribute(child(style, "numFmt"), "formatCode") };
    }),
  };
}

/** Colour behind the text; undefined where nothing is filled. A solid fill names it first (§18.8.32), a differential one second. */
function background(fill: XmlElement | undefined, solid: "fgColor" | "bgColor"): string | undefined {
  const pattern = child(fill, "patternFill"), type = attribute(pattern, "patternType") ?? (solid === "bgColor" ? "solid" : "none");
  return type === "none" ? undefined : type === "solid" ? colour(child(pattern, solid)) ?? "filled" : "filled";
}

/** One spelling per colour: themes begin with the colours of background and text (§20.1.6.2), so do the indexed ones (§18.8.27). */
function colour(element: XmlElement | undefined): string | undefined {
  if (element === undefined) return undefined;
  const rgb = attribute(element, "rgb"), theme = attribute(element, "theme"), indexed = attribute(element, "indexed"), tint = Number(attribute(element, "tint") ?? 0);
  if (rgb !== undefined) return rgb.slice(-6).toUpperCase();
  if (theme !== undefined) return tint === 0 && theme === "0" ? WHITE : tint === 0 && theme === "1" ? BLACK : `theme ${theme} ${tint}`;
  if (indexed === "1" || indexed === "9" || indexed === "65") return WHITE;
  return indexed === undefined || indexed === "0" || indexed === "8" || indexed === "64" ? BLACK : `indexed ${indexed}`;
}

/** Whether a format leaves the number out, as `;;;` or `[<=5]".."` do. Zero is left out by many formats and tells nothing. */
export function leavesOut(format: string, value: number): boolean {
  if (value === 0 || format === "@") return false;
  const section = sectionFor(sections(format), value);
  const bare = section.replace(/"[^"]*"|\\.|_.|\*./g, "").replace(/\[[hms]+\]/gi, "0").replace(/\[[^\]]*\]/g, "");
  return !/[0#?@]|general|[dmyhs]/i.test(bare);
}

/** Whether a format writes the number in white, whatever the font's colour (§18.8.31). */
export function writesWhite(format: string, value: number): boolean {
  return /\[(white|color ?2)\]/i.test(sectionFor(sections(format), value));
}

/** Parts of a format between semicolons that are neither quoted nor escaped. */
function sections(format: string): readonly string[] {
  const found = [""];
  let quoted = false;
  for (let at = 0; at < format.length; at++) {
    const letter = format[at], escaped = letter === "\\" && !quoted;
    if (letter === '"') quoted = !quoted;
    if (letter === ";" && !quoted) found.push("");
    else found[found.length - 1] += escaped ? format.slice(at, ++at + 1) : letter;
  }
  return found;
}

/** The section that a number is written by (§18.8.31): conditions first, else positive; negative; zero. */
function sectionFor(sections: readonly string[], value: number): string {
  const conditions = sections.map((section) => /\[(<=|>=|<>|<|>|=)\s*(-?[\d.]+)\]/.exec(section));
  if (conditions.some((condition) => condition !== null)) {
    const met = conditions.findIndex((condition) => condition !== null && holds(value, condition[1], Number(condition[2])));
    const otherwise = conditions.findIndex((condition) => condition === null);
    return sections[met >= 0 ? met : otherwise >= 0 ? otherwise : sections.length - 1];
  }
  return value < 0 && sections.length > 1 ? sections[1] : sections[0];
}

function holds(value: number, operator: string, limit: number): boolean {
  switch (operator) {
    case "<": return value < limit;
    case ">": return value > limit;
    case "<=": return value <= limit;
    case ">=": return value >= limit;
    case "=": return value === limit;
    default: return value !== limit;
  }
}
