/** Rows [first, end) that are drawn; the others are two blank stretches above and below. */
export interface RowWindow {
  readonly first: number;
  readonly end: number;
}

/** Up to this many rows everything is drawn. */
const ALL = 120;
/** Rows drawn beyond what is seen, so that short scrolling draws nothing. */
const SPARE = 12;
/** Rows drawn before their height is known. */
const FIRST = 24;

/** Which rows to draw for a scroll position; the present window is kept while it covers what is seen. All lengths in pixels, a height of 0 is not known yet. */
export function rowWindow(rows: number, rowHeight: number, scrolled: number, height: number, present: RowWindow | null): RowWindow {
  if (rows <= ALL) return { first: 0, end: rows };
  if (rowHeight <= 0) return { first: 0, end: FIRST };
  const top = Math.min(rows, Math.max(0, Math.floor(scrolled / rowHeight)));
  const bottom = Math.min(rows, Math.ceil((scrolled + height) / rowHeight));
  if (present !== null && present.end <= rows && present.first <= top && present.end >= bottom) return present;
  return { first: Math.max(0, top - SPARE), end: Math.min(rows, bottom + SPARE) };
}
