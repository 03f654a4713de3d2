import type powerbi from "powerbi-visuals-api";
import { BUILT_IN, type Policy } from "../../shared/policy/policy.ts";
import { Visual } from "../../visual/visual.ts";
import { createHost, matrixDataView, THEMES, type HostOptions, type Report } from "../hosts/powerbi.ts";
import { benchmark, secrets, smallAnywhere } from "./benchmark.ts";
import { openVisual, settled } from "./openVisual.ts";
import { textTable } from "./textTable.ts";

const FIELDS = { rows: ["Region", "Kommune"], columns: ["År", "Aldersgruppe"] };
const NESTED = matrixDataView(benchmark(), { fields: FIELDS });

const SMALL = `
  Antal    0-2  3-5  I alt
  A          3    7     10
  B         20   30     50
  I alt     23   37     60
`;
const small = (report?: Report): powerbi.DataView => matrixDataView(textTable(SMALL), report);

test("what there is to say of the policy stands above the table, and a package without one says so", () => {
  const soon = openVisual({}, BUILT_IN, [{ code: "policy/endsSoon", params: { to: "2027-01-31", n: 1 } }]);
  soon.update(small());
  expect(soon.texts(".notice.strong")).toEqual(["Kommunens regelsæt udløber 2027-01-31, om 1 dag. Der skal besluttes et nyt."]);
  const { element, host } = openVisual(), unbaked = new Visual({ element, host });
  unbaked.update({ dataViews: [small()], viewport: { width: 800, height: 400 }, type: 2 });
  expect(element.querySelector(".notice.strong")?.textContent).toBe("Kommunen har ikke udgivet et regelsæt. De indbyggede regler gælder.");
});

