import type { Line } from "../sources/line.ts";
import { findTotals } from "../sources/totals.ts";
import type { List } from "./list.ts";
import { Unfit } from "./list.ts";
import { TOTAL, type Level, type LevelColumns } from "./levels.ts";
import { announcesTotal } from "./totalWords.ts";

/** A member that nothing announces is a total if it equals the others in at least this many groups of rows. */
const STRIKING = 5;
/** Groups of rows beyond which it is no accident that some members are the sum of others next to them. */
const NO_ACCIDENT = 12;
/** Members of one level up to which totals among them are looked for, and groups of rows they are looked for in. */
const MEMBERS = 300, GROUPS = 48;
/** Rows beyond which the groups are sampled; what is found is checked in every row afterwards. */
const SAMPLED = 200_000;
const RELATIVE_ERROR = 1e-9;

/** Finds which members of a level stand for all or several of the others, by their words and by the numbers of `values`. */
export function levelOf(list: List, { columns, determines }: LevelColumns, others: readonly number[], values: Float64Array): Level {
  const { members, names, words, blank } = membersOf(list, columns);
  const groups = groupsOf(list, others), tested = flatTotals(members, names.length, groups, values);
  const isTotal = Uint8Array.from(names, (_, member) => (words[member] === 1 ? 1 : 0));
  if (blank >= 0 && tested.holds(blank, 1)) isTotal[blank] = 1;
  if (!isTotal.includes(1)) {
    const found = names.findIndex((_, member) => tested.holds(member, STRIKING));
    if (found >= 0) isTotal[found] = 1;
  }
  const broken = names.findIndex((_, member) => isTotal[member] === 1 && tested.exceeded(member));
  const level: Level = { columns, determines, names, members: members.map((member) => (isTotal[member] === 1 ? TOTAL : member)) };
  const nested = names.length > 3 && names.length <= MEMBERS && (broken >= 0 || (!isTotal.includes(1) && groups.count >= NO_ACCIDENT));
  return nested ? withNestedTotals(level, { members, names, announced: broken >= 0 }, groups, values, list.columns[columns[0]].name) : level;
}

/** Combinations of the level's columns; `words`: one of them announces a total; `blank`: none says anything, −1 where there is no such. */
function membersOf({ rows, columns }: List, own: readonly number[]) {
  const index = new Map<number, number>(), names: string[] = [], words: number[] = [], members = new Int32Array(rows);
  let blank = -1;
  for (let row = 0; row < rows; row++) {
    let key = 0;
    for (const column of own) key = key * (columns[column].texts.length + 1) + columns[column].codes[row];
    let member = index.get(key);
    if (member === undefined) {
      const texts = own.map((column) => columns[column].texts[columns[column].codes[row]]);
      member = names.push(texts.join("\u0001")) - 1;
      words.push(texts.some(announcesTotal) ? 1 : 0);
      if (texts.every((text) => text === "")) blank = member;
      index.set(key, member);
    }
    members[row] = member;
  }
  return { members, names, words, blank };
}

/** Number of each row's group: rows that agree in all other columns. −1 for rows that a sample leaves out. */
interface Groups { readonly of: Int32Array; readonly count: number }

function groupsOf({ rows, columns }: List, others: readonly number[]): Groups {
  const index = new Map<number | string, number>(), of = new Int32Array(rows).fill(-1);
  const exact = others.reduce((product, column) => product * columns[column].texts.length, 1) < Number.MAX_SAFE_INTEGER, every = Math.ceil(rows / SAMPLED);
  for (let row = 0; row < rows; row++) {
    let sum = 0, key = 0;
    for (const column of others) { sum = (Math.imul(sum, 31) + columns[column].codes[row]) >>> 0; key = key * columns[column].texts.length + columns[column].codes[row]; }
    if (every > 1 && Math.imul(sum, 0x9e3779b1) >>> 0 >= 0xffffffff / every) continue;
    const name = exact ? key : others.map((column) => columns[column].codes[row]).join();
    const group = index.get(name);
    if (group === undefined) index.set(name, of[row] = index.size); else of[row] = group;
  }
  return { of, count: index.size };
}

/** How often a member is the sum of all others in its group, more, or less. A group needs two others that count something. */
function flatTotals(members: Int32Array, count: number, { of, count: groups }: Groups, values: Float64Array) {
  const sum = new Float64Array(groups), parts = new Int32Array(groups), hits = new Int32Array(count), less = new Int32Array(count), more = new Int32Array(count);
  of.forEach((group, row) => { if (group >= 0 && values[row] > 0) { sum[group] += values[row]; parts[group]++; } });
  of.forEach((group, row) => {
    const value = values[row];
    if (group < 0 || Number.isNaN(value) || parts[group] - (value > 0 ? 1 : 0) < 1) return;
    const rest = sum[group] - value, slack = RELATIVE_ERROR * Math.max(1, rest);
    if (Math.abs(rest - value) > slack) (rest > value ? less : more)[members[row]]++;
    else if (parts[group] > 2) hits[members[row]]++;
  });
  return {
    holds: (member: number, least: number) => hits[member] >= least && less[member] === 0 && hits[member] > more[member],
    exceeded: (member: number) => less[member] > 0,
  };
}

/** Totals of some of the members, next to them in the order of the file. */
function withNestedTotals(level: Level, { members, names, announced }: { readonly members: Int32Array; readonly names: readonly string[]; readonly announced: boolean }, groups: Groups, values: Float64Array, column: string): Level {
  const lines = linesOf(members, names, groups, values), totals = findTotals(lines);
  if (totals.status === "refused") {
    if (!announced && lines.every((line) => Array.prototype.filter.call(line.values, (value: number) => value > 0).length < NO_ACCIDENT)) return level;
    throw new Unfit(totals.why === "doesNotAddUp" ? "list/notSum" : "list/ambiguous", { column, member: names[totals.line].split("\u0001")[0] });
  }
  return totals.parent.some((above) => above >= 0) ? { ...level, members, parent: totals.parent } : level;
}

/** Members as lines of numbers over the groups in which most of them have a row. */
function linesOf(members: Int32Array, names: readonly string[], { of, count }: Groups, values: Float64Array): Line[] {
  const size = new Int32Array(count);
  for (const group of of) if (group >= 0) size[group]++;
  const chosen = Array.from(size.keys()).sort((a, b) => size[b] - size[a] || a - b).slice(0, GROUPS), place = new Int32Array(count).fill(-1);
  chosen.forEach((group, at) => { place[group] = at; });
  const numbers = names.map(() => new Float64Array(chosen.length).fill(NaN));
  of.forEach((group, row) => { if (group >= 0 && place[group] >= 0) numbers[members[row]][place[group]] = values[row]; });
  return names.map((name, member) => { const label = name.split("\u0001").find(announcesTotal) ?? name; return { values: numbers[member], path: [label], label }; });
}
