import type { LaidOut } from "../../../addin/layOut.ts";
import { BUILT_IN, type Policy } from "../../../shared/policy/policy.ts";
import type { FiledNote, FileNote } from "../../../addin/noteFiling.ts";
import { EMPTY_NOTE, parseNote, withEntry } from "../../../addin/session/note.ts";
import type { Session } from "../../../addin/session/session.ts";
import type { EmulatedExcel } from "../../hosts/emulatedExcel.ts";
import { pivotWorkbook, type PivotView } from "./pivotView.ts";
import { NOW, rowsOf, sheetOf, start } from "./running.ts";

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

describe("notes that the policy has filed in a folder", () => {
  type Answer = Awaited<ReturnType<FileNote>>;

  async function filing(answers: Answer[], excel?: EmulatedExcel): Promise<{ readonly session: Session; readonly excel: EmulatedExcel; readonly sent: FiledNote[] }> {
    const sent: FiledNote[] = [], running = await start(pivotWorkbook(VIEW), OWN, () => ({}), excel, (note) => { sent.push(note); return Promise.resolve(answers.shift() ?? { filed: true }); });
    await running.session.filing.file();
    return { ...running, sent };
  }
  const due = ({ keeper: { snapshot: { note } } }: Session): readonly unknown[] => note.journal.map((entry) => entry.due?.event ?? null);

  test("are sent once each, with the data set and without a number, and are due no more", async () => {
    const { session, sent } = await filing([]);
    await session.keep(of);
    await session.showWhole(of, true);
    await session.showWhole(of, false);
    await session.filing.file();
    expect(sent).toEqual([{ id: expect.any(String) as string, time: NOW.toISOString(), event: "shownWhole", table: "Pivot", dataSets: ["Egne skoler"] }, expect.objectContaining({ event: "protectedAgain" })]);
    expect([due(session), session.keeper.snapshot.unfiled, new Set(sent.map(({ id }) => id)).size]).toEqual([[null, null], null, 2]);
  });

  test("stay in the workbook until they are taken: told, sent again under the same name, also after the workbook was closed", async () => {
    const first = await filing([{ filed: false, code: "401" }, { filed: false, code: "" }]);
    await first.session.keep(of);
    await first.session.showWhole(of, true);
    await first.session.filing.file();
    expect([first.session.keeper.snapshot.unfiled, due(first.session)]).toEqual(["401", ["shownWhole"]]);
    // The choice itself does not wait for a server.
    expect(ownData(first.session.keeper.snapshot.laid)).toBe("whole");
    await first.session.filing.file();
    expect(first.session.keeper.snapshot.unfiled).toBe("");
    const again = await filing([], first.excel);
    expect(again.sent.map(({ id, event }) => [id, event])).toEqual([[first.sent[0].id, "shownWhole"]]);
    expect([due(again.session), again.session.keeper.snapshot.unfiled, parseNote(first.excel.customXml.get("note")!).note.journal[0].due]).toEqual([[null], null, undefined]);
  });

  test("are none where the policy names no such folder", async () => {
    const { session } = await start(pivotWorkbook(VIEW), OWN);
    await session.keep(of);
    await session.showWhole(of, true);
    await session.filing.file();
    expect(due(session)).toEqual([null]);
  });

  test("are not pushed out of the journal by later entries while they are due", () => {
    const note = { id: "1", event: "shownWhole", table: "Pivot", dataSets: [] } as const;
    let journal = withEntry(EMPTY_NOTE, NOW, { code: "journal/exempt" }, note);
    for (let n = 0; n < 600; n++) journal = withEntry(journal, NOW, { code: "journal/copy" });
    expect([journal.journal.length, journal.journal[0].due?.id]).toEqual([501, "1"]);
  });
});
