import type { List } from "./list.ts";
import { announcesTotal } from "./totalWords.ts";

/** Member of a level in rows that are about all of its members. */
export const TOTAL = -1;

/** One or several columns that say the same (a code and its name). */
export interface Level {
  readonly columns: readonly number[];
  /** Member of each row, `TOTAL` where the row is about all of them. */
  readonly members: Int32Array;
  readonly names: readonly string[];
  /** Levels of the same axis that follow from this one, by their place in the axis. */
  readonly determines: readonly number[];
  /** Parent of each member where members of the level are sums of others, `TOTAL` for none. */
  readonly parent?: readonly number[];
}

/** Columns by the level they are at, and which levels follow from which; without members yet. */
export interface LevelColumns {
  readonly columns: readonly number[];
  readonly determines: readonly number[];
}

/** Groups columns into axes of levels: a column that determines another in every row without totals belongs with it. */
export function groupColumns(list: List, columns: readonly number[]): readonly (readonly LevelColumns[])[] {
  const open = columns.map((column) => openCodes(list, column));
  const tells = columns.map((fine, f) => columns.map((coarse, c) => f !== c && determines(list, [fine, open[f]], [coarse, open[c]])));
  const level = columns.map((_, c) => columns.findIndex((__, other) => other === c || (tells[other][c] && tells[c][other])));
  const heads = [...new Set(level)], axis = heads.map((_, k) => k);
  heads.forEach((a, i) => heads.forEach((b, j) => { if (i !== j && (tells[a][b] || tells[b][a])) { const from = axis[j], to = axis[i]; axis.forEach((of, k) => { if (of === from) axis[k] = to; }); } }));
  return [...new Set(axis)].map((of) => {
    const own = heads.filter((_, k) => axis[k] === of);
    return own.map((head) => ({
      columns: columns.filter((_, c) => level[c] === head),
      determines: own.flatMap((other, place) => (other !== head && tells[head][other] ? [place] : [])),
    }));
  });
}

/** 1 for codes that may stand for "all": a total's word, or nothing, as ROLLUP writes it. */
function openCodes({ columns }: List, column: number): Uint8Array {
  return Uint8Array.from(columns[column].texts, (text) => (text === "" || announcesTotal(text) ? 1 : 0));
}

/** Whether each member of the fine column goes with one member of the coarse one, and never stands beside a total of it. */
function determines({ rows, columns }: List, [fine, fineOpen]: readonly [number, Uint8Array], [coarse, coarseOpen]: readonly [number, Uint8Array]): boolean {
  const from = columns[fine].codes, to = columns[coarse].codes, told = new Int32Array(columns[fine].texts.length).fill(-1);
  if (columns[coarse].texts.length > columns[fine].texts.length + 1) return false;
  for (let row = 0; row < rows; row++) {
    const a = from[row], b = to[row];
    if (fineOpen[a] !== 0) continue;
    if (coarseOpen[b] !== 0) return false;
    if (told[a] < 0) told[a] = b;
    else if (told[a] !== b) return false;
  }
  return true;
}
