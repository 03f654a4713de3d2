import { parseArea, type Area } from "../../shared/workbook/area.ts";

/** What a cell's formula says of its number. Sheets are null where the formula names none: its own. */
export type Quotation =
  /** GETPIVOTDATA: a cell of the PivotTable that stands at a place; fields with their items. */
  | { readonly kind: "pivot"; readonly measure: string; readonly sheet: string | null; readonly at: Area; readonly chosen: readonly (readonly [field: string, item: string])[] }
  /** CUBEVALUE: a cell of a cube by the unique names of its members, its measure among them. */
  | { readonly kind: "cube"; readonly connection: string; readonly members: readonly string[] }
  | { readonly kind: "sum"; readonly areas: readonly Area[] };

/** What stands in another cell of the range: its text, in a cube's report the member it names; null where that cannot be told. */
export type Lookup = (reference: Reference) => string | null;

export interface Reference {
  readonly sheet: string | null;
  readonly area: Area;
}

/** Reads a formula as Excel gives it to add-ins, in English (`Range.formulas`); null for any other formula. */
export function quotation(formula: string, textAt: Lookup): Quotation | null {
  const { name, args } = withoutFallback(formula.slice(1).trim());
  const texts = (from: number): readonly string[] | null => whole(args.slice(from).map((arg) => textOf(arg, textAt)));
  if (name === "GETPIVOTDATA" && args.length >= 2 && args.length % 2 === 0) {
    const measure = textOf(args[0], textAt), place = referenceIn(args[1]), named = texts(2);
    if (measure === null || place === null || named === null) return null;
    return { kind: "pivot", measure, sheet: place.sheet, at: place.area, chosen: named.flatMap((field, at) => (at % 2 === 0 ? [[field, named[at + 1]] as const] : [])) };
  }
  if (name === "CUBEVALUE" && args.length >= 2) {
    const all = texts(0);
    return all === null ? null : { kind: "cube", connection: all[0], members: all.slice(1) };
  }
  const parts = name === "SUM" ? args : name === "" && args.length > 1 ? args : [], areas = parts.map(referenceIn);
  return areas.length === 0 || areas.some((one) => one === null || one.sheet !== null) ? null : { kind: "sum", areas: areas.map((one) => one!.area) };
}

/** The member that a CUBEMEMBER formula names; null for any other formula. */
export function cubeMember(formula: string): string | null {
  const { name, args } = call(formula.slice(1).trim());
  return name === "CUBEMEMBER" && args.length >= 2 ? textOf(args[1], () => null) : null;
}

interface Call {
  /** "" for a sum of terms. */
  readonly name: string;
  readonly args: readonly string[];
}

/** A quotation with something else to show where there is nothing to quote. */
function withoutFallback(text: string): Call {
  const outer = call(text);
  return outer.name === "IFERROR" && outer.args.length === 2 ? call(outer.args[0]) : outer;
}

function call(text: string): Call {
  const found = /^([A-Z.]+)\((.*)\)$/is.exec(text), args = found === null ? null : parted(found[2], ",");
  return args === null ? { name: "", args: parted(text, "+") ?? [] } : { name: found![1].toUpperCase(), args };
}

/** Cuts at a sign outside texts, sheet names and brackets; null where these do not close. */
function parted(text: string, sign: string): readonly string[] | null {
  const parts: string[] = [];
  let depth = 0, open = "", from = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (open !== "") { if (letter === open) open = ""; continue; }
    if (letter === '"' || letter === "'") open = letter;
    else if (letter === "(") depth++;
    else if (letter === ")" && --depth < 0) return null;
    else if (letter === sign && depth === 0) { parts.push(text.slice(from, at).trim()); from = at + 1; }
  }
  return depth !== 0 || open !== "" ? null : [...parts, text.slice(from).trim()];
}

/** A text, a number, another cell, or several of them joined by `&`. */
function textOf(arg: string, textAt: Lookup): string | null {
  const pieces = whole((parted(arg, "&") ?? []).map((piece) => {
    if (/^"(?:[^"]|"")*"$/.test(piece)) return piece.slice(1, -1).replaceAll('""', '"');
    if (/^-?\d+(?:\.\d+)?$/.test(piece)) return piece;
    const reference = referenceIn(piece);
    return reference === null ? null : textAt(reference);
  }));
  return pieces === null || pieces.length === 0 ? null : pieces.join("");
}

function referenceIn(text: string): Reference | null {
  const found = /^(?:(?:'((?:[^']|'')+)'|([^'!\s]+))!)?([$A-Z0-9:]+)$/i.exec(text), area = found === null ? undefined : parseArea(found[3]);
  return area === undefined ? null : { sheet: found![1]?.replaceAll("''", "'") ?? found![2] ?? null, area };
}

function whole<T>(list: readonly (T | null)[]): readonly T[] | null {
  return list.every((one) => one !== null) ? list : null;
}
