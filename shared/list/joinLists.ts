import type { Policy } from "../policy/policy.ts";
import { decimalMark, numberIn } from "../sources/numberText.ts";
import { Unfit, type List, type ListColumn } from "./list.ts";
import { rolesOf } from "./roles.ts";
import { announcesTotal } from "./totalWords.ts";

/** Lists about the same persons as one list, and the row of it that each of their rows became. */
export interface JoinedLists {
  readonly list: List;
  readonly rowOf: readonly Int32Array[];
}

const TOTAL = "I alt", BETWEEN = "\u0001";

/** Lists that say something of each other, by their numbers in the order given; one that cannot be read for it stands alone. */
export function relatedLists(lists: readonly List[], policy: Policy, stated: readonly string[]): readonly (readonly number[])[] {
  const parts = lists.map((list) => orNull(() => partOf(list, policy, stated)));
  let groups: readonly (readonly number[])[] = [];
  parts.forEach((part, at) => {
    const near = groups.filter((group) => group.some((other) => { const beside = parts[other]; return part !== null && beside !== null && meets(part, beside); }));
    groups = [...groups.filter((group) => !near.includes(group)), [...near.flat(), at]];
  });
  return groups;
}

/**
 * Several lists of one package as one: columns go by their names, a list without one of the dimensions is about all of its members,
 * and a row that two lists have is one row. Null where lists have nothing in common, or show different numbers for the same.
 */
export function joinLists(lists: readonly List[], policy: Policy, stated: readonly string[]): JoinedLists | null {
  return orNull(() => joined(lists.map((list) => partOf(list, policy, stated))));
}

function orNull<T>(attempt: () => T): T | null {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof Unfit) return null;
    throw error;
  }
}

/** A list with what its columns are for. */
interface Part {
  readonly list: List;
  readonly dimensions: readonly ListColumn[];
  readonly counts: readonly ListColumn[];
  readonly measures: readonly ListColumn[];
}

function partOf(list: List, policy: Policy, stated: readonly string[]): Part {
  const { dimensions, measures } = rolesOf(list, policy, stated), column = (at: number) => list.columns[at];
  if (new Set(list.columns.map(({ name }) => name)).size < list.columns.length) throw new Unfit("list/header");
  return { list, dimensions: dimensions.map(column), measures: measures.map((measure) => column(measure.column)), counts: measures.filter((measure) => measure.class === "persons").map((measure) => column(measure.column)) };
}

const textAt = ({ texts, codes }: ListColumn, row: number): string => texts[codes[row]];
const named = (columns: readonly ListColumn[], name: string): ListColumn | undefined => columns.find((column) => column.name === name);
const namesOf = (columns: readonly ListColumn[]): readonly string[] => [...new Set(columns.map(({ name }) => name))];

function joined(parts: readonly Part[]): JoinedLists | null {
  if (!parts.every((part, at) => parts.some((other, k) => k !== at && meets(part, other)))) return null;
  const names = namesOf(parts.flatMap((part) => part.dimensions)), measures = namesOf(parts.flatMap((part) => part.measures));
  if (names.some((name) => measures.includes(name))) return null;
  const dimensions = names.map((name) => dimensionOf(parts, name)), rows = new Rows(dimensions, measures);
  const rowOf = parts.map((part) => rows.take(part));
  if (rowOf.includes(null) || !commonTotals(parts, rows, dimensions, measures)) return null;
  return { list: rows.list(parts[0].list.name), rowOf: rowOf.flatMap((row) => row ?? []) };
}

/** Lists say something of each other where a dimension and a count are common to both. */
function meets(a: Part, b: Part): boolean {
  return a.dimensions.some(({ name }) => named(b.dimensions, name) !== undefined) && a.counts.some(({ name }) => named(b.counts, name) !== undefined);
}

/** A dimension of some of the lists. */
interface Dimension {
  readonly name: string;
  /** What stands in it where a row is about all of its members. */
  readonly total: string;
  /** What a list says of it in a row: by its own column, by another that determines it, or that the row is about all members. */
  readonly member: (part: Part, row: number) => string;
}

function dimensionOf(parts: readonly Part[], name: string): Dimension {
  const own = parts.flatMap((part) => named(part.dimensions, name) ?? []), words = own.map(({ texts }) => texts.filter(announcesTotal));
  const total = words.flat().at(0) ?? (own.some(({ texts }) => texts.includes("")) ? "" : TOTAL), guides = new Map<string, ReadonlyMap<string, string> | null>();
  const guide = (from: string) => {
    if (!guides.has(from)) guides.set(from, follows(parts, from, name));
    return guides.get(from);
  };
  // Where a column has one word for all members it may differ from list to list.
  const only = new Map(own.map((column, at) => [column, words[at].length === 1 ? words[at][0] : undefined]));
  return {
    name, total,
    member: ({ dimensions }, row) => {
      const column = named(dimensions, name);
      if (column !== undefined) { const text = textAt(column, row); return text === only.get(column) ? total : text; }
      return dimensions.map((from) => guide(from.name)?.get(textAt(from, row))).find((text) => text !== undefined) ?? total;
    },
  };
}

