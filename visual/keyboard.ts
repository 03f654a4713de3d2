/** A cell of the grid: row among those that no fold hides, −1 the header; columns from the first heading column. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

const PAGE = 10;

/**
 * Keyboard in a grid (WAI-ARIA Authoring Practices, grid pattern): arrows, Home/End in the row, with Ctrl to the first
 * and last row, page keys. Null for a key that means nothing here.
 */
export function destination({ key, ctrlKey }: Pick<KeyboardEvent, "key" | "ctrlKey">, { row, column }: GridPlace, size: { readonly rows: number; readonly columns: number }): GridPlace | null {
  const at = (r: number, c: number, least = 0): GridPlace => ({ row: Math.min(size.rows - 1, Math.max(least, r)), column: Math.min(size.columns - 1, Math.max(0, c)) });
  switch (key) {
    case "ArrowUp": return ctrlKey ? at(0, column) : at(row - 1, column, -1);
    case "ArrowDown": return at(ctrlKey ? size.rows : row + 1, column);
    case "ArrowLeft": return at(row, ctrlKey ? 0 : column - 1, row);
    case "ArrowRight": return at(row, ctrlKey ? size.columns : column + 1, row);
    case "Home": return ctrlKey ? at(0, 0) : at(row, 0, row);
    case "End": return ctrlKey ? at(size.rows, size.columns) : at(row, size.columns, row);
    case "PageUp": return at(row - PAGE, column);
    case "PageDown": return at(row + PAGE, column);
    default: return null;
  }
}

/** On the heading of a group: left folds, right unfolds, Enter turns (treegrid pattern). */
export function wantsTurn(key: string, folded: boolean): boolean {
  return key === "Enter" || (key === "ArrowLeft" && !folded) || (key === "ArrowRight" && folded);
}
