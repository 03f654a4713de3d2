import { cellName } from "../../../shared/workbook/area.ts";
import { BUILT_IN } from "../../../shared/policy/policy.ts";
import { maskFormat } from "../../../addin/session/mask.ts";
import { EMPTY_NOTE, parseNote } from "../../../addin/session/note.ts";
import { maskIn } from "../../../addin/session/notedMask.ts";
import { withoutRowItems } from "../parts.ts";
import { pivotWorkbook, type PivotView } from "./pivotView.ts";
import { sheetOf, start, type Running } from "./running.ts";

const VIEW: PivotView = { counts: [[40, 31, 90, 22], [35, 28, 81, 19], [12, 3, 44, 17], [8, 2, 21, 11], [30, 26, 60, 33], [17, 14, 39, 20]], ages: [0, 1, 2, 3], top: 2, left: 0 };
const of = { sheet: "Ark1", name: "Pivot" }, COVER = maskFormat("..");

const formats = ({ excel }: Running): ReadonlyMap<string, string> => new Map([...sheetOf(excel, "Ark1").cells].map(([cell, { format }]) => [cell, format]));
/** As before; a cell that had none has the general one. */
const asBefore = (running: Running, before: ReadonlyMap<string, string>, upTo = "Z"): void => {
  for (const [cell, format] of formats(running)) if (cell < upTo) expect([cell, format]).toEqual([cell, before.get(cell) ?? "General"]);
};
const covered = (running: Running): readonly string[] => [...formats(running)].filter(([, format]) => format === COVER).map(([cell]) => cell).sort();
const values = ({ excel }: Running): readonly unknown[] => [...sheetOf(excel, "Ark1").cells].map(([cell, { value }]) => [cell, value]);

/** Cells that the protection hides, where the table stands now. */
function due({ session }: Running, view: PivotView): readonly string[] {
  const [laid] = session.keeper.snapshot.laid;
  if (laid.status !== "made") throw new Error("refused");
  const { layout } = laid.pivot.placed[0], { hidden } = laid.tables[0].measures[0];
  return layout.slots.flatMap((slot, at) => (slot.kind === "value" && hidden[slot.cell] !== 0 ? [cellName(view.top + 1 + Math.floor(at / layout.columns), view.left + 1 + (at % layout.columns))] : [])).sort();
}

test("covers exactly what is hidden, in all four sections of the format, and changes no value", async () => {
  const running = await start(pivotWorkbook(VIEW)), before = values(running);
  expect(await running.session.mask(of)).toBeNull();
  expect(covered(running)).toEqual(due(running, VIEW));
  expect(covered(running).length).toBeGreaterThan(3);
  expect(COVER.split(";")).toHaveLength(4);
  expect(values(running)).toEqual(before);
});

test("takes itself off again: every cell has the format it had", async () => {
  const running = await start(pivotWorkbook(VIEW)), before = formats(running);
  await running.session.mask(of);
  await running.session.unmask(of);
  expect([...formats(running)].filter(([cell, format]) => format !== (before.get(cell) ?? "General"))).toEqual([]);
});

test("follows a filter: formats that stayed on cells with other numbers are not taken for the user's own", async () => {
  const running = await start(pivotWorkbook(VIEW)), next = { ...VIEW, ages: [1, 3] };
  await running.session.mask(of);
  running.excel.become(pivotWorkbook(next));
  await running.session.poll();
  expect(covered(running).filter((cell) => due(running, next).includes(cell))).toEqual(due(running, next));
  await running.session.unmask(of);
  expect([...formats(running).values()].every((format, at) => format !== COVER || [...formats(running).keys()][at] > "F")).toBe(true);
});

test("a mask that was undone or formatted away is put on again", async () => {
  const running = await start(pivotWorkbook(VIEW));
  await running.session.mask(of);
  const before = covered(running);
  running.excel.undo();
  expect(covered(running)).toEqual([]);
  await running.session.poll();
  expect(covered(running)).toEqual(before);
});

