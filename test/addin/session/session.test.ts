import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { HostError } from "../../../addin/host.ts";
import { AGES, PLACES, pivotWorkbook, type PivotView } from "./pivotView.ts";
import { rowsOf, sheetOf, start, type Running } from "./running.ts";
import { BUILT_IN } from "../../../shared/policy/policy.ts";
import { openExcel } from "../../hosts/emulatedExcel.ts";

/** Rows end in their total, the last row is all municipalities together. */
const VIEW: PivotView = { counts: [[40, 31, 90, 22], [35, 28, 81, 19], [12, 3, 44, 17], [8, 2, 21, 11], [30, 26, 60, 33], [17, 14, 39, 20]], ages: [0, 1, 2, 3], top: 2, left: 0 };
const MARK = "..";
/** Bytes; larger real workbooks take the engine too long for a test. */
const LARGE = 1_500_000;

async function keeping(view: PivotView = VIEW, ...rest: readonly [policy?: typeof BUILT_IN]): Promise<Running & { readonly name: string }> {
  const running = await start(pivotWorkbook(view), ...rest);
  const name = await running.session.keep({ sheet: "Ark1", name: "Pivot" });
  if (name === null) throw new Error("not kept");
  return { ...running, name };
}

const table = ({ excel, name }: Running & { readonly name: string }): readonly string[] => rowsOf(sheetOf(excel, name)).slice(3, 3 + 2 + PLACES.length + 1);

test("a protected sheet shows the table with its small counts and what gives them away hidden", async () => {
  const running = await keeping();
  const rows = table(running);
  expect(rows[1]).toBe(["Kommune", ...AGES, "Hovedtotal"].join("|"));
  expect(rows[4].split("|")[2]).toBe(MARK); // Dragør, 18-24: 3
  expect(rows.at(-1)).toBe("Hovedtotal|142|104|335|122|703");
  expect(rows.join().split(MARK).length - 1).toBeGreaterThanOrEqual(4);
});

test("new numbers below the same labels are followed without reading the file", async () => {
  const running = await keeping(), { excel, session, calls } = running, files = calls.get("file");
  excel.become(pivotWorkbook({ ...VIEW, counts: VIEW.counts.map((line, k) => (k === 2 ? [12, 9, 44, 17] : k === 0 ? [4, 31, 90, 22] : line)) }));
  await session.poll();
  const rows = table(running);
  expect([rows[2].split("|")[1], rows.at(-1)]).toEqual([MARK, "Hovedtotal|106|110|335|122|673"]);
  expect(calls.get("file")).toBe(files);
});

test("other filters are followed with the file", async () => {
  const running = await keeping(), { excel, session, calls } = running, files = calls.get("file")!;
  excel.become(pivotWorkbook({ ...VIEW, ages: [0, 2] }));
  await session.poll();
  const rows = rowsOf(sheetOf(excel, running.name));
  expect(rows.some((row) => row.startsWith("Kommune|0-17|25-66|Hovedtotal"))).toBe(true);
  expect(rows.find((row) => row.startsWith("Dragør"))).toBe("Dragør|12|44|56");
  expect(calls.get("file")).toBe(files + 1);
});

test("a table that moved is followed", async () => {
  const running = await keeping();
  running.excel.become(pivotWorkbook({ ...VIEW, top: 7, left: 2 }));
  await running.session.poll();
  expect(table(running)[1]).toBe(["Kommune", ...AGES, "Hovedtotal"].join("|"));
});

test("nothing is written while nothing changes, and a change of one number writes few lines", async () => {
  const running = await keeping(), { excel, session, calls } = running;
  await session.poll();
  await session.follow();
  expect(calls.get("changeSheets")).toBeUndefined();
  const before = excel.written.length;
  excel.become(pivotWorkbook({ ...VIEW, counts: VIEW.counts.map((line, k) => (k === 4 ? [31, 26, 60, 33] : line)) }));
  await session.poll();
  expect(calls.get("changeSheets")).toBe(1);
  expect(excel.written.length - before).toBeLessThanOrEqual(12 + 2 * 6);
});

test("what the user types over is put right, a sheet the user deletes is kept no longer", async () => {
  const running = await keeping(), { excel, session, name } = running, before = rowsOf(sheetOf(excel, name));
  excel.type(name, 7, 2, 3);
  await session.follow();
  expect(rowsOf(sheetOf(excel, name))).toEqual(before);
  excel.deleteSheet(sheetOf(excel, name).id, false);
  await session.follow();
  expect(session.keeper.snapshot.kept).toEqual([]);
  expect(session.isWatching).toBe(false);
});

test("an undone write is written again", async () => {
  const running = await keeping(), { excel, session, name } = running;
  excel.become(pivotWorkbook({ ...VIEW, ages: [0, 2] }));
  await session.poll();
  const after = rowsOf(sheetOf(excel, name));
  excel.undo();
  expect(rowsOf(sheetOf(excel, name))).not.toEqual(after);
  await session.poll();
  expect(rowsOf(sheetOf(excel, name))).toEqual(after);
});

