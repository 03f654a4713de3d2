import { BUILT_IN } from "../../../shared/policy/policy.ts";
import { withPart } from "../parts.ts";
import { pivotWorkbook, type PivotView } from "./pivotView.ts";
import { rowsOf, sheetOf, start } from "./running.ts";

const VIEW: PivotView = { counts: [[40, 31, 90, 22], [35, 28, 81, 19], [12, 3, 44, 17], [8, 2, 21, 11], [30, 26, 60, 33], [17, 14, 39, 20]], ages: [0, 1, 2, 3], top: 2, left: 0 };
const of = { sheet: "Ark1", name: "Pivot" }, TITLE = "Diskretioneret ark";
const under = (name: string, view = VIEW): Uint8Array => withPart(pivotWorkbook(view), /workbook\.xml$/, (xml) => xml.replace('name="Ark1"', `name="${name}"`));

test("the PivotTable's sheet is renamed: its protected sheet, its mask and a chosen range go on following it", async () => {
  const { excel, session } = await start(pivotWorkbook(VIEW)), name = await session.keep(of);
  await session.mask(of);
  const range = await session.addRange({ sheet: "Ark1", row: 3, column: 0, rows: 7, columns: 5 });
  await session.keep(range);
  excel.rename("Ark1", "Skoler & børn 2025", under("Skoler &amp; børn 2025"));
  await session.poll();
  const { kept, masks, note, trouble } = session.keeper.snapshot;
  expect([trouble, kept.map((sheet) => [sheet.of.sheet, sheet.refused]), [...masks.values()].map((mask) => mask.range.sheet), note.ranges.map(({ sheet }) => sheet)]).toEqual([null, [["Skoler & børn 2025", []], ["Skoler & børn 2025", []]], ["Skoler & børn 2025"], ["Skoler & børn 2025"]]);
  const counts = VIEW.counts.map((line, place) => (place === 0 ? [41, ...line.slice(1)] : line));
  excel.become(under("Skoler &amp; børn 2025", { ...VIEW, counts }));
  await session.follow();
  expect(rowsOf(sheetOf(excel, name!)).find((row) => row.startsWith("Albertslund"))).toContain("|41|");
  expect(rowsOf(sheetOf(excel, name!))[0]).toBe(TITLE);
});

test("a protected sheet that was renamed is followed in this opening and the next", async () => {
  const { excel, session } = await start(pivotWorkbook(VIEW)), name = await session.keep(of);
  excel.rename(name!, "Til udvalget");
  await session.poll();
  expect(session.keeper.snapshot.kept.map(({ ref }) => ref.name)).toEqual(["Til udvalget"]);
  const again = await start(excel.bytes, BUILT_IN, () => ({}), excel);
  expect(again.session.keeper.snapshot.kept.map(({ ref, refused }) => [ref.name, refused])).toEqual([["Til udvalget", []]]);
});

test("one renamed while the add-in was closed is found by its id, and by its name where the id is another", async () => {
  const { excel, session } = await start(pivotWorkbook(VIEW)), name = await session.keep(of);
  excel.rename(name!, "Omdøbt");
  const again = await start(excel.bytes, BUILT_IN, () => ({}), excel);
  expect(again.session.keeper.snapshot.kept.map(({ ref }) => ref.name)).toEqual(["Omdøbt"]);
  await again.session.change({ opens: false });
  Object.assign(sheetOf(excel, "Omdøbt"), { id: "{NEW}" });
  const third = await start(excel.bytes, BUILT_IN, () => ({}), excel);
  expect(third.session.keeper.snapshot.kept.map(({ ref }) => [ref.id, ref.name])).toEqual([["{NEW}", "Omdøbt"]]);
});

test("a sheet of the user's own under the name of a protected one is never written to", async () => {
  const { excel, session } = await start(pivotWorkbook(VIEW)), name = await session.keep(of);
  excel.deleteSheet(sheetOf(excel, name!).id, false);
  const own = excel.addSheet(name!);
  own.cells.set("A1", { value: "Mit eget notat", format: "General" });
  const again = await start(excel.bytes, BUILT_IN, () => ({}), excel);
  await again.session.follow();
  expect([again.session.keeper.snapshot.kept, rowsOf(own)]).toEqual([[], ["Mit eget notat"]]);
});

test("two sheets that change names are told apart", async () => {
  const { excel, session } = await start(pivotWorkbook(VIEW)), name = await session.keep(of);
  const { id } = sheetOf(excel, name!);
  excel.rename("Ark1", "Midlertidig");
  excel.rename(name!, "Ark1");
  excel.rename("Midlertidig", name!, under(name!));
  await session.follow();
  const [kept] = session.keeper.snapshot.kept;
  expect([kept.of.sheet, kept.ref, kept.refused]).toEqual([name, { id, name: "Ark1" }, []]);
  expect(rowsOf(sheetOf(excel, "Ark1"))[0]).toBe(TITLE);
});