describe("the drawing", () => {
  test("rows and columns with totals, hidden cells with the mark, one explanation and one number", () => {
    const { update, row, texts } = openVisual();
    expect(update(NESTED)).toEqual(["started", "finished"]);
    expect(texts("tbody th")).toEqual(["Hovedstaden", "Dragør", "Frederiksberg", "København", "Vallensbæk", "Nordjylland", "Aalborg", "Læsø", "Thisted", "Syddanmark", "Fanø", "Sønderborg", "Vejle", "I alt"]);
    expect(texts("thead tr:nth-child(1) th")).toEqual(["Region / Kommune", "2023", "2024", "I alt"]);
    expect(texts("thead tr:nth-child(2) th")).toEqual(["18-29", "30-49", "50-66", "I alt", "18-29", "30-49", "50-66", "I alt"]);
    expect(row("København")).toEqual(["981", "1.604", "1.247", "3.832", "942", "1.571", "1.263", "3.776", "7.608"]);
    expect(row("Dragør")[0]).toBe("..");
    expect(row("I alt")[8]).toBe("15.679");
    expect(texts(".why")).toEqual(["..Skjult, fordi antallet er 5 eller derunder, eller fordi tallet kan bruges til at regne et så lille antal ud."]);
    expect(texts(".count")).toEqual([`${texts("td.hidden").length} tal er skjult`]);
  });

  test("every hidden cell is made exactly alike", () => {
    const { update, element } = openVisual();
    update(NESTED);
    const forms = new Set([...element.querySelectorAll("td.hidden")].map((cell) => { cell.setAttribute("tabindex", "-1"); return cell.outerHTML; }));
    expect([...forms]).toEqual(['<td class="hidden" aria-label="skjult" tabindex="-1">..</td>']);
  });

  test("header cells span what they head", () => {
    const { update, element } = openVisual();
    update(NESTED);
    const widths = [...element.querySelectorAll("thead tr:nth-child(1) th")].map((head) => Number(head.getAttribute("colspan") ?? 1));
    expect(widths).toEqual([1, 4, 4, 1]);
    const columns = [...element.querySelectorAll("tbody tr:not(.blank)")].map((line) => line.children.length);
    expect(new Set(columns)).toEqual(new Set([10]));
    expect(element.querySelector("table")?.getAttribute("aria-colcount")).toBe("10");
  });

  test("English for every other language, numbers in the host's own", () => {
    const { update, row, texts } = openVisual({ locale: "en-US" });
    update(NESTED);
    expect(row("København")[0]).toBe("981");
    expect(row("Total")[8]).toBe("15,679");
    expect(texts(".count")[0]).toMatch(/^\d+ numbers are hidden$/);
    expect(openVisual({ locale: "not a tag" }).update(NESTED)).toEqual(["started", "finished"]);
  });

  test("several measures stand under each column, in the model's formats", () => {
    const table = textTable(`
      Antal|Antal andre    2024   I alt
      Nord                12|90  12|90
      Syd                 29|10  29|10
      I alt              41|100  41|100
    `);
    const { update, row, texts } = openVisual();
    const dataView = matrixDataView({ ...table, measures: [table.measures[0], { ...table.measures[1], numberFormat: "#,0.0 \"stk.\"" }] });
    update(dataView);
    expect(texts("thead tr:nth-child(2) th")).toEqual(["Antal", "Antal andre", "Antal", "Antal andre"]);
    expect(row("I alt")).toEqual(["41", "100,0 stk.", "41", "100,0 stk."]);
  });

  test("without column fields the measure heads its column", () => {
    const { update, texts, row } = openVisual();
    update(matrixDataView(textTable("Antal  I alt\n  Nord  12\n  Syd  9\n  I alt  21".replace("Antal", "  Antal"))));
    expect(texts("thead th")).toEqual(["rows", "Antal"]);
    expect(row("Syd")).toEqual(["9"]);
  });

  test("without subtotals a group is a heading with empty cells", () => {
    const axes = [
      { name: "rows", members: ["(total)", "Nord / Læsø", "Nord / Aalborg", "Syd / Fanø"], hierarchies: [{ name: "rows", parent: [-1, 0, 0, 0] }] },
      { name: "columns", members: ["2024", "2025"], hierarchies: [{ name: "columns", parent: [-1, -1] }] },
    ];
    const { update, texts, row } = openVisual();
    expect(update(matrixDataView({ name: "", shape: { kind: "cross", axes }, measures: [{ name: "Antal", values: Float64Array.from([60, 70, 10, 20, 30, 20, 20, 30]) }] }))).toEqual(["started", "finished"]);
    expect(texts("thead th").slice(1)).toEqual(["2024", "2025"]);
    expect(texts("tbody th")).toEqual(["Nord", "Læsø", "Aalborg", "Syd", "Fanø", "I alt"]);
    expect([row("Nord"), row("Aalborg"), row("I alt")]).toEqual([["", ""], ["30", "20"], ["60", "70"]]);
  });

  test("a blank stays blank or is hidden, never a zero", () => {
    const { update, row } = openVisual();
    update(matrixDataView(textTable(`
      Antal    0-2  3-5  6-9  I alt
      A         12    .   18     30
      B         20   30   11     61
      C         13   15   17     45
      I alt     45   45   46    136
    `)));
    expect(["", ".."]).toContain(row("A")[1]);
  });

  test("a report sorted by value is drawn in order of name", () => {
    const { update, texts } = openVisual();
    const dataView = small();
    dataView.matrix!.rows.root.children!.reverse();
    dataView.matrix!.valueSources[0].sort = 2;
    update(dataView);
    expect(texts("tbody th")).toEqual(["A", "B", "I alt"]);
  });

  test("a filtered view says so", () => {
    const { update, texts } = openVisual();
    update(small({ filtered: true }));
    expect(texts(".notice")).toEqual(["Filtreret visning: beskyttelsen gælder kun denne visning"]);
  });

  test("high contrast uses the host's colours", () => {
    const { update, element } = openVisual({ colours: THEMES.highContrast });
    update(small());
    expect(element.classList.contains("high-contrast")).toBe(true);
    expect(element.style.getPropertyValue("--background")).toBe("#000000");
    expect(element.style.getPropertyValue("--accent")).toBe("#1aebff");
  });
});

