import type { ListSystem } from "./listSystem.ts";

/** Cells that relations tie together: what one such set shows says nothing of another. */
export interface Component {
  readonly cells: readonly number[];
  /** Relation numbers in the system. */
  readonly relations: readonly number[];
}

/** The connected parts of a system, without the cells that stand in no relation. */
export function components({ rows, counts, further, start, cells }: ListSystem): readonly Component[] {
  const parent = Int32Array.from({ length: rows * counts + further.length }, (_, cell) => cell);
  const root = (cell: number): number => {
    while (parent[cell] !== cell) { parent[cell] = parent[parent[cell]]; cell = parent[cell]; }
    return cell;
  };
  for (let r = 0; r + 1 < start.length; r++)
    for (let k = start[r] + 1; k < start[r + 1]; k++) parent[root(cells[k])] = root(cells[start[r]]);
  const sets = new Map<number, { cells: number[]; relations: number[] }>();
  const setOf = (cell: number) => {
    const at = root(cell);
    let set = sets.get(at);
    if (set === undefined) sets.set(at, set = { cells: [], relations: [] });
    return set;
  };
  for (let r = 0; r + 1 < start.length; r++) setOf(cells[start[r]]).relations.push(r);
  const seen = new Uint8Array(parent.length);
  for (const cell of cells) if (seen[cell] === 0) { seen[cell] = 1; setOf(cell).cells.push(cell); }
  return [...sets.values()];
}