test("a table without what it takes to be protected gets no mask, and says why", async () => {
  const running = await start(pivotWorkbook(VIEW), { ...BUILT_IN, measures: [] });
  expect(await running.session.mask(of)).toMatchObject({ code: "measure/unknown" });
  expect(covered(running)).toEqual([]);
});

describe("after the workbook was closed and opened again", () => {
  /** Formats of the user's own, one per column, so that a place mixed up is seen. */
  async function formatted(): Promise<Running> {
    const running = await start(pivotWorkbook(VIEW)), { cells } = sheetOf(running.excel, "Ark1");
    for (const [cell, known] of cells) cells.set(cell, { ...known, format: `0.${"0".repeat(cell.charCodeAt(0) - 64)}` });
    return running;
  }
  const again = ({ excel }: Running, policy = BUILT_IN): Promise<Running> => start(excel.bytes, policy, () => ({}), excel);

  test("the mask is taken up, and below it are the formats that were there before it", async () => {
    const first = await formatted(), before = formats(first);
    await first.session.mask(of);
    const second = await again(first);
    expect([second.session.isWatching, covered(second)]).toEqual([true, covered(first)]);
    await second.session.unmask(of);
    asBefore(second, before);
    expect((await again(second)).session.keeper.snapshot.masks.size).toBe(0);
  });

  test("a table filtered in the meantime is covered anew, and taken off to its own formats", async () => {
    const first = await formatted(), next = { ...VIEW, ages: [0, 1, 2] }, before = formats(first);
    await first.session.mask(of);
    first.excel.become(pivotWorkbook(next));
    const second = await again(first);
    expect(covered(second).filter((cell) => cell < "F")).toEqual(due(second, next));
    await second.session.unmask(of);
    asBefore(second, before, "F");
  });

  test("a policy with another mark still knows the mask of the one before", async () => {
    const first = await formatted(), before = formats(first);
    await first.session.mask(of);
    const second = await again(first, { ...BUILT_IN, mark: "×" });
    expect([covered(second), [...formats(second).values()].filter((format) => format === maskFormat("×")).length > 3]).toEqual([[], true]);
    await second.session.unmask(of);
    asBefore(second, before);
  });
});

test("a table that can no longer be read has every number covered and its captions shown, until it can", async () => {
  const running = await start(pivotWorkbook(VIEW)), before = formats(running), next = { ...VIEW, ages: [0, 1, 3] };
  await running.session.mask(of);
  running.excel.become(withoutRowItems(pivotWorkbook(next), /pivotTable1\.xml$/));
  await running.session.poll();
  const numbers = [...sheetOf(running.excel, "Ark1").cells].filter(([, { value }]) => typeof value === "number");
  expect([numbers.length > 20, numbers.filter(([, { format }]) => format !== maskFormat("..", "shown"))]).toEqual([true, []]);
  expect(maskFormat("..", "shown").split(";").at(-1)).toBe("@");
  expect(running.session.keeper.snapshot.trouble).not.toBeNull();
  running.excel.become(pivotWorkbook(VIEW));
  await running.session.poll();
  expect([covered(running), running.session.keeper.snapshot.trouble]).toEqual([due(running, VIEW), null]);
  await running.session.unmask(of);
  asBefore(running, before);
});

test("what a note says of a mask is checked against its own size", () => {
  const mask = { sheet: "A", name: "P", range: { sheet: "A", row: 0, column: 0, rows: 2, columns: 3 }, cover: COVER, formats: ["0", "General"], runs: [[4, 0], [2, 1]] };
  const damaged = (change: object): boolean => parseNote(JSON.stringify({ ...EMPTY_NOTE, masks: [{ ...mask, ...change }] })).damaged;
  expect([damaged({}), maskIn(mask as never).originals]).toEqual([false, [["0", "0", "0"], ["0", "General", "General"]]]);
  expect([{ runs: [[5, 0]] }, { runs: [[-1, 0], [7, 0]] }, { formats: [1] }, { range: { ...mask.range, rows: 1e9 } }, { range: null }, { name: 3 }].map(damaged)).toEqual(Array(6).fill(true));
});
