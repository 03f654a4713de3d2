/** A rectangle of cells; rows and columns count from 1, ends included. */
export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Excel's last row and column. */
export const MAX_ROW = 1_048_576, MAX_COLUMN = 16_384;

/** Reads `B3` or `B3:H9`; undefined for anything else. */
export function parseArea(ref: string): Area | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i.exec(ref);
  if (match === null) return undefined;
  const [, left, top, right = left, bottom = top] = match;
  const area = { top: Number(top), left: columnNumber(left), bottom: Number(bottom), right: columnNumber(right) };
  const ordered = area.top >= 1 && area.top <= area.bottom && area.left <= area.right;
  return ordered && area.bottom <= MAX_ROW && area.right <= MAX_COLUMN ? area : undefined;
}

/** A = 1 … XFD = 16384. */
export function columnNumber(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

export function columnLetters(column: number): string {
  let letters = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

export function cellName(row: number, column: number): string {
  return `${columnLetters(column)}${row}`;
}
