import { BUILT_IN, type Policy } from "../../shared/policy/policy.ts";
import { Protection } from "../../visual/protection.ts";
import { matrixDataView } from "../hosts/powerbi.ts";
import { benchmark } from "./benchmark.ts";
import { openVisual } from "./openVisual.ts";
import { textTable } from "./textTable.ts";

const TABLE = textTable("  Antal  2024  2025  I alt\n  A  120  30  150\n  B  290  90  380\n  C  50  70  120\n  I alt  460  190  650");
const ALLOWING: Policy = { ...BUILT_IN, allow: { ...BUILT_IN.allow, contextMenu: true, publishToWeb: true } };
const filtered = (objects: object = {}) => matrixDataView(TABLE, { filtered: true, objects: { protection: objects } as never });

describe("filtered views", () => {
  test("are marked, shown without a mark, or refused, as the policy says", () => {
    const by = (filteredViews: Policy["filteredViews"]) => {
      const { update, texts, element } = openVisual({}, { ...BUILT_IN, filteredViews });
      return { log: update(filtered()).at(-1), notices: texts(".notice"), table: element.querySelector("table") !== null };
    };
    expect(by("show")).toEqual({ log: "finished", notices: [], table: true });
    expect(by("warn")).toEqual({ log: "finished", notices: ["Filtreret visning: beskyttelsen gælder kun denne visning"], table: true });
    expect(by("refuse")).toEqual({ log: "failed: visual/filteredRefused", notices: [], table: false });
    const { update } = openVisual({}, { ...BUILT_IN, filteredViews: "refuse" });
    expect(update(matrixDataView(TABLE)).at(-1)).toBe("finished");
  });

  test("an author can ask for more, never for less", () => {
    const { update } = openVisual();
    expect(update(filtered({ filteredViews: "refuse" })).at(-1)).toBe("failed: visual/filteredRefused");
    const strict = openVisual({}, { ...BUILT_IN, filteredViews: "refuse" });
    expect(strict.update(filtered({ filteredViews: "show" })).at(-1)).toBe("failed: visual/filteredRefused");
  });

  test("the policy's own least count holds beside the author's", () => {
    const { update, visual } = openVisual({}, { ...BUILT_IN, filteredMinimum: 651 });
    expect(update(filtered({ filteredMinimum: 10 })).at(-1)).toBe("failed: visual/filteredSmall");
    expect(JSON.stringify(visual.getFormattingModel())).toContain('"value":651');
  });

  test("of fewer persons than the least count are refused, and so is one whose total is not known", () => {
    const { update, element } = openVisual();
    expect(update(filtered({ filteredMinimum: 650 })).at(-1)).toBe("finished");
    expect(update(filtered({ filteredMinimum: 651 })).at(-1)).toBe("failed: visual/filteredSmall");
    expect(element.textContent).toContain("færre end 651 personer");
    expect(update(matrixDataView(TABLE, { objects: { protection: { filteredMinimum: 651 } } })).at(-1)).toBe("finished");
    for (const unreadable of ["1000", NaN, null, -5]) expect(update(filtered({ filteredMinimum: unreadable })).at(-1)).toBe("finished");
    const axes = TABLE.shape.kind === "cross" ? TABLE.shape.axes : [];
    const untotalled = { ...TABLE, shape: { kind: "cross" as const, axes: [{ name: "rows", members: ["A", "B"], hierarchies: [{ name: "rows", parent: [-1, -1] }] }, axes[1]] }, measures: [{ ...TABLE.measures[0], values: TABLE.measures[0].values.slice(0, 6) }] };
    expect(update(matrixDataView(untotalled, { filtered: true, objects: { protection: { filteredMinimum: 1 } } })).at(-1)).toBe("failed: visual/filteredSmall");
  });
});

describe("what a policy allows beyond the built-in one", () => {
  test("the host's menu: on the heading of a row that shows a number, nowhere else", () => {
    const open = (policy: Policy) => {
      const opened = openVisual({}, policy);
      opened.update(matrixDataView(benchmark()));
      return opened;
    };
    const click = (element: Element | null): boolean => element!.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true }));
    const strict = open(BUILT_IN), allowing = open(ALLOWING);
    expect(click(strict.element.querySelector("tbody th"))).toBe(false);
    expect(strict.log).toEqual([]);
    for (const place of ["td.hidden", "td:not(.hidden)", "thead th", ".totals th"]) expect(click(allowing.element.querySelector(place))).toBe(false);
    expect(allowing.log).toEqual([]);
    click(allowing.element.querySelector("tbody th"));
    expect(allowing.log).toEqual(["contextMenu"]);
  });

  test("publishing to everybody", () => {
    expect(openVisual({ hostEnv: 2 }, ALLOWING).update(matrixDataView(TABLE)).at(-1)).toBe("finished");
    expect(openVisual({ hostEnv: 2 }).update(matrixDataView(TABLE)).at(-1)).toBe("failed: visual/publishToWeb");
  });
});

