import { whyAt } from "../../../addin/session/why.ts";
import { pivotWorkbook, type PivotView } from "./pivotView.ts";
import { sheetOf, start } from "./running.ts";

const VIEW: PivotView = { counts: [[40, 31, 90, 22], [35, 28, 81, 19], [12, 3, 44, 17], [8, 2, 21, 11], [30, 26, 60, 33], [17, 14, 39, 20]], ages: [0, 1, 2, 3], top: 2, left: 0 };

test("a small count and a number hidden with it have one and the same explanation", async () => {
  const { session } = await start(pivotWorkbook(VIEW));
  await session.keep({ sheet: "Ark1", name: "Pivot" });
  const [laid] = session.keeper.snapshot.laid;
  if (laid.status !== "made") throw new Error("refused");
  const { hidden } = laid.tables[0].measures[0], { values } = laid.tables[0].table.measures[0];
  const why = (cell: number) => whyAt(session.keeper.snapshot, { sheet: "Ark1", row: 4 + Math.floor(cell / 5), column: 1 + (cell % 5) });
  const small = [...hidden.keys()].find((cell) => hidden[cell] !== 0 && values[cell] <= 5)!, large = [...hidden.keys()].find((cell) => hidden[cell] !== 0 && values[cell] > 5)!;
  expect(why(small).kind).toBe("hidden");
  expect(why(small)).toEqual(why(large));
});

test("the same cell is explained in the table and on its sheet; captions, empty places and other sheets are told apart", async () => {
  const { excel, session } = await start(pivotWorkbook(VIEW)), name = await session.keep({ sheet: "Ark1", name: "Pivot" });
  const at = (sheet: string, row: number, column: number): string => whyAt(session.keeper.snapshot, { sheet, row, column }).kind;
  const offset = [...sheetOf(excel, name!).cells].find(([, { value }]) => value === "Kommune")![0];
  expect(offset).toBe("A5");
  for (let row = 0; row < 9; row++) for (let column = 0; column < 6; column++) expect([row, column, at(name!, 3 + row, column)]).toEqual([row, column, at("Ark1", 2 + row, column)]);
  expect([at("Ark1", 2, 0), at("Ark1", 4, 1), at("Ark1", 30, 0), at("Ark9", 4, 1)]).toEqual(["label", "shown", "outside", "outside"]);
});

test("a table that cannot be shown says why", async () => {
  const { session } = await start(pivotWorkbook({ ...VIEW, counts: VIEW.counts.map((line) => line.map((value) => -value)) }));
  await session.refresh();
  expect(whyAt(session.keeper.snapshot, { sheet: "Ark1", row: 4, column: 1 })).toMatchObject({ kind: "refused", findings: [{ code: "protect/negative" }] });
});