describe("measures", () => {
  const AMOUNT = `
    Antal|Udgift    2023    2024    I alt
    Nord            3|300  40|900  43|1200
    Syd            20|700  30|100  50|800
    I alt         23|1000 70|1000 93|2000
  `.replace(/(\d) (\d)/g, "$1  $2");

  test("an amount without a count is withheld, and the author is told what to do", () => {
    const { update, element, texts } = openVisual();
    expect(update(matrixDataView(textTable(AMOUNT)))).toEqual(["started", "finished"]);
    expect(texts("thead tr:nth-child(1) th")).not.toContain("Udgift");
    expect(element.textContent).not.toContain("1.200");
    expect(texts(".notice")[0]).toContain("Udgift");
    const alone = openVisual();
    const amount = textTable(AMOUNT);
    expect(alone.update(matrixDataView({ ...amount, measures: [amount.measures[1]] }))).toEqual(["started", "failed: measure/unknown"]);
    expect(alone.element.textContent).not.toMatch(/\d{3}/);
  });

  test("an amount with its count follows the count, which itself is not drawn", () => {
    const { update, row, element } = openVisual();
    expect(update(matrixDataView(textTable(AMOUNT), { roles: [["Count"], ["Values"]] }))).toEqual(["started", "finished"]);
    expect(row("Nord")).toEqual(["..", "..", "1.200"]);
    expect(element.textContent).not.toContain("Antal");
  });

  test("a count bound under Values and Count is shown and protected", () => {
    const { update, row } = openVisual();
    update(matrixDataView(textTable(SMALL.replace("Antal", "Fremmødte")), { roles: [["Values", "Count"]] }));
    expect(row("A")[0]).toBe("..");
  });
});

describe("refusals leave nothing behind", () => {
  const cases: [string, string, () => powerbi.DataView, Partial<HostOptions>][] = [
    ["more data that the host will not give", "matrix/pending", () => small({ segment: true }), {}],
    ["mixed types", "matrix/notNumber", () => { const d = small(); d.matrix!.rows.root.children![0].values![0].value = "3"; return d; }, {}],
    ["publish to web", "visual/publishToWeb", small, { hostEnv: 2 | 1 }],
    ["something nobody thought of", "visual/failed", () => ({ ...small(), get matrix(): never { throw new Error("37"); } }), {}],
  ];
  test.each(cases)("%s", (_, code, dataView, options) => {
    const { update, element } = openVisual(options);
    if (options.hostEnv === undefined) expect(update(NESTED)).toEqual(["started", "finished"]);
    const log = update(dataView());
    expect(log.filter((entry) => entry !== "fetchMoreData")).toEqual(["started", `failed: ${code}`]);
    expect(element.querySelector("table")).toBeNull();
    expect(element.textContent).not.toMatch(/\d/);
    expect(element.querySelector("h2")?.textContent).toBe("Kan ikke vises sikkert");
    expect(element.querySelector("p")?.textContent).not.toMatch(/^\w+\/\w+$/);
  });

  test("while more data is on its way, no number is shown; then the whole table is", () => {
    const { update, element } = openVisual({ moreData: true });
    expect(update(small({ segment: true }))).toEqual(["started", "fetchMoreData", "failed: matrix/pending"]);
    expect(element.textContent).not.toMatch(/\d/);
    expect(update(small())).toEqual(["started", "finished"]);
    expect(element.querySelector("table")).not.toBeNull();
  });

  test("a package whose policy cannot be read shows nothing", () => {
    const { update, element, visual } = openVisual({}, null);
    expect(update(NESTED)).toEqual(["started", "failed: policy/unreadable"]);
    expect(element.textContent).not.toMatch(/\d/);
    expect(visual.getFormattingModel().cards).toHaveLength(1);
  });

  test("no data and unfilled roles are no failures", () => {
    const { update, texts } = openVisual();
    expect(update()).toEqual(["started", "finished"]);
    expect(texts("li.done")).toEqual([]);
    const rowsOnly = small();
    rowsOnly.metadata.columns = rowsOnly.metadata.columns.filter(({ roles }) => roles?.["Values"] !== true);
    expect(update(rowsOnly)).toEqual(["started", "finished"]);
    expect(texts("li.done")).toEqual(["Læg felter under Rækker, fx region og kommune", "Læg eventuelt felter under Kolonner, fx periode"]);
    const none = small();
    none.matrix!.rows.root.children = [];
    expect(update(none)).toEqual(["started", "finished"]);
    expect(texts("h2")).toEqual(["Ingen data"]);
  });
});

