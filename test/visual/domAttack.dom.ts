import fc from "fast-check";
import type powerbi from "powerbi-visuals-api";
import { BUILT_IN } from "../../shared/policy/policy.ts";
import type { Axis, Table } from "../../shared/table/table.ts";
import { Visual } from "../../visual/visual.ts";
import { createHost, matrixDataView, THEMES, type HostLog, type Report } from "../hosts/powerbi.ts";
import { Attacker, type Findings } from "./attacker.ts";
import { benchmark, LIMIT, smallAnywhere } from "./benchmark.ts";
import { settled } from "./openVisual.ts";
import { textTable } from "./textTable.ts";

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
    log.splice(0);
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

/** Three levels of places, two counts of which different ones are small. */
const DEEP = textTable(`
  Antal|Antal to    2022       2023       2024       2025       I alt
  Nord              107|221    124|195    130|212    139|223    500|851
    Vendsyssel      54|111     72|108     69|110     77|109     272|438
      Hjørring      31|60      37|58      33|62      40|55      141|235
      Brønderslev   20|37      21|38      24|39      26|41      91|155
      Læsø          3|14       14|12      12|9       11|13      40|48
    Himmerland      53|110     52|87      61|102     62|114     228|413
      Rebild        41|88      38|85      44|81      47|90      170|344
      Mors          12|22      14|2       17|21      15|24      58|69
  Syd               115|211    128|210    110|210    132|216    485|847
    Als             71|140     79|133     65|137     82|137     297|547
      Sønderborg    57|127     64|122     61|119     66|125     248|493
      Ærø           14|13      15|11      4|18       16|12      49|54
    Fyn             44|71      49|77      45|73      50|79      188|300
      Assens        44|71      49|77      45|73      50|79      188|300
  I alt             222|432    252|405    240|422    271|439    985|1698
`);
const deep = (objects: object, more: Report = {}): powerbi.DataView => matrixDataView(DEEP, { fields: { rows: ["Region", "Egn", "Kommune"] }, objects: objects as never, ...more });
const FORMS: readonly object[] = [{}, { layout: "tabular" }, { measuresOnRows: true, unfolded: "one" }, { layout: "tabular", measuresOnRows: true, unfolded: "none" }, { form: "bars" }, { unfolded: "none", bars: true }];
const TOTALS: readonly object[] = [{}, { showRows: "bottom", showColumns: "first", grandTotal: "top" }, { showRows: "none", showColumns: "none", grandTotal: "none" }];
const BUTTONS = "thead .fold, tbody .fold";

/** Presses the fold button at a place, if there is one, or chooses a row by its caption. */
function press(element: HTMLElement, selector: string, at: number, more: MouseEventInit = {}): void {
  const found = element.querySelectorAll(selector);
  found[at % found.length]?.dispatchEvent(new MouseEvent("click", { bubbles: true, ...more }));
}

test.each(FORMS)("in the form %j, however it is folded, sorted and chosen from, wherever its totals stand", async (form) => {
  const { element, update } = open(), attacker = new Attacker(DEEP, LIMIT);
  const look = (): void => { attacker.read(element); expect(smallAnywhere(element.innerHTML.replace(/<div class="axis">.*?<\/div>/, ""), DEEP)).toEqual([]); };
  for (const subTotals of TOTALS) {
    expect(update(deep({ look: form, subTotals }))).toBe("finished"); look();
    for (let button = 0; button < 12; button++) { press(element, BUTTONS, button); look(); }
    eachOrder(element, look);
    for (const row of [0, 2, 5]) { press(element, "tbody th span, .label", row, { ctrlKey: true }); await settled(); look(); }
    update(deep({ look: form, subTotals }, { highlights: DEEP.measures.map(({ values }) => values.map((value) => Math.min(value, 2))) })); look();
  }
  expect(attacker.read(element)).toBeGreaterThan(15);
  expect(attacker.findings()).toEqual(NOTHING);
});

/** Flat and nested tables of counts, many of them small. */
const anyTable: fc.Arbitrary<Table> = fc.record({
  groups: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 }), columns: fc.integer({ min: 1, max: 5 }), seeds: fc.infiniteStream(fc.oneof(fc.nat(9), fc.nat(300))),
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

test("no table gives away a hidden number through all that one reader makes of it", () => {
  const anyAct = fc.oneof(fc.record({ fold: fc.nat(20) }), fc.record({ sort: fc.nat(20) }), fc.record({ choose: fc.nat(20) }), fc.record({ look: fc.constantFrom(...FORMS), subTotals: fc.constantFrom(...TOTALS) }));
  let drawn = 0;
  fc.assert(fc.property(anyTable, fc.array(anyAct, { minLength: 1, maxLength: 12 }), (table, acts) => {
    const { element, update } = open(), attacker = new Attacker(table, LIMIT);
    if (update(matrixDataView(table)) !== "finished") return;
    drawn++;
    for (const act of acts) {
      if ("fold" in act) press(element, BUTTONS, act.fold);
      else if ("sort" in act) press(element, "thead th[tabindex]", act.sort);
      else if ("choose" in act) press(element, "tbody th span, .label", act.choose);
      else expect(update(matrixDataView(table, { objects: act as never }))).toBe("finished");
      attacker.read(element);
    }
    expect(attacker.findings()).toEqual(NOTHING);
  }), { seed: 20261123, numRuns: 40 });
  expect(drawn).toBeGreaterThan(20);
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
