import Papa from "papaparse";
import { numberIn } from "../shared/sources/numberText.ts";
import { Problem, REFUSED } from "./problem.ts";

/** How a list file is laid out; positions are in characters of its text. */
export interface ListLayout {
  readonly delimiter: string;
  readonly newline: "\r\n" | "\n" | "\r";
  readonly names: readonly string[];
  /** Where the rows begin; what stands above is kept as it is. */
  readonly body: number;
}

/** Characters looked at, and rows above the column names at most (a delivery header, a title). */
const SAMPLE = 64 * 1024, HIGHEST = 5;
const USUAL = [";", "\t", "|", ","];

/** Finds delimiter and headings in the first rows; `text` as bytes, `decode` for what a reader sees. */
export function sniffList(text: string, begin: number, decode: (piece: string) => string, file: string): ListLayout {
  const sample = wholeLines(text.slice(begin, begin + SAMPLE)), stated = /^sep=([^\r\n]+)\r?\n/i.exec(sample);
  const newline = /\r\n|\n|\r/.exec(sample)?.[0] as ListLayout["newline"] | undefined ?? "\n";
  const found = stated?.[1] ?? oddDelimiter(sample, decode) ?? Papa.parse((stated === null ? sample : sample.slice(stated[0].length)).trimEnd(), { preview: 50, delimitersToGuess: USUAL }).meta.delimiter;
  const rows: string[][] = [], ends: number[] = [];
  Papa.parse<string[]>(sample, { delimiter: found, newline, preview: HIGHEST + 3, step: ({ data, meta }) => { rows.push(data); ends.push(meta.cursor); } });
  const names = headingAmong(rows.map((row) => row.map(decode)));
  if (names < 0) throw new Problem(REFUSED, "list/header", { file });
  return { delimiter: found, newline, names: named(rows[names].map((name) => decode(name).trim())), body: begin + ends[names] };
}

/** A line that the sample cuts off, or an empty last one, would be taken for a row of one field. */
function wholeLines(sample: string): string {
  return (sample.length < SAMPLE ? sample : sample.slice(0, Math.max(sample.lastIndexOf("\n"), sample.lastIndexOf("\r")))).replace(/[\r\n]+$/, "") + "\n";
}

/** A delimiter at the end of every line makes a last column without a name. */
function withoutEnd(names: readonly string[]): readonly string[] {
  let end = names.length;
  while (end > 0 && names[end - 1].trim() === "") end--;
  return names.slice(0, end);
}

function named(names: readonly string[]): readonly string[] {
  const kept = withoutEnd(names).length;
  return names.map((name, at) => (at < kept ? name : `#${at + 1}`));
}

/** The last row that could name columns before the first that could not: what stands below a row of data is data. −1 where there is none. */
function headingAmong(rows: readonly (readonly string[])[]): number {
  let found = -1;
  for (let k = 0; k <= HIGHEST && k + 1 < rows.length; k++) {
    if (isHeading(rows[k]) && rows[k + 1].length === rows[k].length) found = k;
    else if (found >= 0) break;
  }
  return found;
}

/** What stands where a number would: "-", "..", "<5", "*". No column is called that. */
const SIGN = /^([^\p{L}\p{N}%#]+|[<>≤≥~±]\s*\d[\d.,]*)$/u;

function isHeading(cells: readonly string[]): boolean {
  const row = withoutEnd(cells);
  return row.length > 1 && row.every((name) => name.trim() !== "" && !SIGN.test(name.trim()) && numberIn(name, "comma") === null && numberIn(name, "point") === null) && new Set(row.map((name) => name.trim())).size === row.length;
}

/** Several signs in a row between the fields, as often in each of the first lines: "¤|¤|¤". */
function oddDelimiter(sample: string, decode: (piece: string) => string): string | undefined {
  const lines = sample.split(/\r\n|\n|\r/).filter((line) => line !== "").slice(-20);
  const runs = lines[0]?.match(/(?:[^\w\s"'.,\-\x80-\xff]|\xc2\xa4|\xa4|\xc2\xa7|\xa7){2,}/g) ?? [];
  return [...new Set(runs)].find((run) => {
    const often = lines.map((line) => line.split(run).length - 1), signs = new Set(decode(run));
    return signs.size > 1 && often[0] > 0 && often.every((times) => times === often[0]);
  });
}
