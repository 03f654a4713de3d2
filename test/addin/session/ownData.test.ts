import type { LaidOut } from "../../../addin/layOut.ts";
import { BUILT_IN, type Policy } from "../../../shared/policy/policy.ts";
import { pivotWorkbook, type PivotView } from "./pivotView.ts";
import { rowsOf, sheetOf, start } from "./running.ts";

const SCHOOLS = { field: "Skole", members: ["Alleskolen", "Byskolen", "Dalskolen", "Engskolen", "Fjordskolen", "Gadeskolen"] };
const VIEW: PivotView = { counts: [[40, 31, 90, 22], [35, 28, 81, 19], [12, 3, 44, 17], [8, 2, 21, 11], [30, 26, 60, 33], [17, 14, 39, 20]], ages: [0, 1, 2, 3], top: 2, left: 0, lines: SCHOOLS };
const of = { sheet: "Ark1", name: "Pivot" };
/** The policy says of the measure "Antal" that it is the municipality's own. */
const OWN: Policy = {
  ...BUILT_IN, municipality: { name: "Odense Kommune", code: "461" }, allow: { ...BUILT_IN.allow, ownDataExemption: true },
  dataSets: [{ name: "Egne skoler", recognise: { field: "^Skole$" }, kind: "own", rules: {} }],
};

const hidden = (laid: readonly LaidOut[]): number => laid.reduce((n, one) => n + (one.status === "made" ? one.report.summary.hiddenCells : 0), 0);
const ownData = ([laid]: readonly LaidOut[]): string => (laid.status === "made" ? laid.report.ownData : laid.status);

test("a table of the municipality's own is protected until the user chooses otherwise, and the choice is noted", async () => {
  const { excel, session } = await start(pivotWorkbook(VIEW), OWN), name = await session.keep(of), { snapshot } = session.keeper;
  expect([ownData(snapshot.laid), hidden(snapshot.laid) > 3, snapshot.note.journal]).toEqual(["protected", true, []]);
  await session.showWhole(of, true);
  expect([ownData(session.keeper.snapshot.laid), hidden(session.keeper.snapshot.laid)]).toEqual(["whole", 0]);
  expect(rowsOf(sheetOf(excel, name!)).find((row) => row.startsWith("Dalskolen"))).toBe("Dalskolen|12|3|44|17|76");
  await session.showWhole(of, false);
  expect(hidden(session.keeper.snapshot.laid)).toBeGreaterThan(3);
  expect(session.keeper.snapshot.note.journal.map(({ message }) => [message.code, message.params])).toEqual([["journal/exempt", { pivots: "Pivot" }], ["journal/exemptEnded", { pivots: "Pivot" }]]);
});

test("the choice is kept for the next opening, and is none where the policy does not allow it", async () => {
  const { excel, session } = await start(pivotWorkbook(VIEW), OWN);
  await session.keep(of);
  await session.showWhole(of, true);
  expect(session.isUnprotected).toBe(false);
  const again = async (policy: Policy): Promise<string> => ownData((await start(excel.bytes, policy, () => ({}), excel)).session.keeper.snapshot.laid);
  expect([await again(OWN), await again({ ...OWN, allow: BUILT_IN.allow }), await again({ ...OWN, dataSets: [] })]).toEqual(["whole", "no", "no"]);
});

test("a table with another municipality in it is never whole, whatever the workbook's note says", async () => {
  const { session } = await start(pivotWorkbook({ ...VIEW, lines: { field: "Skole", members: ["Odense", "Aarhus", "Vejle", "Fanø", "Samsø", "Læsø"] } }), OWN);
  await session.keep(of);
  await session.showWhole(of, true);
  expect([ownData(session.keeper.snapshot.laid), hidden(session.keeper.snapshot.laid) > 3]).toEqual(["no", true]);
});

test("a copy for others is protected all the same; one for the municipality's own people is whole", async () => {
  const { session } = await start(pivotWorkbook(VIEW), OWN);
  await session.keep(of);
  await session.showWhole(of, true);
  expect([hidden(await session.forCopy("anyMunicipality")) > 3, hidden(await session.forCopy("none"))]).toEqual([true, 0]);
});

test("what was handed out is forgotten only where the policy lets it be, and remembered as long as it says", async () => {
  const { session } = await start(pivotWorkbook(VIEW), { ...OWN, allow: { ...OWN.allow, forgetting: false }, ledgerDays: 1 });
  await session.keep(of);
  await session.handedOut(await session.forCopy("anyMunicipality"));
  await session.forget();
  expect([session.keeper.snapshot.note.releases.length, session.keeper.snapshot.note.journal.length]).toEqual([1, 1]);
  const { note } = session.keeper.snapshot, old = note.releases.map((release) => ({ ...release, time: "2025-12-31T00:00:00.000Z" }));
  session.keeper.set({ note: { ...note, releases: old } });
  await session.handedOut(await session.forCopy("anyMunicipality"));
  expect(session.keeper.snapshot.note.releases.map(({ time }) => time.slice(0, 10))).toEqual(["2026-01-02"]);
});