/** Members of one dimension by those of another that determines it in every list that has both; null where none does. */
function follows(parts: readonly Part[], from: string, to: string): ReadonlyMap<string, string> | null {
  const found = new Map<string, string>();
  for (const { list, dimensions } of parts) {
    const fine = named(dimensions, from), coarse = named(dimensions, to);
    if (fine === undefined || coarse === undefined) continue;
    for (let row = 0; row < list.rows; row++) {
      const a = textAt(fine, row), b = textAt(coarse, row), known = found.get(a);
      if (a === "" || announcesTotal(a)) continue;
      if (announcesTotal(b) || b === "" || (known !== undefined && known !== b)) return null;
      found.set(a, b);
    }
  }
  return found.size === 0 ? null : found;
}

/** Rows by what they are about. */
class Rows {
  private readonly index = new Map<string, number>();
  private readonly columns: { readonly name: string; readonly index: Map<string, number>; readonly codes: number[] }[];
  private count = 0;

  constructor(private readonly dimensions: readonly Dimension[], private readonly measures: readonly string[]) {
    this.columns = [...dimensions.map(({ name }) => name), ...measures].map((name) => ({ name, index: new Map(), codes: [] }));
  }

  has(members: readonly string[]): boolean {
    return this.index.has(members.join(BETWEEN));
  }

  /** Row of each row of a list; null where it has two about the same, or another number than a list before. */
  take(part: Part): Int32Array | null {
    const at = new Int32Array(part.list.rows), seen = new Set<number>();
    const measures = this.measures.map((name) => named(part.measures, name));
    for (let row = 0; row < at.length; row++) {
      const place = this.put(this.dimensions.map(({ member }) => member(part, row)), measures.map((column) => (column === undefined ? "" : textAt(column, row))));
      if (place === null || seen.has(place)) return null;
      seen.add(place);
      at[row] = place;
    }
    return at;
  }

  put(members: readonly string[], numbers: readonly string[]): number | null {
    const key = members.join(BETWEEN), known = this.index.get(key), width = this.dimensions.length;
    if (known === undefined) {
      this.index.set(key, this.count);
      [...members, ...numbers].forEach((text, column) => { this.columns[column].codes.push(this.code(column, text)); });
      return this.count++;
    }
    for (const [k, text] of numbers.entries()) {
      const { codes } = this.columns[width + k], blank = this.code(width + k, ""), code = this.code(width + k, text);
      if (codes[known] === blank) codes[known] = code;
      else if (code !== blank && code !== codes[known]) return null;
    }
    return known;
  }

  list(name: string): List {
    return { name, rows: this.count, columns: this.columns.map((column) => ({ name: column.name, texts: [...column.index.keys()], codes: Int32Array.from(column.codes) })) };
  }

  private code(column: number, text: string): number {
    const { index } = this.columns[column], known = index.get(text);
    if (known === undefined) index.set(text, index.size);
    return known ?? index.size - 1;
  }
}

/**
 * Two lists that each divide the same persons in another way add up to the same totals over what they have in common: those stand
 * as rows of their own where neither list has them. False where the sums differ: then the lists are about different persons.
 */
function commonTotals(parts: readonly Part[], rows: Rows, dimensions: readonly Dimension[], measures: readonly string[]): boolean {
  const pairs = parts.flatMap((one, at) => parts.slice(at + 1).map((other) => [one, other] as const));
  return pairs.every(([a, b]) => {
    const common = dimensions.filter(({ name }) => named(a.dimensions, name) !== undefined && named(b.dimensions, name) !== undefined);
    if (common.length === 0 || common.length === a.dimensions.length || common.length === b.dimensions.length) return true;
    return a.counts.filter(({ name }) => named(b.counts, name) !== undefined).every(({ name: count }) => {
      const first = sumsOver(a, common, count), second = sumsOver(b, common, count);
      if (first === null || second === null) return true;
      for (const key of new Set([...first.keys(), ...second.keys()])) {
        const sum = first.get(key) ?? 0, members = key.split(BETWEEN);
        // A total over what they have in common may stand in one of them only.
        if (!(first.has(key) && second.has(key)) && members.some((member, at) => member === common[at].total)) continue;
        if ((second.get(key) ?? 0) !== sum) return false;
        const place = dimensions.map((dimension) => (common.includes(dimension) ? members[common.indexOf(dimension)] : dimension.total));
        if (!rows.has(place)) rows.put(place, measures.map((measure) => (measure === count ? String(sum) : "")));
      }
      return true;
    });
  });
}

/** A count by the members of some dimensions; null where rows may be totals over the others, or are no whole numbers. */
function sumsOver(part: Part, common: readonly Dimension[], count: string): ReadonlyMap<string, number> | null {
  const values = named(part.counts, count)!, mark = decimalMark(values.texts), sums = new Map<string, number>(), others = part.dimensions.filter(({ name }) => !common.some((dimension) => dimension.name === name));
  if (mark === null || others.some(({ texts }) => texts.some((text) => text === "" || announcesTotal(text)))) return null;
  for (let row = 0; row < part.list.rows; row++) {
    const key = common.map(({ member }) => member(part, row)).join(BETWEEN), text = textAt(values, row), value = text === "" ? 0 : numberIn(text, mark);
    if (value === null || !Number.isInteger(value)) return null;
    sums.set(key, (sums.get(key) ?? 0) + value);
  }
  return sums;
}
