import type powerbi from "powerbi-visuals-api";
import { matrixDataView, type Report } from "../hosts/powerbi.ts";
import { benchmark } from "./benchmark.ts";
import { openVisual, settled } from "./openVisual.ts";
import { textTable } from "./textTable.ts";

const FIELDS = { rows: ["Region", "Kommune"], columns: ["År", "Aldersgruppe"] };
const nested = (objects: object, more: Report = {}): powerbi.DataView => matrixDataView(benchmark(), { fields: FIELDS, objects: objects as never, ...more });
const TWO = textTable(`
  Antal|Antal timer  2024     2025     I alt
  Nord               120|900  140|1000  260|1900
  Syd                290|100  310|120  600|220
  I alt              410|1000  450|1120  860|2120
`);
/** Rows as read from left to right, without what is only heard. */
const lines = (element: HTMLElement): string[][] => [...element.querySelectorAll("tbody tr:not(.blank)")].map((row) => [...row.children].map((cell) => cell.querySelector(".unseen") === null ? cell.textContent : ""));

describe("where the author puts things", () => {
  test("tabular: every field in a column of its own, group captions once, subtotals below", () => {
    const { update, element, texts } = openVisual();
    update(nested({ look: { layout: "tabular" } }));
    expect(texts("thead .corner")).toEqual(["Region", "Kommune"]);
    expect(lines(element).map((row) => row.slice(0, 2))).toEqual([
      ["Hovedstaden", "Dragør"], ["", "Frederiksberg"], ["", "København"], ["", "Vallensbæk"], ["", "I alt"],
      ["Nordjylland", "Aalborg"], ["", "Læsø"], ["", "Thisted"], ["", "I alt"],
      ["Syddanmark", "Fanø"], ["", "Sønderborg"], ["", "Vejle"], ["", "I alt"], ["I alt", ""],
    ]);
    expect(lines(element)[4].slice(2, 6)).toEqual(["1.241", "2.107", "1.568", "4.916"]);
    expect(element.querySelector("table")?.getAttribute("role")).toBe("grid");
    expect(texts("tbody tr:nth-child(3) th")[0]).toBe("Hovedstaden");
  });

  test("a folded group of the tabular layout is one line with its subtotal; Enter on its caption unfolds it", () => {
    const { update, element, press } = openVisual();
    update(nested({ look: { layout: "tabular" } }));
    element.querySelector<HTMLElement>("tbody .fold")?.click();
    expect(lines(element)[0].slice(0, 4)).toEqual(["Hovedstaden", "", "1.241", "2.107"]);
    expect(lines(element)).toHaveLength(10);
    expect(document.activeElement?.textContent).toBe("Hovedstaden");
    press("Enter");
    expect(lines(element)).toHaveLength(14);
    expect(document.activeElement?.textContent).toBe("Hovedstaden");
  });

  test("subtotals below their group: its line has numbers only while it is folded", () => {
    const { update, element, texts, row } = openVisual();
    update(nested({ subTotals: { showRows: "bottom" } }));
    expect(texts("tbody th").slice(0, 6)).toEqual(["Hovedstaden", "Dragør", "Frederiksberg", "København", "Vallensbæk", "Hovedstaden i alt"]);
    expect([row("Hovedstaden")[0], row("Hovedstaden i alt")[0]]).toEqual(["", "1.241"]);
    element.querySelector<HTMLElement>("tbody .fold")?.click();
    expect(texts("tbody th")).not.toContain("Hovedstaden i alt");
    expect(row("Hovedstaden")[0]).toBe("1.241");
  });

  test("totals that are not drawn are protected all the same: the pattern does not change", () => {
    const all = openVisual(), none = openVisual();
    all.update(nested({}));
    const of = (name: string): string[] => all.row(name).filter((_, column) => (column + 1) % 4 !== 0 && column < 8);
    const before = ["Dragør", "København", "Fanø"].map(of);
    none.update(nested({ subTotals: { showRows: "none", showColumns: "none", grandTotal: "none" } }));
    expect(["Dragør", "København", "Fanø"].map(none.row)).toEqual(before);
    expect(none.texts("tbody th")).not.toContain("I alt");
    expect(none.texts("thead th")).not.toContain("I alt");
    expect(none.row("Hovedstaden")[0]).toBe("");
  });

  test("the grand total above everything, and reached by the same keys", () => {
    const { update, element, texts, press } = openVisual();
    update(nested({ subTotals: { grandTotal: "top" } }));
    expect(texts("tbody th").slice(0, 3)).toEqual(["I alt", "Hovedstaden", "Dragør"]);
    expect([...element.querySelectorAll("tbody")].map(({ className }) => className)).toEqual(["totals", ""]);
    element.querySelector<HTMLElement>('tbody:not(.totals) [tabindex="0"]')?.focus();
    press("Home", { ctrlKey: true });
    expect(document.activeElement?.textContent).toBe("I alt");
    press("ArrowDown");
    expect(document.activeElement?.textContent).toBe("Hovedstaden");
    press("End", { ctrlKey: true });
    expect(document.activeElement?.textContent).toBe("1.835");
  });

  test("column totals on the left", () => {
    const { update, texts, row } = openVisual();
    update(nested({ subTotals: { showColumns: "first" } }));
    expect(texts("thead tr:nth-child(1) th").slice(1)).toEqual(["I alt", "2023", "2024"]);
    expect(texts("thead tr:nth-child(2) th")).toEqual(["I alt", "18-29", "30-49", "50-66", "I alt", "18-29", "30-49", "50-66"]);
    expect(row("København")).toEqual(["7.608", "3.832", "981", "1.604", "1.247", "3.776", "942", "1.571", "1.263"]);
  });

  test("several measures below each other, in both layouts, and on top of column fields", () => {
    const { update, element, texts } = openVisual();
    const draw = (look: object): string[][] => { update(matrixDataView(TWO, { objects: { look: { measuresOnRows: true, ...look } } })); return lines(element); };
    expect(draw({})).toEqual([
      ["Nord", "", "", ""], ["Antal", "120", "140", "260"], ["Antal timer", "900", "1.000", "1.900"],
      ["Syd", "", "", ""], ["Antal", "290", "310", "600"], ["Antal timer", "100", "120", "220"],
      ["I alt", "", "", ""], ["Antal", "410", "450", "860"], ["Antal timer", "1.000", "1.120", "2.120"],
    ]);
    expect(texts("thead th")).toEqual(["rows", "2024", "2025", "I alt"]);
    expect(draw({ layout: "tabular" }).slice(0, 3)).toEqual([["Nord", "Antal", "120", "140", "260"], ["", "Antal timer", "900", "1.000", "1.900"], ["Syd", "Antal", "290", "310", "600"]]);
    expect(texts("thead .corner")).toEqual(["rows", "Værdi"]);
  });
});