describe("after every update of a sequence nothing hidden is in the page", () => {
  const RESIZE = 4;
  test("resize, second segment, highlight from another visual, theme, fold, language", () => {
    const { update, element, texts, host } = openVisual({ moreData: true });
    const clean = (): void => { expect(smallAnywhere(element.outerHTML)).toEqual([]); };
    update(matrixDataView(benchmark(), { fields: FIELDS, segment: true })); clean();
    update(NESTED); clean();
    const before = texts("td");
    update(NESTED, RESIZE); clean();
    update(matrixDataView(benchmark(), { fields: FIELDS, highlights: benchmark().measures.map(({ values }) => values.map((value) => value > 2 ? 2 : value)) })); clean();
    expect(texts("td")).toEqual(before);
    Object.assign(host, { colorPalette: createHost({ locale: "da-DK", colours: THEMES.highContrast, hostEnv: 4, moreData: false, strings: {} }, []).colorPalette });
    update(NESTED); clean();
    element.querySelector<HTMLElement>(".corner .fold[aria-expanded]")?.click(); clean();
    update(matrixDataView(benchmark(), { fields: FIELDS, totals: "Top", filtered: true })); clean();
    const english = openVisual({ locale: "en-GB" });
    english.update(NESTED);
    expect(smallAnywhere(english.element.outerHTML)).toEqual([]);
  });

  test("a resize while data is on its way, or of a refusal, changes nothing", () => {
    const { update, element } = openVisual({ moreData: true });
    expect(update(small({ segment: true }))).toEqual(["started", "fetchMoreData", "failed: matrix/pending"]);
    expect(update(small({ segment: true }), RESIZE)).toEqual(["started", "failed: matrix/pending"]);
    expect(element.textContent).not.toMatch(/\d/);
    expect(openVisual().update(small(), RESIZE)).toEqual(["started", "finished"]);
  });

  test("the scan would see a hidden number", () => {
    const { update, element } = openVisual();
    update(NESTED);
    const cell = element.querySelector("td.hidden")!;
    const secret = String(secrets().find((value) => value > 9));
    for (const [name, text] of [["data-cell", secret], ["id", `c${secret}`], ["title", `${secret} borgere`]]) {
      cell.setAttribute(name, text);
      expect(smallAnywhere(element.outerHTML)).toEqual([secret]);
      cell.removeAttribute(name);
    }
  });
});

