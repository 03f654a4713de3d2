import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import type { Table } from "../../shared/table/table.ts";
import { ROOT, shot } from "../browser.ts";
import { matrixDataView, THEMES } from "../hosts/powerbi.ts";
import { benchmark, LIMIT, smallAnywhere } from "./benchmark.ts";
import { packageFile, ReportSite } from "./reportPage.ts";
import { textTable } from "./textTable.ts";

let site: ReportSite;
beforeAll(async () => { site = await ReportSite.start(); }, 120_000);
afterAll(async () => { await site?.close(); });

/** Many municipalities that do not exist. */
function long(rows: number): Table {
  const names = ["(total)", ...Array.from({ length: rows }, (_, row) => `Sted ${row + 1}`)], columns = ["(total)", "2023", "2024"];
  const values = new Float64Array(names.length * columns.length);
  for (let row = 1; row < names.length; row++)
    for (let column = 1; column < columns.length; column++) {
      const value = row % 9 === 0 && column === 1 ? 3 : (Math.imul(2 * row + column, 2_654_435_761) >>> 0) % 99_991 + 6;
      for (const at of [row * 3 + column, row * 3, column, 0]) values[at] += value;
    }
  const axis = (name: string, members: string[]) => ({ name, members, hierarchies: [{ name, parent: members.map((_, member) => (member === 0 ? -1 : 0)) }] });
  return { name: "", shape: { kind: "cross", axes: [axis("rows", names), axis("columns", columns)] }, measures: [{ name: "Antal", values }] };
}

const NESTED = matrixDataView(benchmark(), { fields: { rows: ["Region", "Kommune"], columns: ["År", "Aldersgruppe"] } });