describe("what the reader may change", () => {
  const names = (element: HTMLElement): string[] => [...element.querySelectorAll("tbody:not(.totals) th")].map(({ textContent }) => textContent);
  const head = (element: HTMLElement, text: string): HTMLElement => [...element.querySelectorAll<HTMLElement>("thead th[tabindex]")].find(({ textContent }) => textContent === text)!;
  const OPEN = textTable("Antal  2024  2025  I alt\nB10  120  140  260\nA2  290  .  290\nA10  50  70  120\nI alt  460  210  670".replace(/^/gm, "  "));

  test("rows by caption: up, down, as given; numbers inside captions count as numbers", () => {
    const { update, element } = openVisual();
    update(matrixDataView(OPEN));
    const orders = [0, 1, 2].map(() => { head(element, "rows").click(); return names(element); });
    expect(orders).toEqual([["A2", "A10", "B10"], ["B10", "A10", "A2"], ["B10", "A2", "A10"]]);
    expect(head(element, "rows").getAttribute("aria-sort")).toBe("none");
  });

  test("rows by a column of which every number is shown, a blank last; the choice outlives an update", () => {
    const { update, element } = openVisual();
    update(matrixDataView(OPEN));
    head(element, "2024").click();
    expect([names(element), head(element, "2024").getAttribute("aria-sort")]).toEqual([["A2", "B10", "A10"], "descending"]);
    update(matrixDataView(OPEN));
    expect(names(element)).toEqual(["A2", "B10", "A10"]);
    head(element, "2025").click();
    expect(names(element)[0]).toBe("B10");
  });

  test("not by a column with a hidden number, for then the order would tell; and not any more when one becomes hidden", () => {
    const { update, element } = openVisual();
    const low = textTable("  Antal  2024  2025  I alt\n  A  120  3  123\n  B  290  9  299\n  C  50  70  120\n  I alt  460  82  542");
    const high = textTable("  Antal  2024  2025  I alt\n  A  120  30  150\n  B  290  90  380\n  C  50  70  120\n  I alt  460  190  650");
    update(matrixDataView(high));
    head(element, "2025").click();
    expect(names(element)).toEqual(["B", "C", "A"]);
    update(matrixDataView(low));
    expect(names(element)).toEqual(["A", "B", "C"]);
    expect(element.querySelector("[aria-sort=descending]")).toBeNull();
    head(element, "2025").click();
    expect(names(element)).toEqual(["A", "B", "C"]);
  });

  test("within their groups", () => {
    const { update, element } = openVisual();
    update(nested({}));
    [...element.querySelectorAll<HTMLElement>("thead th[tabindex]")].at(-1)!.click();
    expect(names(element)).toEqual(["Hovedstaden", "København", "Frederiksberg", "Vallensbæk", "Dragør", "Nordjylland", "Aalborg", "Thisted", "Læsø", "Syddanmark", "Vejle", "Sønderborg", "Fanø"]);
  });

  test("a column's width, by keyboard; it stays through an update", () => {
    const { update, element, press } = openVisual();
    update(matrixDataView(OPEN));
    element.querySelector<HTMLElement>('tbody [tabindex="0"]')?.focus();
    press("ArrowUp"); press("ArrowRight");
    expect(document.activeElement?.textContent).toBe("2024");
    press("ArrowRight", { shiftKey: true });
    expect(element.querySelectorAll("col")[1].style.width).toBe("calc(40px)");
    update(matrixDataView(OPEN));
    expect(element.querySelectorAll("col")[1].style.width).toBe("calc(40px)");
  });

  test("widths are handed to the report, without a caption or a number in them, and come back with it", () => {
    const first = openVisual(), width = (element: HTMLElement, column: number): string => element.querySelectorAll<HTMLElement>("col")[column].style.width;
    first.update(nested({}));
    const own = width(first.element, 1), head = first.element.querySelectorAll<HTMLElement>("thead tr:nth-child(2) th")[0];
    Object.defineProperty(head, "offsetWidth", { value: 100 });
    head.focus();
    first.press("ArrowRight", { shiftKey: true });
    const [entry] = first.log.splice(0), changes = JSON.parse(entry.replace("persist: ", "")) as { merge: { properties: { widths: string } }[] };
    expect(entry.replace(/"[0-9a-z]{1,7}:116"/, "…")).toBe('persist: {"merge":[{"objectName":"columns","properties":{"widths":…},"selector":null}]}');
    const objects = { columns: changes.merge[0].properties };
    first.update(nested(objects));
    expect(width(first.element, 1)).toBe("calc(116px)");
    const later = openVisual();
    later.update(nested(objects));
    expect([width(later.element, 9), width(later.element, 1)]).toEqual([width(first.element, 9), "calc(116px)"]);
    later.element.querySelector("thead tr:nth-child(2) th .grip")!.dispatchEvent(new MouseEvent("dblclick", { bubbles: true }));
    expect(width(later.element, 1)).toBe(own);
    expect(later.log.splice(0)).toEqual([expect.stringContaining('"widths":""')]);
    later.update(nested({}));
    later.update(nested({ columns: { widths: "nonsense:1 a:99999999 : b" } }));
    expect(width(later.element, 1)).toBe(own);
  });

  test("one explanation beside any hidden number, gone with Escape", () => {
    const { update, element, press } = openVisual();
    update(nested({}));
    const tip = element.querySelector<HTMLElement>("[role=tooltip]")!;
    expect(tip.hidden).toBe(true);
    element.querySelector<HTMLElement>('tbody [tabindex="0"]')?.focus();
    press("ArrowDown"); press("ArrowRight");
    expect([document.activeElement?.textContent, tip.hidden, tip.textContent]).toEqual(["..", false, "Skjult, fordi antallet er 5 eller derunder, eller fordi tallet kan bruges til at regne et så lille antal ud."]);
    press("Escape");
    expect(tip.hidden).toBe(true);
  });
});

