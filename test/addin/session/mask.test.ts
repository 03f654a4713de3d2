import { cellName } from "../../../shared/workbook/area.ts";
import { BUILT_IN } from "../../../shared/policy/policy.ts";
import { maskFormat } from "../../../addin/session/mask.ts";
import { pivotWorkbook, type PivotView } from "./pivotView.ts";
import { sheetOf, start, type Running } from "./running.ts";

const VIEW: PivotView = { counts: [[40, 31, 90, 22], [35, 28, 81, 19], [12, 3, 44, 17], [8, 2, 21, 11], [30, 26, 60, 33], [17, 14, 39, 20]], ages: [0, 1, 2, 3], top: 2, left: 0 };
const of = { sheet: "Ark1", name: "Pivot" }, COVER = maskFormat("..");

const formats = ({ excel }: Running): ReadonlyMap<string, string> => new Map([...sheetOf(excel, "Ark1").cells].map(([cell, { format }]) => [cell, format]));
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
