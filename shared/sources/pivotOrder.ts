import { memberOf, type Line, type Step } from "../workbook/structure.ts";
import { VALUES, type PivotRecord } from "../workbook/pivotRecord.ts";
import { memberKey } from "./pivotLines.ts";

/**
 * The lines of an axis in an order that tells nothing about values: members of a field that is sorted by value
 * stand by name (numbers, dates and groups in their own order), everything else as the pivot shows it.
 */
export function ordered(pivot: PivotRecord, lines: readonly Line[]): readonly Line[] {
  const revealing = (field: number) => field !== VALUES && pivot.fields[field]?.sortedByValue === true;
  if (!lines.some(({ path }) => path.some(({ field }) => revealing(field)))) return lines;
  const first = firstSeen(lines);
  const anchors = lines.map((_, i) => anchor(lines, i));
  const compare = (a: Line, b: Line) => compareLines(a, b, (prefix, x, y) =>
    (revealing(x.field) ? compareMembers(pivot, x, y) : 0) || (first.get(key([...prefix, x])) ?? 0) - (first.get(key([...prefix, y])) ?? 0));
  const order = lines.map((_, i) => i).sort((i, j) => compare(anchors[i], anchors[j]) || i - j);
  return order.map((i) => lines[i]);
}

/** A blank line stays behind the line it follows. */
function anchor(lines: readonly Line[], at: number): Line {
  let i = at;
  while (i > 0 && lines[i].kind === "blank") i--;
  return lines[i];
}

function firstSeen(lines: readonly Line[]): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  lines.forEach(({ path }, i) => path.forEach((_, position) => {
    const prefix = key(path.slice(0, position + 1));
    if (!first.has(prefix)) first.set(prefix, i);
  }));
  return first;
}

function key(path: readonly Step[]): string {
  return path.map(({ field, item }) => `${field}:${item}`).join("/");
}

function compareLines(a: Line, b: Line, siblings: (prefix: readonly Step[], x: Step, y: Step) => number): number {
  const shared = Math.min(a.path.length, b.path.length);
  for (let i = 0; i < shared; i++) {
    const x = a.path[i], y = b.path[i];
    if (x.item !== y.item || x.field !== y.field) return siblings(a.path.slice(0, i), x, y);
  }
  if (a.path.length === b.path.length) return 0;
  return a.path.length < b.path.length ? side(a) : -side(b);
}

/** A line that sums up others stands before them as a parent, after them as a total. */
function side(line: Line): number {
  return line.kind === "parent" || line.kind === "heading" ? -1 : 1;
}

const BY_NAME = new Intl.Collator("da", { numeric: true });

function compareMembers(pivot: PivotRecord, x: Step, y: Step): number {
  const a = memberOf(pivot, x), b = memberOf(pivot, y);
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  if (a.kind === "missing" || b.kind === "missing") return Number(a.kind === "missing") - Number(b.kind === "missing");
  if (pivot.cache.fields[x.field].grouped) return place(pivot, x) - place(pivot, y);
  if (a.kind === "number" && b.kind === "number") return Number(a.text) - Number(b.text);
  const nameA = a.caption ?? a.text, nameB = b.caption ?? b.text;
  return BY_NAME.compare(nameA, nameB) || (memberKey(pivot, x) < memberKey(pivot, y) ? -1 : 1);
}

function place(pivot: PivotRecord, { field, item }: Step): number {
  return pivot.fields[field].items[item].member ?? 0;
}