describe("numbers as the model writes them", () => {
  test("a cell's own format where the model computes one, and none of a hidden cell", () => {
    const { update, row, element } = openVisual();
    const dataView = matrixDataView(textTable("  Antal  2024  2025  I alt\n  A  120  3  123\n  B  290  900  1190\n  C  50  70  120\n  I alt  460  973  1433"));
    const rows = dataView.matrix!.rows.root.children!;
    rows[3].values![0].objects = { general: { formatString: "0 \"stk.\"" } };
    rows[0].values![1].objects = { general: { formatString: "\"tre: \"0" } };
    update(dataView);
    expect([row("A")[1], row("I alt")]).toEqual(["..", ["460 stk.", "973", "1.433"]]);
    expect(element.innerHTML).not.toContain("tre");
  });
});

describe("groups within groups", () => {
  const DEEP = textTable(`
    Antal          2024  2025  I alt
    Nord             90    95    185
      Vendsyssel     50    52    102
        Hjørring     30    31     61
        Læsø         20    21     41
      Himmerland     40    43     83
        Rebild       40    43     83
    Syd              60    66    126
      Als            60    66    126
        Sønderborg   60    66    126
    I alt           150   161    311
  `);
  const deep = (objects: object = {}): powerbi.DataView => matrixDataView(DEEP, { fields: { rows: ["Region", "Egn", "Kommune"] }, objects: objects as never });
  const OUTER = ["Nord", "Syd", "I alt"], MIDDLE = ["Nord", "Vendsyssel", "Himmerland", "Syd", "Als", "I alt"], ALL = ["Nord", "Vendsyssel", "Hjørring", "Læsø", "Himmerland", "Rebild", "Syd", "Als", "Sønderborg", "I alt"];

  test("one level at a time, all of them at once, and each by itself", () => {
    const { update, element, texts } = openVisual();
    update(deep());
    const [further, back, all] = [...element.querySelectorAll<HTMLElement>(".corner .fold")], seen = (): string[] => texts("tbody tr:not(.blank) th");
    const after = (button: HTMLElement): string[] => { button.click(); return seen(); };
    expect([seen(), further.getAttribute("aria-disabled"), back.getAttribute("aria-disabled")]).toEqual([ALL, "true", "false"]);
    expect([after(back), after(back), after(back), back.getAttribute("aria-disabled")]).toEqual([MIDDLE, OUTER, OUTER, "true"]);
    expect([after(further), after(further), after(further)]).toEqual([MIDDLE, ALL, ALL]);
    expect([after(all), after(further)]).toEqual([OUTER, MIDDLE]);
    element.querySelector<HTMLElement>("tbody .fold")?.click();
    expect(seen()).toEqual(["Nord", "Syd", "Als", "I alt"]);
    expect(after(further)).toEqual(MIDDLE);
  });
  test("the author chooses how many levels are unfolded at first; what the reader has turned stays", () => {
    const { update, element, texts } = openVisual(), seen = (): string[] => texts("tbody tr:not(.blank) th");
    update(deep({ look: { unfolded: "none" } }));
    expect(seen()).toEqual(OUTER);
    element.querySelector<HTMLElement>("tbody .fold")?.click();
    update(deep({ look: { unfolded: "none" } }));
    expect(seen()).toEqual(["Nord", "Vendsyssel", "Himmerland", "Syd", "I alt"]);
    const { update: other, texts: shown } = openVisual();
    other(deep({ look: { unfolded: "one" } }));
    expect(shown("tbody tr:not(.blank) th")).toEqual(MIDDLE);
  });
  test("with one level of groups there is one button", () => {
    const { update, element } = openVisual();
    update(nested({}));
    expect(element.querySelectorAll(".corner .fold")).toHaveLength(1);
  });
});

