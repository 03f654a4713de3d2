import type { LaidOut } from "../../../addin/layOut.ts";
import { BUILT_IN, type Policy } from "../../../shared/policy/policy.ts";
import { pivotWorkbook, type PivotView } from "./pivotView.ts";
import { start } from "./running.ts";

const VIEW: PivotView = { counts: [[40, 31, 90, 22], [35, 28, 81, 19], [12, 3, 44, 17], [8, 12, 21, 11], [30, 26, 60, 33], [17, 14, 39, 20]], ages: [0, 1, 2, 3], top: 2, left: 0 };
const of = { sheet: "Ark1", name: "Pivot" };

function hidden(laid: readonly LaidOut[]): readonly number[] {
  return laid.flatMap((one) => (one.status === "made" ? [...one.tables[0].measures[0].hidden.keys()].filter((cell) => one.tables[0].measures[0].hidden[cell] !== 0) : []));
}

test("a copy for the readers of the sheets hides what the sheets hide", async () => {
  const { session } = await start(pivotWorkbook(VIEW));
  await session.keep(of);
  const laid = await session.forCopy("anyMunicipality");
  expect(hidden(laid)).toEqual(hidden(session.keeper.snapshot.laid));
  expect(laid[0].status === "made" && laid[0].sheet.heading[0]).toBe("Kopi uden små tal");
});

test("a copy for more readers only adds to what the screen hides", async () => {
  const narrow: Policy = { ...BUILT_IN, audience: "none", protection: "standard" };
  const { session } = await start(pivotWorkbook(VIEW), narrow);
  await session.keep(of);
  const screen = hidden(session.keeper.snapshot.laid), copy = hidden(await session.forCopy("anyMunicipality"));
  expect(copy).toEqual(expect.arrayContaining([...screen]));
  expect(copy.length).toBeGreaterThan(screen.length);
});

test("what was handed out is the same when it is asked for again, and stays hidden under a narrower filter", async () => {
  const { excel, session } = await start(pivotWorkbook(VIEW));
  await session.keep(of);
  const first = await session.forCopy("anyMunicipality");
  await session.handedOut(first);
  expect(session.keeper.snapshot.note.releases).toHaveLength(1);
  expect(hidden(await session.forCopy("anyMunicipality"))).toEqual(hidden(first));
  expect(excel.customXml.get("note")).not.toMatch(/[[,](3|12|8)[,\]]/);
});

test("small counts written into the workbook's ledger by hand stay protected towards those who do not have them", async () => {
  const { session } = await start(pivotWorkbook(VIEW));
  await session.keep(of);
  const first = await session.forCopy("anyMunicipality");
  await session.handedOut(first);
  const { note } = session.keeper.snapshot, [release] = note.releases, [made] = first.filter((one) => one.status === "made");
  const told = made.tables[0].table.measures.map(({ name, values }) => ({ name, values: Array.from(values, (value) => (Number.isNaN(value) ? "" as const : value)) }));
  session.keeper.set({ note: { ...note, releases: [{ ...release, measures: told }] } });
  const small = told[0].values.filter((value) => value !== "" && value <= 5).length, after = hidden(await session.forCopy("anyMunicipality"));
  expect(after.length).toBeGreaterThan(small);
});
