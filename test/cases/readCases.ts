import type { Hierarchy, Shape, Table } from "../../shared/table/table.ts";

/**
 * Small tables in text, with the arithmetic of the leak above them:
 *
 *     # 10 − 7 = 3
 *     exact: A/0-2 3
 *             0-2   3-5   Total
 *     A         3!    7      10
 *     B        20    30      50
 *     Total    23    37      60
 *
 * A blank line ends a case. `!` marks a primary, `*` a secondary; the last row and column are totals; a row that is
 * indented belongs to the row above that is indented less. A linear structure has one relation per line instead,
 * `T 10 = a 3! + b 7`, where a value is written once. Lines `key: value` say what is known and what follows from it;
 * `da:` is the arithmetic in Danish, for the workbench.
 */
export interface Case {
  /** The comment lines, without `#`. */
  readonly title: string;
  readonly table: Table;
  readonly primary: readonly number[];
  readonly secondary: readonly number[];
  /** What `key: value` lines say, by key. */
  readonly facts: Readonly<Record<string, string>>;
  /** Index of a cell by its name: `A/0-2`, or the name in a linear structure. */
  readonly cell: (name: string) => number;
}

interface Body {
  readonly shape: Shape;
  readonly names: readonly string[];
  /** Value and mark as written, per cell. */
  readonly texts: readonly string[];
}

export function readCases(text: string): readonly Case[] {
  return text.split(/\n(?:[ \t]*\n)+/).filter((block) => block.trim() !== "").map(readCase);
}

function readCase(block: string): Case {
  const lines = block.split("\n").filter((line) => line.trim() !== "");
  const comments = lines.filter((line) => line.startsWith("#")), stated = lines.filter((line) => FACT.test(line));
  const { shape, names, texts } = body(lines.filter((line) => !comments.includes(line) && !stated.includes(line)));
  const cells = [...names.keys()], values = Float64Array.from(texts, (cell) => Number(cell.replace(/[!*]$/, "")));
  const title = comments.map((line) => line.slice(1).trim()).join(" ");
  return {
    title, table: { name: title, shape, measures: [{ name: "antal", values, class: "persons" }] },
    primary: cells.filter((cell) => texts[cell].endsWith("!")), secondary: cells.filter((cell) => texts[cell].endsWith("*")),
    facts: Object.fromEntries(stated.map((line) => FACT.exec(line)!.slice(1, 3).map((part) => part.trim()))) as Record<string, string>,
    cell: (name) => {
      const at = names.indexOf(name);
      if (at < 0) throw new RangeError(`no cell ${name} in: ${title}`);
      return at;
    },
  };
}

const FACT = /^([a-z]+):(.*)$/;

function body(lines: readonly string[]): Body {
  return lines.some((line) => line.includes(" = ")) ? linear(lines) : cross(lines);
}

function cross([head, ...rows]: readonly string[]): Body {
  const columns = head.trim().split(/\s+/), labels = rows.map((row) => row.trim().split(/\s+/)[0]);
  const indents = rows.map((row) => row.search(/\S/)), last = rows.length - 1;
  const parent = rows.map((_, row) => (row === last ? -1 : (lastIndex(indents, row, (indent) => indent < indents[row]) ?? last)));
  const axis = (name: string, members: readonly string[], up: Hierarchy["parent"]) => ({ name, members, hierarchies: [{ name, parent: up }] });
  return {
    shape: { kind: "cross", axes: [axis("rows", labels, parent), axis("columns", columns, columns.map((_, c) => (c === columns.length - 1 ? -1 : columns.length - 1)))] },
    names: labels.flatMap((label) => columns.map((column) => `${label}/${column}`)),
    texts: rows.flatMap((row) => row.trim().split(/\s+/).slice(1)),
  };
}

function lastIndex(indents: readonly number[], before: number, is: (indent: number) => boolean): number | undefined {
  for (let row = before - 1; row >= 0; row--) if (is(indents[row])) return row;
  return undefined;
}

function linear(lines: readonly string[]): Body {
  const texts = new Map<string, string>();
  const relations = lines.map((line) => line.split(/ [=+] /).map((part) => {
    const [name, value] = part.trim().split(/\s+/);
    if (value !== undefined) texts.set(name, value);
    return name;
  }));
  const names = [...texts.keys()];
  return {
    names, texts: names.map((name) => texts.get(name)!),
    shape: { kind: "linear", cells: names, relations: relations.map(([total, ...parts]) => ({ total: names.indexOf(total), parts: parts.map((part) => names.indexOf(part)) })) },
  };
}