describe("groups of columns", () => {
  const fold = (element: HTMLElement, year: string): HTMLElement => [...element.querySelectorAll<HTMLElement>("thead .fold")].find((button) => button.getAttribute("aria-label")?.endsWith(`: ${year}`))!;

  test("fold into their total and stay so through an update; the focus stays on the button", () => {
    const { update, element, texts } = openVisual();
    update(nested({}));
    const [all, pattern, count] = [lines(element), texts("td.hidden").length, texts(".count")];
    fold(element, "2023").focus();
    fold(element, "2023").click();
    expect(texts("thead tr:nth-child(1) th")).toEqual(["Region / Kommune", "2023", "2024", "I alt"]);
    expect(lines(element)).toEqual(all.map(([caption, , , , ...rest]) => [caption, ...rest]));
    expect(texts(".count")).toEqual(count);
    expect(document.activeElement).toBe(fold(element, "2023"));
    expect([fold(element, "2023").getAttribute("aria-expanded"), fold(element, "2023").getAttribute("aria-label")]).toEqual(["false", "Fold ud: 2023"]);
    update(nested({}));
    expect(lines(element)[0]).toHaveLength(all[0].length - 3);
    fold(element, "2023").click();
    expect([lines(element), texts("td.hidden").length]).toEqual([all, pattern]);
  });
  test("also where column totals are not drawn, and with several measures", () => {
    const { update, element } = openVisual();
    update(nested({ subTotals: { showColumns: "none" } }));
    fold(element, "2024").click();
    expect(lines(element)[0]).toHaveLength(1 + 3 + 1);
    const two = openVisual(), table = benchmark();
    two.update(matrixDataView({ ...table, measures: [table.measures[0], { ...table.measures[0], name: "Antal to" }] }, { fields: FIELDS }));
    fold(two.element, "2024").click();
    expect([lines(two.element)[0].length, two.texts("thead tr:last-child th").length]).toEqual([1 + 2 * (4 + 1 + 1), 2 * (4 + 1 + 1)]);
  });
  test("a group without a total cannot be folded", () => {
    const axis = (name: string, members: readonly string[]) => ({ name, members, hierarchies: [{ name, parent: members.map((_, at) => (at === 0 ? -1 : 0)) }] });
    const axes = [axis("rows", ["(total)", "Nord", "Syd"]), axis("columns", ["(total)", "2024 / K", "2024 / M"])];
    const { update, element, texts } = openVisual();
    expect(update(matrixDataView({ name: "", shape: { kind: "cross", axes }, measures: [{ name: "Antal", values: Float64Array.from([100, 40, 60, 40, 15, 25, 60, 25, 35]) }] })).at(-1)).toBe("finished");
    expect([texts("thead th.part"), element.querySelector(".fold")]).toEqual([["2024", "K", "M"], null]);
  });
  test("in the chart nothing is folded", () => {
    const { update, element, texts } = openVisual();
    update(nested({}));
    fold(element, "2023").click();
    update(nested({ look: { form: "bars" } }));
    expect([texts(".key li").length, element.querySelector(".fold")]).toEqual([6, null]);
  });
});

