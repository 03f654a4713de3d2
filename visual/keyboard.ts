/** A cell of the grid: row among those that no fold hides, column 0 the row heading. */
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
  const at = (r: number, c: number): GridPlace => ({ row: Math.min(size.rows - 1, Math.max(0, r)), column: Math.min(size.columns - 1, Math.max(0, c)) });
  switch (key) {
    case "ArrowUp": return at(ctrlKey ? 0 : row - 1, column);
    case "ArrowDown": return at(ctrlKey ? size.rows : row + 1, column);
    case "ArrowLeft": return at(row, ctrlKey ? 0 : column - 1);
    case "ArrowRight": return at(row, ctrlKey ? size.columns : column + 1);
    case "Home": return at(ctrlKey ? 0 : row, 0);
    case "End": return at(ctrlKey ? size.rows : row, size.columns);
    case "PageUp": return at(row - PAGE, column);
    case "PageDown": return at(row + PAGE, column);
    default: return null;
  }
}

/** On the heading of a group: left folds, right unfolds, Enter turns (treegrid pattern). */
export function wantsTurn(key: string, folded: boolean): boolean {
  return key === "Enter" || (key === "ArrowLeft" && !folded) || (key === "ArrowRight" && folded);
}