describe("the finished package in a sandboxed frame without network and eval", () => {
  test.each([
    ["da-light", "da-DK", THEMES.light], ["en-light", "en-US", THEMES.light],
    ["da-dark", "da-DK", THEMES.dark], ["da-high-contrast", "da-DK", THEMES.highContrast],
  ] as const)("draws the protected matrix: %s", async (name, locale, colours) => {
    const report = await site.open();
    const { log, text, html } = await report.update({ dataView: NESTED, locale, colours });
    expect(log).toEqual(["started", "finished"]);
    expect(text).toContain(locale === "da-DK" ? `${LIMIT} eller derunder` : `${LIMIT} or less`);
    expect(smallAnywhere(html)).toEqual([]);
    expect(await report.accessibilityFaults()).toEqual([]);
    await shot(report.page, `visual-${name}`);
    await report.close();
  });

  test("what an author may add: bars, a filtered view, an amount that lacks its count, a chosen row, folded groups", async () => {
    const report = await site.open(), table = benchmark();
    const two = { ...table, measures: [table.measures[0], { ...table.measures[0], name: "Udgift" }] };
    const { log, html } = await report.update({ dataView: matrixDataView(two, { fields: { rows: ["Region", "Kommune"], columns: ["År", "Aldersgruppe"] }, filtered: true, objects: { look: { bars: true } } }) });
    expect(log).toEqual(["started", "finished"]);
    expect(smallAnywhere(html)).toEqual([]);
    const { frame } = report;
    await frame.getByRole("rowheader", { name: "Syddanmark" }).getByRole("button").click();
    await frame.getByText("Aalborg").click();
    await frame.locator('tr[aria-selected="true"]').waitFor();
    expect(await report.accessibilityFaults()).toEqual([]);
    await shot(report.page, "visual-author");
    await report.close();
  });

  test("a long table draws the rows in view, by scrolling, by keyboard and when the tile grows", async () => {
    const report = await site.open(600, 300), table = long(400);
    await report.update({ dataView: matrixDataView(table) });
    const { frame } = report, rows = frame.locator("tbody tr:not(.blank)");
    const clean = async (): Promise<void> => { expect(smallAnywhere(await frame.locator("#visual").innerHTML(), table)).toEqual([]); };
    expect(await rows.count()).toBeLessThan(100);
    await clean();
    await frame.locator(".scroll").evaluate((scroll) => { scroll.scrollTop = 5000; });
    await frame.getByText("Sted 200", { exact: true }).waitFor();
    expect(await frame.getByText("Sted 2", { exact: true }).count()).toBe(0);
    await clean();
    await shot(report.page, "visual-long");
    await frame.locator('tbody [tabindex="0"]').focus();
    await report.page.keyboard.press("Control+Home");
    expect(await frame.locator(":focus").innerText()).toBe("Sted 1");
    await report.page.keyboard.press("Control+End");
    await report.page.keyboard.press("ArrowUp");
    await report.page.keyboard.press("Home");
    expect(await frame.locator(":focus").innerText()).toBe("Sted 400");
    await clean();
    await report.page.setViewportSize({ width: 600, height: 1600 });
    expect((await report.update({ type: 4 })).log).toEqual(["started", "finished"]);
    const bottom = await rows.last().boundingBox(), first = await rows.first().boundingBox();
    expect(bottom!.y - first!.y).toBeGreaterThan(1300);
    await report.close();
  });

  test("three levels, one of them at a time, the grand total above rows that scroll, groups of columns folded, no rows at all", async () => {
    const report = await site.open(700, 300), { frame, page } = report;
    const table = textTable(`
      Antal            2024  2025  I alt
      Nord              990   995   1985
        Vendsyssel      550   552   1102
          Hjørring      330   331    661
          Læsø          220   221    441
        Himmerland      440   443    883
          Rebild        440   443    883
      Syd               660   666   1326
        Als             660   666   1326
          Sønderborg    660   666   1326
      I alt            1650  1661   3311
    `);
    const update = { dataView: matrixDataView(table, { fields: { rows: ["Region", "Egn", "Kommune"] }, objects: { subTotals: { grandTotal: "top" } } }) };
    await report.update(update);
    const total = frame.getByRole("row", { name: /^I alt/ }), headings = frame.locator("tbody th");
    const below = (await frame.locator("thead").boundingBox())!;
    await frame.getByRole("button", { name: "Fold ét niveau sammen" }).click();
    expect(await headings.allInnerTexts()).toEqual(["I alt", "Nord", "Vendsyssel", "Himmerland", "Syd", "Als"]);
    await shot(page, "visual-levels");
    await frame.getByRole("button", { name: "Fold ét niveau ud" }).click();
    await frame.locator(".scroll").evaluate((scroll) => { scroll.scrollTop = 60; });
    expect((await total.boundingBox())!.y).toBeCloseTo(below.y + below.height, 0);
    expect(await report.accessibilityFaults()).toEqual([]);
    await shot(page, "visual-total-top");
    await report.update({ dataView: NESTED });
    await frame.getByRole("button", { name: "Fold sammen: 2023" }).press("Enter");
    expect(await frame.locator(":focus").getAttribute("aria-label")).toBe("Fold ud: 2023");
    expect(await report.accessibilityFaults()).toEqual([]);
    await shot(page, "visual-columns-folded");
    await report.update({ dataView: matrixDataView(textTable("  Antal  2023/Q1  2023/Q2  2023/I alt  2024/Q1  2024/I alt  I alt\n  I alt  3  40  43  12  12  55")) });
    expect(await report.accessibilityFaults()).toEqual([]);
    await shot(page, "visual-columns-only");
    await report.close();
  });

  test("the explanation beside a hidden number, a column made wider by dragging, rows sorted by a column", async () => {
    const report = await site.open(), { frame, page } = report;
    await report.update({ dataView: NESTED });
    await frame.locator("td.hidden").nth(8).hover();
    await frame.getByRole("tooltip").waitFor();
    await shot(page, "visual-explained");
    const head = frame.locator("thead th[tabindex]").nth(2), before = (await head.boundingBox())!;
    await page.mouse.move(before.x + before.width - 3, before.y + 5);
    await page.mouse.down();
    await page.mouse.move(before.x + before.width + 57, before.y + 5, { steps: 4 });
    await page.mouse.up();
    expect((await head.boundingBox())!.width).toBeCloseTo(before.width + 60, -1);
    const kept = (await report.update({ dataView: NESTED })).log.filter((entry) => entry.startsWith("persist"));
    expect(kept).toEqual([expect.stringMatching(/"widths":"[0-9a-z]{1,7}:\d+"/)]);
    expect((await head.boundingBox())!.width).toBeCloseTo(before.width + 60, -1);
    await frame.locator("thead th.total").last().click();
    expect(await frame.locator("tbody th").nth(1).innerText()).toBe("København");
    expect(await report.accessibilityFaults()).toEqual([]);
    await shot(page, "visual-sorted");
    expect(smallAnywhere(await report.html())).toEqual([]);
    await report.close();
  });

  test("a file is offered where the tenant allows it, and asks who it is for", async () => {
    const report = await site.open(), { frame, page } = report;
    await report.update({ dataView: NESTED, files: true });
    await frame.getByRole("button", { name: "Hent som fil" }).click();
    expect(await report.accessibilityFaults()).toEqual([]);
    await frame.getByLabel("Også andre, fx andre kommuner").check();
    await shot(page, "visual-file");
    for (const kind of ["Excel-ark", "CSV-fil", "Side til udskrift"]) {
      await frame.getByRole("button", { name: kind }).click();
      await frame.getByText("Filen er hentet.").waitFor();
    }
    const { log } = await report.update({ type: 4 });
    expect(log.filter((entry) => entry.startsWith("file: "))).toEqual(["xlsx (base64)", "csv (csv)", "pdf (base64)"].map((end) => `file: Diskretioneret tabel.${end}`));
    await report.close();
  });

  test("the package holds what it must, and nothing else lies beside it", () => {
    const file = packageFile();
    const script = `import * as seal from ${JSON.stringify(path.join(ROOT, "visual/sealPackage.mjs"))}; import { readFileSync } from "node:fs";
      const bytes = readFileSync(process.argv[1]); console.log(JSON.stringify([seal.packageFaults(bytes), Buffer.compare(seal.reproducible(bytes), bytes)]));`;
    expect(readdirSync(path.dirname(file))).toHaveLength(1);
    expect(JSON.parse(execFileSync(process.execPath, ["--input-type=module", "-e", script, file]).toString())).toEqual([[], 0]);
  });

  test("messages: landing page, refusal, small tile", async () => {
    const report = await site.open(560, 420);
    expect((await report.update({})).log).toEqual(["started", "finished"]);
    await shot(report.page, "visual-landing");
    const pending = matrixDataView(benchmark(), { segment: true });
    expect((await report.update({ dataView: pending })).log).toEqual(["started", "fetchMoreData", "failed: matrix/pending"]);
    await shot(report.page, "visual-refused");
    expect((await report.update({ moreData: true })).log).toEqual(["started", "fetchMoreData", "failed: matrix/pending"]);
    await shot(report.page, "visual-waiting");
    await report.page.setViewportSize({ width: 280, height: 170 });
    await report.update({ dataView: NESTED });
    await shot(report.page, "visual-small");
    await report.close();
  });
});