describe("roles left empty", () => {
  test("columns without rows stand on one line, which is no total and cannot be chosen", async () => {
    const { update, texts, element, log } = openVisual();
    expect(update(matrixDataView(textTable("  Antal  2023/Q1  2023/Q2  2023/I alt  2024/Q1  2024/I alt  I alt\n  I alt  3  40  43  12  12  55")))).toEqual(["started", "finished"]);
    expect([texts("tbody th"), texts("tbody td")]).toEqual([["Antal"], ["..", "..", "43", "12", "12", "55"]]);
    expect(element.querySelector("tr.grand, tr[aria-selected]")).toBeNull();
    element.querySelector<HTMLElement>("tbody th")?.click();
    await settled();
    expect(log).toEqual([]);
  });

  test.each([
    [{ layout: "tabular" }, ["I alt"], ["30", "900", "29", "100", "59", "1.000"]],
    [{ measuresOnRows: true }, ["Antal", "Antal timer"], ["30", "29", "59", "900", "100", "1.000"]],
    [{ layout: "tabular", measuresOnRows: true }, ["Antal", "Antal timer"], ["30", "29", "59", "900", "100", "1.000"]],
    [{ form: "bars" }, ["I alt"], ["2023 · Antal: 302024 · Antal: 29"]],
  ])("whatever the layout, and whether totals are drawn: %j", (look, headings, numbers) => {
    const { update, texts } = openVisual();
    expect(update(matrixDataView(textTable("  Antal|Antal timer  2023  2024  I alt\n  I alt  30|900  29|100  59|1000"), { objects: { look, subTotals: { grandTotal: "none", showRows: "none" } } }))).toEqual(["started", "finished"]);
    expect([texts("tbody th"), texts("tbody td")]).toEqual([headings, numbers]);
  });
});
