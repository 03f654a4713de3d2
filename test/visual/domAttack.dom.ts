import fc from "fast-check";
import type powerbi from "powerbi-visuals-api";
import { BUILT_IN } from "../../shared/policy/policy.ts";
import type { Axis, Table } from "../../shared/table/table.ts";
import { Visual } from "../../visual/visual.ts";
import { createHost, matrixDataView, THEMES, type HostLog } from "../hosts/powerbi.ts";
import { Attacker, type Findings } from "./attacker.ts";
import { benchmark, LIMIT } from "./benchmark.ts";

const NOTHING: Findings = { exact: [], derived: [], insiders: [] };
const DATA = 2, RESIZE = 4, STYLE = 16, RESIZE_END = 32;

/** Sorts by every column in turn, as far as the drawing lets it. */
function eachOrder(element: HTMLElement, look: () => void): void {
  const heads = (): HTMLElement[] => [...element.querySelectorAll<HTMLElement>("thead th[tabindex]")];
  heads().forEach((_, at) => { for (let click = 0; click < 3; click++) { heads()[at].click(); look(); } });
}

function open() {
  const log: HostLog = [], element = document.createElement("div"), options = { locale: "da-DK", colours: THEMES.light, hostEnv: 4, moreData: true, strings: {} };
  document.body.replaceChildren(element);
  const host = createHost(options, log), visual = new Visual({ element, host }, { policy: BUILT_IN, notices: [] });
  const update = (dataView: powerbi.DataView, type = DATA): string => {
    visual.update({ dataViews: [dataView], viewport: { width: 800, height: 400 }, type });
    const entries = log.splice(0);
    expect([entries[0], entries.filter((entry) => /^(finished|failed)/.test(entry)).length]).toEqual(["started", 1]);
    return entries[entries.length - 1];
  };
  return { element, host, update };
}

test("the attacker finds a number that was left open too many", () => {
  const { element, update } = open(), table = benchmark(), attacker = new Attacker(table, LIMIT);
  update(matrixDataView(table));
  const hidden = element.querySelector("td.hidden")!;
  hidden.outerHTML = "<td>3</td>";
  expect(attacker.read(element)).toBeGreaterThan(60);
  expect(attacker.findings().derived.length + attacker.findings().exact.length).toBeGreaterThan(0);
});

test("everything that one reader sees through a sequence of updates gives nothing away", () => {
  const { element, host, update } = open(), table = benchmark(), attacker = new Attacker(table, LIMIT);
  const look = (): void => { attacker.read(element); expect(attacker.findings()).toEqual(NOTHING); };
  const fold = (): void => { element.querySelector<HTMLElement>(".corner .fold[aria-expanded]")?.click(); look(); };
  expect(update(matrixDataView(table, { segment: true }))).toBe("failed: matrix/pending"); look();
  expect(update(matrixDataView(table, { segment: true }), RESIZE)).toBe("failed: matrix/pending"); look();
  expect(update(matrixDataView(table))).toBe("finished"); look();
  expect(update(matrixDataView(table), RESIZE | RESIZE_END)).toBe("finished"); look();
  fold(); fold();
  const highlights = table.measures.map(({ values }) => values.map((value) => Math.min(value, 2)));
  update(matrixDataView(table, { highlights })); look();
  update(matrixDataView(table, { totals: "Top" })); look();
  Object.assign(host, { colorPalette: createHost({ locale: "da-DK", colours: THEMES.dark, hostEnv: 4, moreData: false, strings: {} }, []).colorPalette });
  update(matrixDataView(table), STYLE); look();
  for (const subTotals of [{ showRows: "bottom" }, { showColumns: "first" }, { showRows: "none", showColumns: "none", grandTotal: "none" }]) { update(matrixDataView(table, { objects: { subTotals } })); look(); }
  update(matrixDataView(table));
  eachOrder(element, look);
  expect(attacker.read(element)).toBeGreaterThan(60);
});

/** Flat and nested tables of counts, many of them small. */
const anyTable: fc.Arbitrary<Table> = fc.record({
  groups: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }), columns: fc.integer({ min: 1, max: 5 }), seeds: fc.infiniteStream(fc.oneof(fc.nat(9), fc.nat(300))),
}).map(({ groups, columns, seeds }) => {
  const rowNames = ["(total)"], parent = [-1];
  groups.forEach((size, g) => {
    rowNames.push(`G${g}`);
    parent.push(0);
    const at = rowNames.length - 1;
    for (let leaf = 0; size > 1 && leaf < size; leaf++) { rowNames.push(`G${g} / L${leaf}`); parent.push(at); }
  });
  const columnNames = ["(total)", ...Array.from({ length: columns }, (_, c) => `C${c}`)], width = columnNames.length, values = new Float64Array(rowNames.length * width);
  const axis = (name: string, members: readonly string[], parents: readonly number[]): Axis => ({ name, members, labels: members.map((member) => member === "(total)" ? "" : member.split(" / ").at(-1)!), hierarchies: [{ name, parent: parents }] });
  rowNames.forEach((_, row) => {
    if (parent.includes(row)) return;
    for (let c = 1; c < width; c++) { const value = Number(seeds.next().value); for (let r = row; r >= 0; r = parent[r]) for (const column of [c, 0]) values[r * width + column] += value; }
  });
  return { name: "", shape: { kind: "cross", axes: [axis("rows", rowNames, parent), axis("columns", columnNames, columnNames.map((_, c) => c === 0 ? -1 : 0))] }, measures: [{ name: "Antal", values }] };
});

test("no table gives away a hidden number by what is drawn of it, in any order of its rows", () => {
  let drawn = 0;
  fc.assert(fc.property(anyTable, (table) => {
    const { element, update } = open(), attacker = new Attacker(table, LIMIT);
    if (update(matrixDataView(table)) !== "finished") { expect(element.querySelector("table")).toBeNull(); return; }
    drawn++;
    eachOrder(element, () => { attacker.read(element); });
    expect(attacker.findings()).toEqual(NOTHING);
  }), { seed: 20261123, numRuns: 60 });
  expect(drawn).toBeGreaterThan(30);
});