test.each([6, 7, 10, 20])("a limit of %i hides what the floor hides, and more: two visuals of one table give nothing away together", (limit) => {
  const drawn = (objects: object): Map<string, boolean> => {
    const { update, element } = openVisual();
    expect(update(matrixDataView(benchmark(), { objects: { protection: objects } as never })).at(-1)).toBe("finished");
    return new Map([...element.querySelectorAll("tbody tr:not(.blank)")].flatMap((row) => [...row.querySelectorAll("td")].map((cell, at): [string, boolean] => [`${row.getAttribute("aria-rowindex")}/${at}`, cell.className === "hidden"])));
  };
  const floor = drawn({}), tightened = drawn({ limit });
  expect([...floor].filter(([cell, hidden]) => hidden && tightened.get(cell) !== true)).toEqual([]);
  expect([...tightened.values()].filter(Boolean).length).toBeGreaterThanOrEqual([...floor.values()].filter(Boolean).length + (limit >= 10 ? 1 : 0));
});

describe("what an author knows beyond the policy", () => {
  const hidden = (objects: object, floor: Policy = BUILT_IN): number => {
    const { update, texts } = openVisual({}, floor);
    expect(update(matrixDataView(benchmark(), { objects: { protection: objects } as never })).at(-1)).toBe("finished");
    return texts("td.hidden").length;
  };
  test("a data set's rules can be added, and none taken away by naming another", () => {
    const floor: Policy = { ...BUILT_IN, dataSets: [{ name: "Skole", recognise: { measure: "elever" }, kind: "benchmark", rules: { maxN: 20 } }, { name: "Andet", recognise: { measure: "^Antal" }, kind: "benchmark", rules: {} }] };
    expect(hidden({ dataSet: "Skole" }, floor)).toBeGreaterThan(hidden({}, floor));
    expect(hidden({ dataSet: "Andet" }, floor)).toBe(hidden({}, floor));
    expect(hidden({ dataSet: "Findes ikke" }, floor)).toBe(hidden({}, floor));
  });
});

test("one explanation, whatever the policy lets a host explain", () => {
  const drawn = (explain: Policy["explain"]): string => {
    const { update, element } = openVisual({}, { ...BUILT_IN, explain });
    update(matrixDataView(benchmark()));
    return element.innerHTML;
  };
  expect(drawn("full")).toBe(drawn("one"));
  expect(drawn("one")).toContain("..");
});

test("a table of counts that is too large for a report is refused at once; one that counts no persons is drawn", () => {
  const flat = (name: string, size: number) => ({ name, members: ["(total)", ...Array.from({ length: size }, (_, at) => `${name} ${at}`)], hierarchies: [{ name, parent: Array.from({ length: size + 1 }, (_, at) => (at === 0 ? -1 : 0)) }] });
  const axes = [flat("rows", 6_500), flat("columns", 100)], values = Float64Array.from({ length: 6_501 * 101 }, (_, cell) => 10 * (cell < 101 ? 6_500 : 1) * (cell % 101 === 0 ? 100 : 1));
  const table = { name: "", shape: { kind: "cross" as const, axes }, measures: [{ name: "Antal", values }] };
  const { update, texts } = openVisual();
  expect(update(matrixDataView(table)).at(-1)).toBe("failed: visual/tooLarge");
  expect(texts("p")).toEqual(["Tabellen er for stor til at blive beskyttet i en rapport: 6.501 × 101 tal, totaler med; højst 650.000 kan beskyttes her. Vælg færre felter, eller filtrér rapporten."]);
  const budget = openVisual({}, { ...BUILT_IN, measures: [{ pattern: "^Budget$", class: "notPersons" }] });
  expect(budget.update(matrixDataView({ ...table, measures: [{ name: "Budget", values }] })).at(-1)).toBe("finished");
});

describe("protecting once", () => {
  const names = { measures: ["Antal"], fields: [] };
  test("the same table under the same rules is protected once; another value, caption or rule anew", () => {
    const protection = new Protection(), first = protection.of(TABLE, names, BUILT_IN, BUILT_IN);
    expect(protection.of(textTable("  Antal  2024  2025  I alt\n  A  120  30  150\n  B  290  90  380\n  C  50  70  120\n  I alt  460  190  650"), names, BUILT_IN, BUILT_IN)).toBe(first);
    const other = textTable("  Antal  2024  2025  I alt\n  A  121  30  151\n  B  290  90  380\n  C  50  70  120\n  I alt  461  190  651");
    expect(protection.of(other, names, BUILT_IN, BUILT_IN)).not.toBe(first);
    expect(protection.of(TABLE, names, BUILT_IN, { ...BUILT_IN, maxN: 6 })).not.toBe(protection.of(TABLE, names, BUILT_IN, BUILT_IN));
    expect(protection.of({ ...TABLE, measures: [{ ...TABLE.measures[0], class: "notPersons" }] }, names, BUILT_IN, BUILT_IN)).not.toBe(protection.of(TABLE, names, BUILT_IN, BUILT_IN));
  });
});