describe("the format pane tightens only", () => {
  const rule = (objects: object): string => {
    const { update, visual } = openVisual();
    update(small({ objects: objects as powerbi.DataViewObjects }));
    return JSON.stringify(visual.getFormattingModel());
  };
  test("a higher limit hides more, a lower one changes nothing", () => {
    const hidden = (limit: unknown): number => {
      const { update, texts } = openVisual();
      update(matrixDataView(benchmark(), { objects: { protection: { limit } } as never }));
      return texts("td.hidden").length;
    };
    expect(hidden(20)).toBeGreaterThan(hidden(5));
    for (const weaker of [1, 0, -7, 4.5, "1", null, NaN, Infinity, {}]) expect(hidden(weaker)).toBe(hidden(undefined));
  });
  test("the promise goes up to intervals, and never below the policy's", () => {
    const promised = (promise: unknown): [number, unknown] => {
      const { update, texts, visual } = openVisual();
      expect(update(matrixDataView(benchmark(), { objects: { protection: { promise } } as never }))).toEqual(["started", "finished"]);
      return [texts("td.hidden").length, visual.inForce?.protection];
    };
    const [hidden] = promised(undefined);
    expect(promised("interval")).toEqual([expect.any(Number), "interval"]);
    expect(promised("interval")[0]).toBeGreaterThanOrEqual(hidden);
    for (const weaker of ["exact", "none", 3, null]) expect(promised(weaker)).toEqual([hidden, "standard"]);
    const { update, visual } = openVisual();
    update(small());
    expect(JSON.stringify(visual.getFormattingModel())).not.toContain('"exact"');
  });
  test("zeros cannot be shown against the policy, nor hidden ones made to look like values", () => {
    expect(rule({ protection: { hideZeros: false } })).toContain("skjuler 0–5");
    const { update, texts } = openVisual();
    update(small({ objects: { protection: { mark: "0" } } }));
    expect(new Set(texts("td.hidden"))).toEqual(new Set([".."]));
    update(small({ objects: { protection: { mark: "•" } } }));
    expect(new Set(texts("td.hidden"))).toEqual(new Set(["•"]));
  });
  test("a municipality that shows zeros may be tightened by the author", () => {
    const floor: Policy = { ...BUILT_IN, zeros: "show", municipality: { name: "Aalborg", code: "851" }, label: "Aalborg" };
    const { update, visual } = openVisual({}, floor);
    update(small());
    expect(JSON.stringify(visual.getFormattingModel())).toContain("skjuler 1–5, nul vises");
    update(small({ objects: { protection: { hideZeros: true } } }));
    const pane = JSON.stringify(visual.getFormattingModel());
    expect(pane).toContain("skjuler 0–5");
    expect(pane).toContain("Aalborg (851)");
  });
});

describe("reading by keyboard", () => {
  const labels = (element: HTMLElement): string[] => [...element.querySelectorAll("tbody th")].map(({ textContent }) => textContent);

  test("one stop for the tab key; arrows, Home, End and Ctrl move", () => {
    const { update, element, press } = openVisual();
    update(NESTED);
    const stops = element.querySelectorAll<HTMLElement>('tbody [tabindex="0"]');
    expect(stops).toHaveLength(1);
    stops[0].focus();
    press("ArrowDown"); press("ArrowRight"); press("ArrowRight");
    expect(document.activeElement?.textContent).toBe("17");
    press("End");
    expect(document.activeElement?.textContent).toBe("66");
    press("End", { ctrlKey: true });
    expect(document.activeElement?.textContent).toBe("15.679");
    press("Home", { ctrlKey: true }); press("ArrowDown");
    expect(document.activeElement?.textContent).toBe("Dragør");
    press("ArrowUp"); press("ArrowUp"); press("ArrowUp");
    expect(document.activeElement?.textContent).toBe("Region / Kommune");
    press("ArrowRight"); press("ArrowDown");
    expect(document.activeElement?.textContent).toBe("1.241");
    expect(element.querySelectorAll('table [tabindex="0"]')).toHaveLength(1);
  });

  test("left folds a group, right unfolds it, and the focus stays", () => {
    const { update, element, press } = openVisual();
    update(NESTED);
    element.querySelector<HTMLElement>('tbody [tabindex="0"]')?.focus();
    press("ArrowLeft");
    expect(labels(element).slice(0, 3)).toEqual(["Hovedstaden", "Nordjylland", "Aalborg"]);
    expect(document.activeElement?.textContent).toBe("Hovedstaden");
    expect(document.activeElement?.parentElement?.getAttribute("aria-expanded")).toBe("false");
    update(NESTED);
    expect(labels(element)).toHaveLength(10);
    press("ArrowRight");
    expect(labels(element)).toHaveLength(14);
  });

  test("the corner folds all and unfolds all", () => {
    const { update, element } = openVisual();
    update(NESTED);
    element.querySelector<HTMLElement>(".corner .fold[aria-expanded]")?.click();
    expect(labels(element)).toEqual(["Hovedstaden", "Nordjylland", "Syddanmark", "I alt"]);
    element.querySelector<HTMLElement>(".corner .fold[aria-expanded]")?.click();
    expect(labels(element)).toHaveLength(14);
  });

  test("a flat table is a grid, a nested one a treegrid with levels", () => {
    const flat = openVisual(), nested = openVisual();
    flat.update(small()); nested.update(NESTED);
    expect(flat.element.querySelector("table")?.getAttribute("role")).toBe("grid");
    expect(nested.element.querySelector("table")?.getAttribute("role")).toBe("treegrid");
    expect(nested.element.querySelector("tr.part")?.getAttribute("aria-level")).toBe("2");
  });
});

