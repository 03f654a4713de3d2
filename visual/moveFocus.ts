/**
 * Keyboard in a grid (WAI-ARIA Authoring Practices, grid pattern): arrows, Home/End in the row, with Ctrl to the first
 * and last row, page keys. On a row heading, left folds, right unfolds, Enter and Space turn.
 */
export function moveFocus(table: HTMLTableElement, event: KeyboardEvent): void {
  const cell = (event.target as Element).closest<HTMLTableCellElement>("tbody th, tbody td");
  const row = cell?.parentElement as HTMLTableRowElement | null | undefined;
  if (cell === null || row === null || row === undefined) return;
  if (turn(row, cell, event.key)) { event.preventDefault(); return; }
  const rows = [...table.tBodies[0].rows];
  const target = destination(rows, rows.indexOf(row), cell.cellIndex, event);
  if (target === null) return;
  event.preventDefault();
  table.querySelector('tbody [tabindex="0"]')?.setAttribute("tabindex", "-1");
  target.setAttribute("tabindex", "0");
  target.focus();
}

/** Folds or unfolds a group row; true when the key was meant for that. */
function turn(row: HTMLTableRowElement, cell: HTMLTableCellElement, key: string): boolean {
  const expanded = row.getAttribute("aria-expanded");
  if (expanded === null || cell.cellIndex !== 0) return false;
  const wanted = key === "Enter" || key === " " || (key === "ArrowLeft" && expanded === "true") || (key === "ArrowRight" && expanded === "false");
  if (wanted) row.querySelector<HTMLButtonElement>("button.fold")?.click();
  return wanted;
}

const PAGE = 10;

function destination(rows: readonly HTMLTableRowElement[], row: number, column: number, event: KeyboardEvent): HTMLTableCellElement | null {
  const last = rows.length - 1, end = rows[row].cells.length - 1;
  const at = (r: number, c: number): HTMLTableCellElement => rows[Math.min(last, Math.max(0, r))].cells[Math.min(end, Math.max(0, c))];
  switch (event.key) {
    case "ArrowUp": return at(row - 1, column);
    case "ArrowDown": return at(row + 1, column);
    case "ArrowLeft": return at(row, column - 1);
    case "ArrowRight": return at(row, column + 1);
    case "Home": return at(event.ctrlKey ? 0 : row, 0);
    case "End": return at(event.ctrlKey ? last : row, end);
    case "PageUp": return at(row - PAGE, column);
    case "PageDown": return at(row + PAGE, column);
    default: return null;
  }
}
