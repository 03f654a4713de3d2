import { isTotalWord } from "../../shared/sources/line.ts";
import type { Layout, PlacedTable, Slot } from "../../shared/table/layout.ts";
import type { Block } from "../host.ts";
import type { MeasureBlock } from "./measureBlocks.ts";

/** The only column or row of numbers is the total of nothing in the range, though its caption may say so. */
export function withoutLoneTotals(block: Block): Block {
  const filled = block.map((line) => line.map((cell) => typeof cell === "number")), rows = filled.flatMap((line, r) => (line.includes(true) ? [r] : [])), columns = block[0].flatMap((_, c) => (filled.some((line) => line[c]) ? [c] : []));
  const isLone = (row: number, column: number): boolean => (rows.length === 1 && row === rows[0]) || (columns.length === 1 && column === columns[0]);
  return block.map((line, r) => line.map((cell, c) => (typeof cell === "string" && isLone(r, c) && isTotalWord(cell) ? "*" : cell)));
}

/** A measure's numbers where the leading one has its own; null where their captions differ, or text stands for a number. */
export function valuesOf({ cells, measure }: MeasureBlock, lead: MeasureBlock, { layout: { columns, rows, slots }, table }: PlacedTable): Float64Array | null {
  const values = new Float64Array(table.measures[0].values.length).fill(NaN), sameSize = cells.length === rows && cells.every((line) => line.length === columns);
  const caption = (text: unknown, own: string): unknown => (text === own ? "" : text);
  const sound = sameSize && slots.every((slot, at) => {
    const cell = cells[Math.floor(at / columns)][at % columns];
    if (slot.kind !== "value") return caption(cell, measure) === caption(lead.cells[Math.floor(at / columns)][at % columns], lead.measure);
    if (typeof cell === "number") values[slot.cell] = cell;
    return typeof cell === "number" || cell === "";
  });
  return sound ? values : null;
}

/** The block with every number of a measure as a reference to its cell; null where a number is left that is neither one nor a caption. */
export function layoutOf(block: Block, parts: readonly MeasureBlock[], layout: Layout): Layout | null {
  const columns = block[0].length, known = new Map<number, Slot>();
  parts.forEach(({ places }, measure) => layout.slots.forEach((slot, at) => {
    const place = places[Math.floor(at / layout.columns)][at % layout.columns];
    if (place !== null && slot.kind !== "empty") known.set(place.row * columns + place.column, slot.kind === "value" ? { ...slot, measure } : slot);
  }));
  const slots = block.flatMap((line, r) => line.map((cell, c): Slot | null => {
    const slot = known.get(r * columns + c);
    if (slot?.kind === "value") return slot;
    if (typeof cell === "number" && slot === undefined && !/^(?:19|20)\d\d$/.test(String(cell))) return null;
    return captionAt(block, r * columns + c);
  }));
  return slots.every((slot) => slot !== null) ? { rows: block.length, columns, slots } : null;
}

/** A cell that is no number of the table. */
export function captionAt(block: Block, at: number): Slot {
  const cell = block[Math.floor(at / block[0].length)][at % block[0].length];
  return cell === "" ? { kind: "empty" } : { kind: "label", text: String(cell) };
}