describe("the author's table", () => {
  test("totals that the model cannot deliver are added up here, and the reader is told", () => {
    const axis = (name: string, members: string[]) => ({ name, members, labels: members, hierarchies: [{ name, parent: members.map(() => -1) }] });
    const table = { name: "", shape: { kind: "cross" as const, axes: [axis("rows", ["A", "B"]), axis("columns", ["x", "y"])] }, measures: [{ name: "Antal", values: Float64Array.from([70, 80, 90, 60]) }] };
    const off = { rowSubtotals: false, columnSubtotals: false };
    const { update, row, texts } = openVisual();
    update(matrixDataView(table, { objects: { subTotals: off } }));
    expect([row("A"), row("I alt")]).toEqual([["70", "80", "150"], ["160", "140", "300"]]);
    expect(texts(".notice")).toEqual(["Totaler er lagt sammen af matricen, ikke hentet fra modellen"]);
  });

  test("bars stand behind shown inner numbers only, measured against the largest of those", () => {
    const { update, element } = openVisual();
    update(matrixDataView(textTable(`
      Antal    0-2  3-5  6-9  I alt
      A          3    7  400    410
      B         20   30  100    150
      C         50   80  200    330
      I alt     73  117  700    890
    `), { objects: { look: { bars: true } } }));
    const bars = [...element.querySelectorAll<HTMLElement>("td.bar")];
    expect(bars.map(({ textContent, style }) => [textContent, style.getPropertyValue("--share")])).toContainEqual(["200", "0.500"]);
    expect(bars.every(({ textContent, classList }) => textContent !== ".." && !classList.contains("hidden"))).toBe(true);
    expect(bars.map(({ textContent }) => textContent)).not.toContain("890");
  });

  test("text size, banding and wrapping follow the pane; an unreadable size is the default", () => {
    const { update, element } = openVisual();
    update(small({ objects: { look: { textSize: 12, banding: false, wrap: true } } }));
    expect([element.style.fontSize, element.classList.contains("banded"), element.classList.contains("wrapped")]).toEqual(["12pt", false, true]);
    update(small({ objects: { look: { textSize: "huge" } } }));
    expect([element.style.fontSize, element.classList.contains("banded"), element.classList.contains("wrapped")]).toEqual(["9pt", true, false]);
  });
});