test("a table that can no longer be read leaves its sheet with the reason and without a number", async () => {
  const running = await keeping(), { excel, session, name } = running;
  const broken = pivotWorkbook({ ...VIEW, ages: [0, 2] }), { withoutRowItems } = await import("../parts.ts");
  excel.become(withoutRowItems(broken, /pivotTable1\.xml$/));
  await session.poll();
  const rows = rowsOf(sheetOf(excel, name)).filter((row) => row !== "");
  expect(rows[1]).toBe("Kan ikke vises sikkert");
  expect([...sheetOf(excel, name).cells.values()].some(({ value }) => typeof value === "number")).toBe(false);
  excel.become(pivotWorkbook(VIEW));
  await session.poll();
  expect(table(running).at(-1)).toBe("Hovedtotal|142|104|335|122|703");
});

test("a host that fails is told of, and the sheet is in step again once it answers", async () => {
  let broken = false;
  const { excel, session } = await start(pivotWorkbook(VIEW), BUILT_IN, (host) => ({ file: () => (broken ? Promise.reject(new Error("Dragør 3")) : host.file()) }));
  const name = await session.keep({ sheet: "Ark1", name: "Pivot" });
  broken = true;
  excel.become(pivotWorkbook({ ...VIEW, ages: [0, 2] }));
  await session.poll();
  expect(session.keeper.snapshot.trouble).toEqual({ code: "host/unexpected" });
  broken = false;
  await session.poll();
  expect(session.keeper.snapshot.trouble).toBeNull();
  expect(rowsOf(sheetOf(excel, name!)).some((row) => row.startsWith("Kommune|0-17|25-66|"))).toBe(true);
});

test("a write that failed is made up for at the next look, though no cell of the table changed since", async () => {
  let broken = false;
  const { excel, session } = await start(pivotWorkbook(VIEW), BUILT_IN, (host) => ({ changeSheets: (changes) => (broken ? Promise.reject(new HostError({ code: "host/excel", params: { code: "GeneralException" } })) : host.changeSheets(changes)) }));
  const name = await session.keep({ sheet: "Ark1", name: "Pivot" });
  broken = true;
  excel.become(pivotWorkbook({ ...VIEW, ages: [0, 2] }));
  await session.poll();
  expect(session.keeper.snapshot.trouble).toMatchObject({ code: "host/excel" });
  broken = false;
  await session.poll();
  expect(session.keeper.snapshot.trouble).toBeNull();
  expect(rowsOf(sheetOf(excel, name!)).some((row) => row.startsWith("Kommune|0-17|25-66|"))).toBe(true);
});

test("hidden cells fail in sums where the user wants it", async () => {
  const running = await keeping(), { excel, session, name } = running;
  const marks = rowsOf(sheetOf(excel, name)).join().split(MARK).length;
  await session.change({ failing: true });
  const rows = rowsOf(sheetOf(excel, name));
  expect(rows.join().split("#N/A").length).toBe(marks - 1); // the legend named the mark too
  expect(rows.some((row) => row.startsWith("#I/T  Skjult"))).toBe(true);
  await session.poll();
  expect(running.calls.get("changeSheets")).toBe(1);
});

test("a user tightens the limit and cannot loosen it", async () => {
  const running = await keeping(), { session } = running, hidden = (): number => session.keeper.snapshot.laid.reduce((n, laid) => n + (laid.status === "made" ? laid.report.summary.hiddenCells : 0), 0);
  const before = hidden();
  await session.change({ maxN: 25 });
  expect(session.keeper.policy.maxN).toBe(25);
  expect(hidden()).not.toBe(before);
  await session.change({ maxN: 2 });
  expect(session.keeper.policy.maxN).toBe(BUILT_IN.maxN);
  expect(hidden()).toBe(before);
});

test("what was kept is taken up when the workbook is opened again", async () => {
  const { excel, name } = await keeping();
  excel.become(pivotWorkbook({ ...VIEW, ages: [1, 2] }));
  const again = await start(excel.bytes, BUILT_IN, () => ({}), excel);
  expect(again.session.keeper.snapshot.kept.map(({ ref }) => ref.name)).toEqual([name]);
  expect(rowsOf(sheetOf(excel, name)).some((row) => row.startsWith("Kommune|18-24|25-66|"))).toBe(true);
});

