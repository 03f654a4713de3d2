import { inlineEngine } from "../../../addin/engine/inlineEngine.ts";
import { excelHost } from "../../../addin/excel/excelHost.ts";
import { Keeper } from "../../../addin/session/keeper.ts";
import { Session } from "../../../addin/session/session.ts";
import { watch, type Clock } from "../../../addin/session/watch.ts";
import { speaker } from "../../../addin/speak.ts";
import { BUILT_IN } from "../../../shared/policy/policy.ts";
import { openExcel, type EmulatedExcel } from "../../hosts/emulatedExcel.ts";
import { startOffice } from "../../hosts/officeClient.ts";
import { pivotWorkbook, type PivotView } from "./pivotView.ts";
import { NOW, rowsOf, sheetOf } from "./running.ts";

const VIEW: PivotView = { counts: [[40, 31, 90, 22], [35, 28, 81, 19], [12, 3, 44, 17], [8, 2, 21, 11], [30, 26, 60, 33], [17, 14, 39, 20]], ages: [0, 1, 2, 3], top: 2, left: 0 };
const of = { sheet: "Ark1", name: "Pivot" };

interface Running {
  readonly excel: EmulatedExcel;
  readonly session: Session;
  readonly name: string;
  /** Runs what the watch loop has planned, until it plans nothing but the next poll. */
  readonly settle: () => Promise<void>;
  readonly looks: () => number;
}

/** A kept sheet, watched, over the genuine client library. Time passes only in `settle`, and polls never come due. */
async function start(): Promise<Running> {
  const excel = openExcel(pivotWorkbook(VIEW));
  startOffice(excel);
  const host = await excelHost(), session = new Session(new Keeper(host, inlineEngine, { policy: BUILT_IN, speak: speaker("da"), now: () => NOW }));
  let due: (() => void)[] = [], looks = 0;
  const clock: Clock = { after: (milliseconds, act) => { if (milliseconds < 1000) due.push(act); return () => { due = due.filter((other) => other !== act); }; }, isVisible: () => true };
  const counted = Object.assign(Object.create(session) as Session, { follow: () => { looks++; return session.follow(); }, poll: () => { looks++; return session.poll(); } });
  await session.open();
  await watch(host, counted, clock, () => undefined);
  const name = await session.keep(of);
  if (name === null) throw new Error("not kept");
  const settle = async (): Promise<void> => {
    // The client library hands events over in later turns, and answers requests in later turns too.
    for (let quiet = 0; quiet < 5;) {
      await new Promise((resolve) => { setTimeout(resolve, 2); });
      const [act] = due.splice(0, 1);
      quiet = act === undefined ? quiet + 1 : 0;
      act?.();
      await session.poll();
    }
  };
  return { excel, session, name, settle, looks: () => looks };
}

test("events of the add-in's own writes that come late, and do not say whose they are, lead to looks and to no write", async () => {
  const { excel, name, settle, session } = await start();
  excel.delayEvents();
  excel.become(pivotWorkbook({ ...VIEW, ages: [0, 2] }));
  await session.poll();
  excel.activate(sheetOf(excel, name).id);
  const rows = rowsOf(sheetOf(excel, name)), written = excel.written.length;
  expect(rows.some((row) => row.startsWith("Kommune|0-17|25-66|Hovedtotal"))).toBe(true);
  excel.deliver();
  await settle();
  expect([rowsOf(sheetOf(excel, name)), excel.written.length]).toEqual([rows, written]);
});

test("a burst of late events is few looks, and they end", async () => {
  const { excel, settle, looks, name } = await start();
  excel.delayEvents();
  for (let row = 0; row < 50; row++) excel.type("Ark1", 40 + row, 12, row);
  const before = looks(), written = excel.written.length;
  excel.deliver();
  do await settle(); while (looks() === before);
  expect(looks() - before).toBeLessThan(25);
  expect([excel.written.length, sheetOf(excel, name).cells.size > 20]).toEqual([written, true]);
});

test("an edit that was put right before its event came is left alone when it comes", async () => {
  const { excel, session, name, settle } = await start(), rows = rowsOf(sheetOf(excel, name));
  excel.delayEvents();
  excel.type(name, 7, 2, 3);
  await session.follow();
  const written = excel.written.length;
  excel.deliver();
  await settle();
  expect([rowsOf(sheetOf(excel, name)), excel.written.length]).toEqual([rows, written]);
});

test("events of a sheet that is gone by then do no harm", async () => {
  const { excel, session, name, settle } = await start();
  excel.delayEvents();
  excel.type(name, 7, 2, 3);
  excel.deleteSheet(sheetOf(excel, name).id, false);
  excel.deliver();
  await settle();
  expect([session.keeper.snapshot.kept, session.keeper.snapshot.trouble]).toEqual([[], null]);
});

test("an event that comes before the cells it tells of have changed is made up for by the next look", async () => {
  const { excel, session, name, settle } = await start();
  excel.select("Ark1", 3, 1);
  await settle();
  excel.become(pivotWorkbook({ ...VIEW, ages: [1, 3] }));
  await session.poll();
  expect(rowsOf(sheetOf(excel, name)).some((row) => row.startsWith("Kommune|18-24|67+|Hovedtotal"))).toBe(true);
});
