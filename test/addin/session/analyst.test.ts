import { HostError } from "../../../addin/host.ts";
import { BUILT_IN } from "../../../shared/policy/policy.ts";
import { openExcel } from "../../hosts/emulatedExcel.ts";
import { buildWorkbook } from "../../shared/workbook/buildWorkbook.ts";
import { withPart } from "../parts.ts";
import { manyPivots, pivotWorkbook, sideBySide, type PivotView } from "./pivotView.ts";
import { rowsOf, sheetOf, start } from "./running.ts";

const VIEW: PivotView = { counts: [[40, 31, 90, 22], [35, 28, 81, 19], [12, 3, 44, 17], [8, 2, 21, 11], [30, 26, 60, 33], [17, 14, 39, 20]], ages: [0, 1, 2, 3], top: 2, left: 0 };
const of = { sheet: "Ark1", name: "Pivot" }, other = { sheet: "Ark1", name: "Anden" }, TOTALS = "Hovedtotal|142|104|335|122|703";
const named = (name: string, view = VIEW): Uint8Array => withPart(pivotWorkbook(view), /pivotTable1\.xml$/, (xml) => xml.replace('name="Pivot"', `name="${name}"`));

test("a workbook whose structure is protected takes no new sheet: the reason is told, nothing is kept, and it works once the protection is off", async () => {
  let isProtected = true;
  const { excel, session } = await start(pivotWorkbook(VIEW), BUILT_IN, (host) => ({ addSheet: (sheet) => (isProtected ? Promise.reject(new HostError({ code: "host/accessDenied", params: { code: "AccessDenied" } })) : host.addSheet(sheet)) }));
  await expect(session.keep(of)).rejects.toMatchObject({ reason: { code: "host/accessDenied" } });
  expect([session.keeper.snapshot.kept, session.keeper.snapshot.phase, excel.sheets.length, session.isWatching]).toEqual([[], null, 1, false]);
  isProtected = false;
  const name = await session.keep(of);
  expect(rowsOf(sheetOf(excel, name!)).find((row) => row.startsWith("Hovedtotal"))).toBe(TOTALS);
});

test("two PivotTables on one sheet: one grows beside the other, moves it, and both protected sheets follow", async () => {
  const narrow = { ...VIEW, ages: [0, 2] }, { excel, session } = await start(sideBySide(narrow, { ...VIEW, left: 6 })), first = await session.keep(of), second = await session.keep(other);
  await session.mask(of);
  await session.mask(other);
  excel.become(sideBySide(VIEW, { ...VIEW, left: 8 }));
  await session.poll();
  const { trouble, kept, masks } = session.keeper.snapshot;
  expect([trouble, kept.map(({ refused }) => refused)]).toEqual([null, [[], []]]);
  for (const name of [first!, second!]) expect(rowsOf(sheetOf(excel, name)).find((row) => row.startsWith("Hovedtotal"))).toBe(TOTALS);
  expect([...masks.values()].map(({ range }) => range.column)).toEqual([0, 8]);
  expect(await session.poll().then(() => session.keeper.hasChanged())).toBe(false);
});

test("a PivotTable that the user puts on a protected sheet is not written over: the sheet is said to be out of step until it is gone", async () => {
  const { excel, session } = await start(pivotWorkbook(VIEW)), name = (await session.keep(of))!, { pivots } = excel;
  excel.become(pivotWorkbook({ ...VIEW, ages: [0, 2] }));
  Object.assign(excel, { pivots: [...excel.pivots, { ...pivots[0], id: "{OWN}", name: "Brugerens", sheet: name }] });
  await session.poll();
  expect(session.keeper.snapshot.trouble).toEqual({ code: "host/excel", params: { code: "PivotTableRangeConflict" } });
  Object.assign(excel, { pivots });
  await session.poll();
  expect([session.keeper.snapshot.trouble, rowsOf(sheetOf(excel, name)).find((row) => row.startsWith("Dragør"))]).toEqual([null, "Dragør|12|44|56"]);
});

test("names too long for a sheet, alike where they are cut, with brackets and apostrophes, have each a sheet of their own", async () => {
  const long = "Elever i specialtilbud fordelt på kommune", names = [`${long} 2024`, `${long} 2025`, "[Børn] 'og' unge/voksne?", "'"];
  const excel = openExcel(named(names[0])), made: (string | null)[] = [];
  for (const name of names) {
    excel.become(named(name));
    const { session } = await start(excel.bytes, BUILT_IN, () => ({}), excel);
    made.push(await session.keep({ sheet: "Ark1", name }));
  }
  expect(made).toEqual(["Diskret – Elever i specialtilbu", "Diskret – Elever i specialt (2)", "Diskret – Børn 'og' unge voksne", "Diskret –"]);
});

test("the pane in another language goes on with the same protected sheet, in its own words", async () => {
  const { excel, session } = await start(pivotWorkbook(VIEW)), name = await session.keep(of);
  const english = await start(excel.bytes, BUILT_IN, () => ({}), excel, null, "en");
  expect(english.session.keeper.snapshot.kept.map(({ ref, refused }) => [ref.name, refused])).toEqual([[name, []]]);
  const rows = rowsOf(sheetOf(excel, name!));
  expect([rows[0], rows.find((row) => row.startsWith("Hovedtotal"))]).toEqual(["Protected sheet", TOTALS]);
  // Should both languages be open on one workbook, neither writes numbers that the other would not.
  await session.follow();
  expect(rowsOf(sheetOf(excel, name!)).find((row) => row.startsWith("Hovedtotal"))).toBe(TOTALS);
});