describe("rows filter other visuals, cells do nothing", () => {
  const heading = (element: HTMLElement, name: string): HTMLElement => [...element.querySelectorAll<HTMLElement>("tbody th span")].find(({ textContent }) => textContent === name)!;
  const chosen = (element: HTMLElement): string[] => [...element.querySelectorAll('tr[aria-selected="true"] th')].map(({ textContent }) => textContent);

  test("a heading is chosen by click and by Space, several with Ctrl; Escape lets go", async () => {
    const { update, element, press, log } = openVisual();
    update(NESTED);
    heading(element, "Aalborg").click(); await settled();
    expect(chosen(element)).toEqual(["Aalborg"]);
    heading(element, "Vejle").dispatchEvent(new MouseEvent("click", { bubbles: true, ctrlKey: true })); await settled();
    expect(chosen(element)).toEqual(["Aalborg", "Vejle"]);
    expect(log.splice(0)).toEqual(["select: Nordjylland / Aalborg", "select: Nordjylland / Aalborg, Syddanmark / Vejle"]);
    update(NESTED);
    expect(chosen(element)).toEqual(["Aalborg", "Vejle"]);
    element.querySelector<HTMLElement>('tbody [tabindex="0"]')?.focus();
    press("Home", { ctrlKey: true }); press("ArrowDown"); press("ArrowDown"); press(" "); await settled();
    expect(chosen(element)).toEqual(["Frederiksberg"]);
    press("Escape"); await settled();
    expect(chosen(element)).toEqual([]);
    expect(element.querySelector(".choosing")).toBeNull();
  });

  test("a bookmark restores the choice, several rows of it, before the table or after it", () => {
    const { update, element, restore } = openVisual();
    restore("Syddanmark / Fanø");
    update(NESTED);
    expect(chosen(element)).toEqual(["Fanø"]);
    restore("Syddanmark / Vejle", "Nordjylland / Aalborg", "Bornholm");
    expect(chosen(element)).toEqual(["Aalborg", "Vejle"]);
    restore("Syddanmark");
    expect(chosen(element)).toEqual(["Syddanmark"]);
    restore();
    expect([chosen(element), element.querySelector(".choosing")]).toEqual([[], null]);
  });

  test("rows of a chosen group belong to the choice; with Cmd a group and a row of another are chosen together", async () => {
    const { update, element, log } = openVisual(), within = (): string[] => [...element.querySelectorAll("tr.within th")].map(({ textContent }) => textContent);
    update(NESTED);
    heading(element, "Syddanmark").click(); await settled();
    heading(element, "Aalborg").dispatchEvent(new MouseEvent("click", { bubbles: true, metaKey: true })); await settled();
    expect([chosen(element), within()]).toEqual([["Aalborg", "Syddanmark"], ["Fanø", "Sønderborg", "Vejle"]]);
    expect(log.splice(0)).toEqual(["select: Syddanmark", "select: Syddanmark, Nordjylland / Aalborg"]);
    heading(element, "Syddanmark").dispatchEvent(new MouseEvent("click", { bubbles: true, metaKey: true })); await settled();
    expect([chosen(element), within(), log]).toEqual([["Aalborg"], [], ["select: Nordjylland / Aalborg"]]);
  });

  test("a row of hidden numbers only, the total and a report without interaction cannot be chosen", async () => {
    const table = textTable(`
      Antal   2023  2024  I alt
      A          1     2      3
      B          2     1      3
      C         30    40     70
      I alt     33    43     76
    `);
    const { update, element, log } = openVisual();
    update(matrixDataView(table));
    for (const name of ["A", "B", "I alt"]) heading(element, name).click();
    await settled();
    expect(log).toEqual([]);
    expect([...element.querySelectorAll("tr[aria-selected] th")].map(({ textContent }) => textContent)).toEqual(["C"]);
    const still = openVisual();
    Object.assign(still.host, { hostCapabilities: { allowInteractions: false } });
    still.update(NESTED);
    heading(still.element, "Aalborg").click(); await settled();
    expect(still.log).toEqual([]);
  });

  test("cells, shown and hidden, have no identity, tooltip or menu", async () => {
    const { update, element, log } = openVisual();
    update(NESTED);
    for (const cell of element.querySelectorAll("td")) for (const type of ["click", "contextmenu", "mousemove", "mouseover"]) cell.dispatchEvent(new MouseEvent(type, { bubbles: true }));
    await settled();
    expect(log).toEqual([]);
    expect(element.querySelector("[title], td[id], td[data-id]")).toBeNull();
  });
});
