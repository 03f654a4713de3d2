import { findBox, type Prices } from "../table/findBox.ts";
import type { Boxes } from "../table/boxes.ts";
import { slackOf, type Task } from "./task.ts";

/**
 * A first safe pattern in one pass: every primary gets the cheapest box that moves it, or was moved by an earlier one.
 * It may hide too much, never too little. Null where some primary has no box.
 */
export function boxCover(task: Task, boxes: Boxes): Uint8Array | null {
  const { values, primary, forced, known } = task;
  const hidden = Uint8Array.from(primary, (small, cell) => (small !== 0 && known[cell] === 0 ? 1 : 0));
  const price = Float64Array.from(values, (value, cell) => (hidden[cell] !== 0 ? 0 : forced[cell] !== 0 || known[cell] !== 0 ? Infinity : value));
  const prices: Prices = { price, slack: slackOf(task), owner: new Int32Array(values.length).fill(-1) };
  const moved = new Uint8Array(values.length);
  for (let cell = 0; cell < values.length; cell++) {
    if (hidden[cell] === 0 || moved[cell] !== 0) continue;
    const box = findBox(boxes, prices, cell, Infinity, -2);
    if (box === null) return null;
    for (const other of box.cells) { moved[other] = 1; hidden[other] = 1; price[other] = 0; }
  }
  return hidden;
}
