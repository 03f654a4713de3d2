import { municipalityCode } from "../policy/municipalities.ts";
import type { Policy } from "../policy/policy.ts";
import { classify } from "../policy/measureClass.ts";
import { decimalMark, numberIn, type DecimalMark } from "../sources/numberText.ts";
import type { MeasureClass } from "../table/table.ts";
import { Unfit, type List, type ListColumn } from "./list.ts";

/** What the columns of a list are for. */
export interface Roles {
  /** Column numbers. */
  readonly dimensions: readonly number[];
  readonly measures: readonly MeasureColumn[];
}

export interface MeasureColumn {
  readonly column: number;
  readonly name: string;
  readonly class: MeasureClass;
  readonly base?: string;
  /** One number per row, NaN = blank. */
  readonly values: Float64Array;
}

/** Nouns of codes, dates and ranks: numbers under them say what is counted, not how many. */
const CODE_NAME = /(^|[^a-zæøå])(nr|no|nummer|number|id|kode|code|rang|rank|år|aar|year|måned|maaned|month|uge|week|dag|day|kvartal|quarter|dato|date|periode|period|tid|time|alder|age|klassetrin|trin|postnr|zip)([^a-zæøå]|$)|(nr|kode|id|nummer|ID|Id)$/i;
/** Years, months and days as digits. */
const CALENDAR = /^(19|20)\d\d(0[1-9]|1[0-2])?((?<=\d{6})([0-2]\d|3[01]))?$/;
const WITHHELD = [".."], NONE = ["-", "–", "—"], BLANK = ["", ".", "…"];
/** A column of numbers with a few texts in it is no dimension: what stands for a number there is not understood. */
const FEW_TEXTS = 0.2;

/**
 * Tells dimensions from measures: what the policy has a word for is a measure; texts, codes, dates and municipalities are
 * dimensions. Numbers that nothing explains are withheld, for they may count persons; the only such column is taken for the count.
 * `stated`: columns that the user calls dimensions.
 */
export function rolesOf(list: List, policy: Policy, stated: readonly string[]): Roles {
  for (const name of stated) if (!list.columns.some((column) => column.name === name)) throw new Unfit("list/noColumn", { column: name });
  const decimals = decimalMark(numericTexts(list, policy, stated));
  if (decimals === null) throw new Unfit("grid/numberFormat");
  const kinds = list.columns.map((column) => (stated.includes(column.name) ? "dimension" : kindOf(column, policy, decimals)));
  const counted = kinds.filter((kind) => kind === "named").length, open = kinds.filter((kind) => kind === "number").length;
  const dimensions = kinds.flatMap((kind, at) => (kind === "dimension" ? [at] : []));
  const measures = kinds.flatMap((kind, at): MeasureColumn[] => {
    if (kind === "dimension") return [];
    const column = list.columns[at], values = numbers(column, decimals, policy.mark);
    if (kind === "named") return [{ column: at, name: column.name, values, ...classify({ name: column.name, values }, policy) }];
    const only = counted === 0 && open === 1 && values.every((value) => Number.isNaN(value) || (Number.isInteger(value) && value >= 0));
    return [{ column: at, name: column.name, values, class: only ? "persons" : "unknown" }];
  });
  if (measures.length === 0) throw new Unfit("list/noMeasure");
  return { dimensions, measures };
}

/** Texts of the columns in which most are numbers: they decide the decimal mark. */
function* numericTexts({ columns }: List, policy: Policy, stated: readonly string[]): Generator<string> {
  for (const column of columns) if (!stated.includes(column.name) && (isNamed(column.name, policy) || column.texts.every((text) => isSign(text, policy.mark) || /^[-−–]?\d[\d.,\s]*$/.test(text)))) yield* column.texts;
}

function isNamed(name: string, { measures, otherMeasures }: Policy): boolean {
  return [measures, ...otherMeasures].some((rules) => rules.some(({ pattern }) => new RegExp(pattern, "i").test(name)));
}

function isSign(text: string, mark: string): boolean {
  return BLANK.includes(text) || NONE.includes(text) || WITHHELD.includes(text) || text === mark;
}

function kindOf(column: ListColumn, policy: Policy, decimals: DecimalMark): "dimension" | "named" | "number" {
  const filled = column.texts.filter((text) => !isSign(text, policy.mark)), texts = filled.filter((text) => numberIn(text, decimals) === null);
  if (filled.length === 0) return "dimension";
  if (isNamed(column.name, policy) && texts.length <= filled.length * FEW_TEXTS) {
    if (texts.length > 0) throw new Unfit("list/text", { column: column.name, row: column.codes.indexOf(column.texts.indexOf(texts[0])) + 1 });
    return "named";
  }
  return texts.length > 0 || isCode(column.name, filled) ? "dimension" : "number";
}

/** Whole numbers that name something: by their heading, as calendar, with leading zeros, or as municipalities. */
function isCode(name: string, texts: readonly string[]): boolean {
  if (!texts.every((text) => /^\d+$/.test(text))) return false;
  const padded = texts.every((text) => text.length === texts[0].length) && texts[0].length > 1 && texts.some((text) => text.startsWith("0"));
  return padded || CODE_NAME.test(name) || texts.every((text) => CALENDAR.test(text)) || texts.every((text) => municipalityCode(text) !== null);
}

function numbers({ name, texts, codes }: ListColumn, decimals: DecimalMark, mark: string): Float64Array {
  const parsed = Float64Array.from(texts, (text) => {
    if (text === mark || WITHHELD.includes(text)) throw new Unfit("mask/alreadyHidden", { column: name });
    return BLANK.includes(text) ? NaN : NONE.includes(text) ? 0 : numberIn(text, decimals) ?? NaN;
  });
  return Float64Array.from(codes, (code) => parsed[code]);
}
