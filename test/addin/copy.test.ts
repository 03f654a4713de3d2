import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { excelHost } from "../../addin/excel/excelHost.ts";
import { layOut, sourcesOf, type LaidOut } from "../../addin/layOut.ts";
import type { PivotReading } from "../../addin/pivotReading.ts";
import { readPivots } from "../../addin/readPivots.ts";
import { speaker } from "../../addin/speak.ts";
import { workbookOf } from "../../addin/workbookOf.ts";
import { BUILT_IN } from "../../shared/policy/policy.ts";
import { protectSources } from "../../shared/protectSources.ts";
import { cellName } from "../../shared/workbook/area.ts";
import { openExcel, type EmulatedExcel } from "../hosts/emulatedExcel.ts";
import { startOffice } from "../hosts/officeClient.ts";
import { withoutRowItems, withPart } from "./parts.ts";

const SAMPLE = new Uint8Array(readFileSync(path.join(process.cwd(), "sample.xlsx")));
const NOW = new Date(2026, 0, 2, 9, 5);

async function read(bytes: Uint8Array): Promise<{ excel: EmulatedExcel; pivots: readonly PivotReading[]; crash: () => string | null; host: Awaited<ReturnType<typeof excelHost>> }> {
  const excel = openExcel(bytes);
  const { requests } = startOffice(excel);
  const host = await excelHost();
  const reading = readPivots(await host.file(), (await host.look({ ranges: [] })).pivots);
  if (reading.status === "refused") throw new Error(reading.reason.code);
  return { excel, host, pivots: reading.pivots, crash: () => requests.crash };
}

const copyOf = (pivots: readonly PivotReading[], chosen: PivotReading, locale: "da" | "en" = "da"): LaidOut =>
  layOut(pivots, protectSources(sourcesOf(pivots), BUILT_IN), { policy: BUILT_IN, speak: speaker(locale), now: NOW, made: "copy" })[pivots.indexOf(chosen)];

function made(copy: LaidOut): Extract<LaidOut, { status: "made" }> {
  if (copy.status === "refused") throw new Error(copy.findings.map(({ code }) => code).join());
  return copy;
}

describe("through the genuine Office.js onto a new sheet", () => {
  const names = openExcel(SAMPLE).pivots.map(({ name }) => name);

  test.each(names)("%s: no small number is written, and no number that was not shown", async (name) => {
    const { excel, host, pivots } = await read(SAMPLE);
    const pivot = pivots.find((reading) => reading.name === name)!;
    const source = excel.pivots.find((candidate) => candidate.name === name)!;
    const { sheet, report } = made(copyOf(pivots, pivot));
    const { name: added } = await host.addSheet(sheet);
    const original = excel.sheets.find((candidate) => candidate.name === source.sheet)!.cells;
    const copy = excel.sheets.find((candidate) => candidate.name === added)!.cells;
    const { top, left, bottom, right } = source.area!;
    let marks = 0, numbers = 0;
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        const before = original.get(cellName(row, column))?.value;
        const after = copy.get(cellName(row - top + sheet.heading.length + 2, column - left + 1))?.value;
        if (after === "..") marks++;
        else if (typeof after === "number") { numbers++; expect(after).toBe(before); expect(after).toBeGreaterThan(5); }
        else if (typeof before === "number") expect([after, before > 5]).toEqual([String(before), true]); // a year as a label
      }
    }
    expect(numbers).toBeGreaterThan(0);
    if (report.withheld.length === 0) expect(marks).toBe(report.summary.hiddenCells);
    expect(new Set(excel.written.map((written) => written.sheet))).toEqual(new Set([added]));
  });

  test("cubes and broken pivots are read without touching what crashes Excel", async () => {
    const { crash, pivots } = await read(withPart(SAMPLE, /pivotTable1\.xml$/, (xml) => xml.replace(/<dataFields[\s\S]*<\/dataFields>/, "")));
    expect(pivots.length).toBeGreaterThan(1);
    expect(crash()).toBeNull();
  });
});

