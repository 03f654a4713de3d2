import { readFileSync } from "node:fs";
import { BUILT_IN, type Policy } from "../../shared/policy/policy.ts";
import { pivotTables } from "../../shared/sources/pivot.ts";
import type { Table } from "../../shared/table/table.ts";
import { readWorkbook } from "../../shared/workbook/readWorkbook.ts";
import { matrixDataView } from "../hosts/powerbi.ts";
import { corpusBytes, corpusFiles } from "../shared/workbook/corpus.ts";
import { openVisual } from "./openVisual.ts";

/** Larger tables are the engine's work, not the drawing's. */
const LARGEST = 300;
/** Whatever a pivot counts is taken for persons, so that there is something to hide. */
const PERSONS: Policy = { ...BUILT_IN, measures: [{ pattern: "", class: "persons" }] };
const LOOKS = [{}, { look: { layout: "tabular" } }, { look: { form: "bars" } }, { look: { measuresOnRows: true, bars: true }, subTotals: { showRows: "bottom", showColumns: "first" } }];

function tables(bytes: Uint8Array): readonly Table[] {
  const read = readWorkbook(bytes);
  if (read.status !== "read") return [];
  return pivotTables(read.workbook).flatMap((pivot) => (pivot.status === "read" ? pivot.placed.map(({ table }) => table) : [])).filter(({ measures: [first] }) => first.values.length <= LARGEST);
}

/** Draws a table in every form, folds it and sorts it; the last rendering events. */
function ends(table: Table): readonly string[] {
  return LOOKS.map((objects) => {
    const { element, update } = openVisual({}, PERSONS), log = update(matrixDataView(table, { objects }));
    expect(log.map((entry) => entry.split(":")[0])).toEqual(["started", log[1] === "finished" ? "finished" : "failed"]);
    const heads = (): HTMLElement[] => [...element.querySelectorAll<HTMLElement>("thead th[tabindex]")];
    element.querySelector<HTMLElement>(".corner .fold[aria-expanded]")?.click();
    for (let at = 0; at < Math.min(4, heads().length); at++) heads()[at].click();
    expect(element.querySelectorAll("table").length).toBeLessThanOrEqual(log[1] === "finished" ? 1 : 0);
    return log[1];
  });
}

test("the sample's pivots are drawn in every form", () => {
  const all = tables(new Uint8Array(readFileSync("sample.xlsx"))).map(ends);
  expect(all.length).toBeGreaterThan(2);
  expect(new Set(all.flat())).toEqual(new Set(["finished"]));
});

test("pivots of real workbooks are drawn or refused with a reason, never failed at", () => {
  const files = corpusFiles.slice(0, 24);
  if (files.length === 0) { console.log("not run: pivots of real workbooks, the corpus is not on this machine"); return; }
  const all = files.flatMap((file) => tables(corpusBytes(file)).flatMap(ends));
  expect(all.filter((end) => end === "finished").length).toBeGreaterThan(50);
  expect(all.filter((end) => end === "failed: visual/failed")).toEqual([]);
});
