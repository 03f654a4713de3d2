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
  /** 1 where the row has something written, be it a number or not. */
  readonly filled: Uint8Array;
}

/** Last word of a heading under which numbers say what is counted, not how many: codes, dates, ages, ranks. */
const CODE_NAME = /(nr|nummer|number|kode|code|id|år|aar|årstal|year|måned|maaned|month|uge|week|dag|day|kvartal|quarter|dato|date|periode|period|tid|time|alder|age|trin|rang|rank|zip)$/i;
/** "Per year" is an amount. */
const RATE = /(^|[^\p{L}])(pr|per)([^\p{L}]|$)/iu;
/** A number with a sign of its kind beside it: a share, an amount, a bound. */
const NUMBER_LIKE = /^[<>≤≥~±]?\s*[-−–]?\d[\d.,\s]*\s*(%|pct\.?|kr\.?|dkk|stk\.?|\*)?$|^(kr\.?|dkk)\s*[-−–]?\d[\d.,\s]*$/i;
/** What some write in place of a small count: "<5", "*". */
const WITHHELD_LIKE = /^([<≤~]\s*\d+|\*+)$/;
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
    const column = list.columns[at], values = numbers(column, decimals, policy.mark), measure = { column: at, name: column.name, values, filled: filled(column) };
    if (kind === "named") return [{ ...measure, ...classify({ name: column.name, values }, policy) }];
    const only = counted === 0 && open === 1 && measure.filled.every((is, row) => (is === 1) !== Number.isNaN(values[row])) && values.every((value) => Number.isNaN(value) || (Number.isInteger(value) && value >= 0));
    return [{ ...measure, class: only ? "persons" : "unknown" }];
  });
  if (measures.length === 0) throw new Unfit("list/noMeasure");
  return { dimensions, measures };
}

/** Columns that are no dimensions by themselves; null where that cannot be told. */
export function measureNames(list: List, policy: Policy): readonly string[] | null {
  try {
    return rolesOf(list, policy, []).measures.map(({ name }) => name);
  } catch (error) {
    if (error instanceof Unfit) return null;
    throw error;
  }
}

/** Texts of the columns in which most are numbers: they decide the decimal mark. */
function* numericTexts({ columns }: List, policy: Policy, stated: readonly string[]): Generator<string> {
  for (const column of columns) if (!stated.includes(column.name) && (isNamed(column.name, policy) || (!isCode(column.name, column.texts) && column.texts.every((text) => isSign(text, policy.mark) || /^[-−–]?\d[\d.,\s]*$/.test(text))))) yield* column.texts;
}

function isNamed(name: string, { measures, otherMeasures }: Policy): boolean {
  return [measures, ...otherMeasures].some((rules) => rules.some(({ pattern }) => new RegExp(pattern, "i").test(name)));
}

function isSign(text: string, mark: string): boolean {
  return BLANK.includes(text) || NONE.includes(text) || WITHHELD.includes(text) || text === mark;
}

function kindOf(column: ListColumn, policy: Policy, decimals: DecimalMark): "dimension" | "named" | "number" {
  const written = column.texts.filter((text) => !isSign(text, policy.mark)), texts = written.filter((text) => numberIn(text, decimals) === null);
  if (written.length === 0) return "dimension";
  if (isNamed(column.name, policy) && texts.length > 0 && texts.every((text) => WITHHELD_LIKE.test(text))) throw new Unfit("mask/alreadyHidden", { column: column.name });
  if (isNamed(column.name, policy) && texts.length <= written.length * FEW_TEXTS) {
    if (texts.length > 0) throw new Unfit("list/text", { column: column.name, row: column.codes.indexOf(column.texts.indexOf(texts[0])) + 1 });
    return "named";
  }
  if (isCode(column.name, written)) return "dimension";
  return written.filter((text) => NUMBER_LIKE.test(text)).length * 2 > written.length ? "number" : "dimension";
}

/** What names something: by its heading, as calendar, with leading zeros, or as municipalities. */
function isCode(name: string, texts: readonly string[]): boolean {
  if (CODE_NAME.test(name.trim()) && !RATE.test(name)) return true;
  if (!texts.every((text) => /^\d+$/.test(text))) return false;
  const padded = texts.every((text) => text.length === texts[0].length) && texts[0].length > 1 && texts.some((text) => text.startsWith("0"));
  return padded || texts.every((text) => CALENDAR.test(text)) || texts.every((text) => municipalityCode(text) !== null);
}

function filled({ texts, codes }: ListColumn): Uint8Array {
  const written = texts.map((text) => (BLANK.includes(text) ? 0 : 1));
  return Uint8Array.from(codes, (code) => written[code]);
}

function numbers({ name, texts, codes }: ListColumn, decimals: DecimalMark, mark: string): Float64Array {
  const parsed = Float64Array.from(texts, (text) => {
    if (text === mark || WITHHELD.includes(text)) throw new Unfit("mask/alreadyHidden", { column: name });
    return BLANK.includes(text) ? NaN : NONE.includes(text) ? 0 : numberIn(text, decimals) ?? NaN;
  });
  return Float64Array.from(codes, (code) => parsed[code]);
}