describe("what the copy says", () => {
  test("where it comes from, its filters, the rule, the stamp, and that it is internal", async () => {
    const { pivots } = await read(SAMPLE);
    const { sheet } = made(copyOf(pivots, pivots[0]));
    expect(sheet.name).toBe(`Diskret – ${pivots[0].name}`);
    expect(sheet.heading).toEqual(["Kopi uden små tal", `Pivottabel: ${pivots[0].name} · ark: ${pivots[0].sheet}`, "Filter: Aldersgruppe = 18-24 år", "Filter: År = 2025"]);
    expect(sheet.notes).toEqual([
      "..  Skjult, fordi antallet er 5 eller derunder, eller fordi tallet kan bruges til at regne et så lille antal ud.",
      "Brug de viste totaler: SUM springer skjulte celler over.",
      expect.stringMatching(/^Regelsæt: Indbygget regelsæt · grænse: 5 eller derunder \(skjuler 0–5\) · 0?2\.0?1\.2026/),
      "Intern kontrol af små tal. FLIS-data er ikke offentlige; deling kræver det aftalegrundlag, de er udstillet under.",
    ]);
  });

  test("never how much is hidden: with a known total that would give a sum of hidden numbers away", async () => {
    const { pivots } = await read(SAMPLE);
    for (const locale of ["da", "en"] as const) {
      const { sheet, report } = made(copyOf(pivots, pivots[0], locale));
      const words = [...sheet.heading, ...sheet.notes].join(" ");
      expect(words).not.toContain(String(report.summary.hiddenCells));
      expect(words).not.toMatch(/%/);
    }
  });

  test("the same system gives the same copy on every run", async () => {
    const { pivots } = await read(SAMPLE);
    expect(Buffer.from(workbookOf([made(copyOf(pivots, pivots[1])).sheet])).equals(workbookOf([made(copyOf(pivots, pivots[1])).sheet]))).toBe(true);
  });
});

describe("partly refused", () => {
  test("an unreadable pivot is listed with its reason, and counted as left out", async () => {
    const { pivots } = await read(withoutRowItems(SAMPLE, /pivotTable2\.xml$/));
    const refused = pivots.filter(({ status }) => status === "refused");
    expect(refused).toHaveLength(1);
    expect(refused[0].name).not.toBe("");
    const readable = pivots.filter(({ status }) => status === "read");
    expect(made(copyOf(pivots, readable[0])).report).toMatchObject({ leftOut: 1, together: readable.length - 1 });
    expect(copyOf(pivots, refused[0])).toMatchObject({ status: "refused", findings: [{ code: expect.stringMatching(/^pivot\//) as string }] });
  });

  test("a pivot whose part is no XML stands for the one Excel lists, not beside it", async () => {
    const bytes = withPart(SAMPLE, /pivotTable2\.xml$/, () => "<pivotTableDefinition");
    const { excel } = await read(bytes);
    const reading = readPivots(bytes, excel.pivots);
    if (reading.status === "refused") throw new Error(reading.reason.code);
    expect(reading.pivots).toHaveLength(excel.pivots.length);
  });
});

const corpus = path.join(process.env["DISKRET_SHARED"] ?? path.join(process.cwd(), "../shared"), "xlsx-corpus/files");
if (existsSync(corpus)) {
  test("real workbooks, cubes among them: each pivot gives a copy or a reason, and Excel never crashes", async () => {
    let copies = 0, reasons = 0;
    for (const file of readdirSync(corpus).filter((name) => name.endsWith(".xlsx"))) {
      const { pivots, crash } = await read(new Uint8Array(readFileSync(path.join(corpus, file))));
      for (const pivot of pivots) {
        if (pivot.status === "refused" || copyOf(pivots, pivot).status === "refused") reasons++;
        else copies++;
      }
      expect([file, crash()]).toEqual([file, null]);
    }
    console.log(`corpus: ${copies} copies, ${reasons} refusals`);
    expect(copies).toBeGreaterThan(0);
    expect(reasons).toBeGreaterThan(0);
  }, 1_200_000);
} else {
  console.log("not run: copies of real workbooks (no xlsx-corpus)");
}
