import { excelHost } from "../../../addin/excel/excelHost.ts";
import type { Startup } from "../../../addin/host.ts";
import { onLaunch } from "../../../addin/excel/launchEvent.ts";
import { BUILT_IN } from "../../../shared/policy/policy.ts";
import { writeWorkbook } from "../../../shared/sheetWriter/writeWorkbook.ts";
import { openExcel } from "../../hosts/emulatedExcel.ts";
import { startOffice, type OfficeClient } from "../../hosts/officeClient.ts";
import { pivotWorkbook, type PivotView } from "./pivotView.ts";
import { start } from "./running.ts";

const VIEW: PivotView = { counts: [[40, 31, 90, 22], [35, 28, 81, 19], [12, 3, 44, 17], [8, 2, 21, 11], [30, 26, 60, 33], [17, 14, 39, 20]], ages: [0, 1, 2, 3], top: 2, left: 0 };
const of = { sheet: "Ark1", name: "Pivot" };
const EMPTY = writeWorkbook([{ name: "Ark1", grid: { rows: [] } }]);

async function told(bytes: Uint8Array) {
  const said: Startup[] = [], running = await start(bytes, BUILT_IN, () => ({ setStartup: (startup) => { said.push(startup); return Promise.resolve(); } }));
  return { ...running, said };
}

test("Excel asks before closing while a PivotTable is unprotected, and the workbook is not marked by that", async () => {
  const { session, said } = await told(pivotWorkbook(VIEW));
  expect(said).toEqual([{ opens: null, warns: true }]);
  await session.poll();
  expect(said).toHaveLength(1);
  await session.keep(of);
  expect(said.slice(1)).toEqual([{ opens: true, warns: false }]);
  await session.letGo(of);
  expect(said.at(-1)).toEqual({ opens: true, warns: true });
});

test("neither asking nor opening where the user turned it off, nor asking where there is nothing to protect", async () => {
  const { session, said } = await told(pivotWorkbook(VIEW));
  await session.change({ warns: false, opens: false });
  expect(said.at(-1)).toEqual({ opens: false, warns: false });
  await session.refresh();
  expect(said.at(-1)).toEqual({ opens: false, warns: false });
  expect((await told(EMPTY)).said).toEqual([]);
});

interface Marks {
  readonly office: OfficeClient;
  readonly settings: Map<string, unknown>;
  readonly asked: string[];
}

/** Office with a document's settings and the calls of the shared runtime. */
function office(bytes: Uint8Array): Marks {
  const client = startOffice(openExcel(bytes)), settings = new Map<string, unknown>(), asked: string[] = [];
  const note = (what: string) => (): Promise<void> => { asked.push(what); return Promise.resolve(); };
  Object.assign(Office.context.document, { settings: {
    get: (name: string) => settings.get(name) ?? null, set: (name: string, value: unknown) => { settings.set(name, value); },
    saveAsync: (answer: (result: { status: string }) => void) => { asked.push("saved"); answer({ status: "succeeded" }); },
  } });
  Object.assign(Office.addin, { setStartupBehavior: (behaviour: string) => note(behaviour)(), beforeDocumentCloseNotification: { enable: note("asks"), disable: note("asks not") } });
  return { office: client, settings, asked };
}

test("what Office is told: the mark in the document, the shared runtime, the question", async () => {
  const { settings, asked } = office(EMPTY), host = await excelHost();
  await host.setStartup({ opens: true, warns: true });
  expect([[...settings], asked.splice(0)]).toEqual([[["Office.AutoShowTaskpaneWithDocument", true]], ["Load", "saved", "asks"]]);
  await host.setStartup({ opens: null, warns: false });
  expect(asked).toEqual(["asks not"]);
});

test("a workbook that opens is marked where it has PivotTables, and where its user did not turn that off", async () => {
  const opened = async (bytes: Uint8Array, before: boolean | null): Promise<unknown> => {
    const { office: { commands }, settings } = office(bytes);
    if (before !== null) settings.set("Office.AutoShowTaskpaneWithDocument", before);
    onLaunch();
    await new Promise<void>((completed) => { commands.get("onDocumentOpened")?.({ completed }); });
    return settings.get("Office.AutoShowTaskpaneWithDocument");
  };
  expect([await opened(pivotWorkbook(VIEW), null), await opened(pivotWorkbook(VIEW), false), await opened(EMPTY, null)]).toEqual([true, false, undefined]);
});