test("compact, outline and tabular form, turned between two looks: the sheet follows the form and hides the same numbers", async () => {
  const shape = (attributes: string, shown: readonly string[], rowItems: readonly string[], data: readonly [number, number]): Uint8Array => buildWorkbook({ pivots: [{
    name: "Pivot", ref: `A1:${data[1] === 1 ? "B" : "C"}${shown.length}`, firstData: data, shown: shown.join("\n"), rows: [0, 1], rowItems, data: [{ name: "Antal", field: 2 }],
    fields: [{ name: "Region", members: ["Nord", "Syd"], attributes }, { name: "Kommune", members: ["Aalborg", "Læsø", "Odense", "Ærø"], attributes }, { name: "Antal" }],
  }] });
  const compact = shape("", ["Rækker | Antal", "Nord | 43", "Aalborg | 40", "Læsø | 3", "Syd | 60", "Odense | 31", "Ærø | 29", "I alt | 103"], ["0", "^1 0", "^1 1", "1", "^1 2", "^1 3", "grand"], [1, 1]);
  const outline = shape('compact="0"', ["Region | Kommune | Antal", "Nord | | 43", " | Aalborg | 40", " | Læsø | 3", "Syd | | 60", " | Odense | 31", " | Ærø | 29", "I alt | | 103"], ["0", "^1 0", "^1 1", "1", "^1 2", "^1 3", "grand"], [1, 2]);
  const tabular = shape('compact="0" outline="0"', ["Region | Kommune | Antal", "Nord | Aalborg | 40", " | Læsø | 3", "Nord i alt | | 43", "Syd | Odense | 31", " | Ærø | 29", "Syd i alt | | 60", "I alt | | 103"], ["0 0", "^1 1", "default 0", "1 2", "^1 3", "default 1", "grand"], [1, 2]);
  const { excel, session } = await start(compact), name = await session.keep(of), numbers = (): readonly string[] => rowsOf(sheetOf(excel, name!)).slice(4, 11).map((row) => row.split("|").at(-1)!).sort();
  const before = numbers();
  expect([before.includes("103"), before.includes("3"), before.includes(".."), session.keeper.snapshot.kept[0].refused]).toEqual([true, false, true, []]);
  for (const [form, width] of [[outline, 3], [tabular, 3], [compact, 2]] as const) {
    excel.become(form);
    await session.poll();
    expect([session.keeper.snapshot.kept[0].refused, numbers(), Math.max(...rowsOf(sheetOf(excel, name!)).slice(3, 11).map((row) => row.split("|").length))]).toEqual([[], before, width]);
  }
});

test("a PivotTable that is deleted leaves no number on its sheet; one made anew under its name is followed there", async () => {
  const { excel, session } = await start(pivotWorkbook(VIEW)), name = await session.keep(of);
  excel.become(withPart(pivotWorkbook(VIEW), /_rels\/sheet1\.xml\.rels$/, () => "<Relationships/>"));
  for (const cell of [...sheetOf(excel, "Ark1").cells.keys()]) sheetOf(excel, "Ark1").cells.delete(cell);
  await session.poll();
  expect(session.keeper.snapshot.kept.map(({ refused }) => refused)).toEqual([[{ code: "pivot/gone" }]]);
  expect([...sheetOf(excel, name!).cells.values()].some(({ value }) => typeof value === "number")).toBe(false);
  excel.become(pivotWorkbook({ ...VIEW, top: 5, ages: [0, 2] }));
  await session.poll();
  expect([session.keeper.snapshot.kept.map(({ refused }) => refused), rowsOf(sheetOf(excel, name!)).find((row) => row.startsWith("Dragør"))]).toEqual([[[]], "Dragør|12|44|56"]);
});

test("a workbook of forty PivotTables: each protected sheet is right, and a look is one request", async () => {
  const views = Array.from({ length: 40 }, (_, at) => ({ ...VIEW, ages: at % 2 === 0 ? [0, 1, 2, 3] : [0, 2] }));
  const { excel, session, calls } = await start(manyPivots(views)), made: string[] = [];
  for (const { sheet, name } of session.keeper.readings.slice(0, 6)) made.push((await session.keep({ sheet, name }))!);
  expect([session.keeper.readings.length, new Set(made).size]).toEqual([40, 6]);
  const looks = calls.get("look")!, changes = calls.get("changeSheets");
  await session.poll();
  expect([calls.get("look"), calls.get("changeSheets")]).toEqual([looks + 1, changes]);
  excel.become(manyPivots(views.map((view) => ({ ...view, counts: view.counts.map((line, place) => (place === 0 ? [41, ...line.slice(1)] : line)) }))));
  await session.poll();
  for (const name of made) expect(rowsOf(sheetOf(excel, name)).find((row) => row.startsWith("Albertslund"))).toMatch(/^Albertslund\|41\|/);
}, 120_000);