test("a chosen range is protected and kept in step like a PivotTable", async () => {
  const { excel, session } = await start(pivotWorkbook(VIEW));
  const reading = await session.addRange({ sheet: "Ark1", row: 3, column: 0, rows: PLACES.length + 2, columns: 6 });
  expect(reading).toMatchObject({ status: "read", kind: "range", name: "A4:F11" });
  const name = await session.keep(reading);
  expect(rowsOf(sheetOf(excel, name!))[1]).toBe("Område: A4:F11 · ark: Ark1");
  expect(rowsOf(sheetOf(excel, name!)).find((row) => row.startsWith("Dragør"))?.split("|")[2]).toBe(MARK);
  excel.type("Ark1", 5, 1, 41);
  await session.follow();
  expect(session.keeper.snapshot.kept[0].refused).not.toEqual([]); // the rows no longer add up to their totals
});

test("a chart is made of the protected sheet, and what it does not show is an error there, never a text that counts as zero", async () => {
  const { excel, session, name } = await keeping();
  await session.chart({ sheet: "Ark1", name: "Pivot" }, "Diagram");
  expect(excel.charts).toEqual([{ sheet: name, title: "Diagram", row: 3, column: 0, rows: PLACES.length + 3, columns: 6 }]);
  const [{ row, rows }] = excel.charts, charted = rowsOf(sheetOf(excel, name)).slice(row, row + rows).join();
  expect([charted.includes(MARK), charted.includes("#N/A")]).toEqual([false, true]);
});

describe("an Excel that hands over no file", () => {
  const noFile = { file: () => Promise.reject(new HostError({ code: "host/file", params: { code: 7000 } })) };

  test("has a PivotTable over its own cells protected by what the cells and the object model tell", async () => {
    const { excel, session } = await start(pivotWorkbook({ ...VIEW, top: 0 }), BUILT_IN, () => noFile), name = await session.keep({ sheet: "Ark1", name: "Pivot" });
    const rows = rowsOf(sheetOf(excel, name!));
    expect(rows.find((row) => row.startsWith("Dragør"))?.split("|")[2]).toBe(MARK);
    expect(rows.find((row) => row.startsWith("Hovedtotal"))).toBe("Hovedtotal|142|104|335|122|703");
  });

  test("shows none of several of one source that tell of different filters, and those of another source all the same", async () => {
    const { session } = await start(new Uint8Array(readFileSync("sample.xlsx")), BUILT_IN, () => noFile);
    const { book } = session.keeper.snapshot;
    expect(book.status === "read" && book.readings.map((reading) => reading.status === "refused" && reading.reason.code)).toEqual(["pivot/unseenFilters", "pivot/unseenFilters", "pivot/unseenFilters", false]);
  });

  test("has a chosen range protected all the same, also where the PivotTables are those of a cube", async () => {
    const { excel, session } = await start(pivotWorkbook(VIEW), BUILT_IN, () => ({ ...noFile, localPivots: () => Promise.resolve({ pivots: [], sliced: true }) }));
    expect(session.keeper.snapshot.book.status).toBe("error");
    const reading = await session.addRange({ sheet: "Ark1", row: 3, column: 0, rows: PLACES.length + 2, columns: 6 }), name = await session.keep(reading);
    expect(rowsOf(sheetOf(excel, name!)).find((row) => row.startsWith("Dragør"))?.split("|")[2]).toBe(MARK);
    expect(session.keeper.readings.map((one) => [one.kind, one.status])).toEqual([["pivot", "refused"], ["range", "read"]]);
  });

  test("says so where the PivotTables are those of a cube", async () => {
    const { session } = await start(pivotWorkbook(VIEW), BUILT_IN, () => ({ ...noFile, localPivots: () => Promise.resolve({ pivots: [], sliced: true }) }));
    expect(session.keeper.snapshot.book).toEqual({ status: "error", reason: { code: "host/file", params: { code: 7000 } } });
  });
});

const corpus = path.join(process.env["DISKRET_SHARED"] ?? path.join(process.cwd(), "../shared"), "xlsx-corpus/files");
if (existsSync(corpus)) {
  test("real workbooks with cubes: their PivotTables are kept or refused, and a look at an untouched workbook writes nothing", async () => {
    const counted = { ...BUILT_IN, ledger: "off" as const, measures: [{ pattern: ".", class: "persons" as const }] };
    let kept = 0;
    for (const file of readdirSync(corpus).filter((name) => name.endsWith(".xlsx") && statSync(path.join(corpus, name)).size < LARGE)) {
      const bytes = new Uint8Array(readFileSync(path.join(corpus, file)));
      if (!openExcel(bytes).pivots.some(({ olap }) => olap)) continue;
      const { excel, session } = await start(bytes, counted);
      for (const reading of session.keeper.readings.slice(0, 3)) if (await session.keep(reading) !== null) kept++;
      const before = excel.written.length;
      await session.poll();
      await session.follow();
      expect([file, excel.written.length]).toEqual([file, before]);
    }
    expect(kept).toBeGreaterThan(5);
  }, 600_000);
} else {
  console.log("not run: sessions on real workbooks (no xlsx-corpus)");
}
