import { pivotTables } from "../../../shared/sources/pivot.ts";
import type { Cross } from "../../../shared/table/table.ts";
import type { PlacedTable } from "../../../shared/table/layout.ts";
import { readWorkbook } from "../../../shared/workbook/readWorkbook.ts";
import { buildWorkbook, type PivotSketch, type WorkbookSketch } from "../workbook/buildWorkbook.ts";
import { corpusBytes, corpusFiles } from "../workbook/corpus.ts";
import { COMPACT, TABULAR_FORM, VALUES_ON_ROWS } from "../workbook/samplePivots.ts";

function tables(sketch: WorkbookSketch) {
  const result = readWorkbook(buildWorkbook(sketch));
  if (result.status === "refused") throw new Error(result.reason.code);
  return pivotTables(result.workbook);
}

function placed(pivot: PivotSketch, more: Partial<WorkbookSketch> = {}): PlacedTable {
  const source = tables({ ...more, pivots: [pivot] })[0];
  if (source.status === "refused") throw new Error(source.reason.code);
  return source.placed[0];
}

function refusal(change: Partial<PivotSketch>, pivot: PivotSketch = COMPACT, more: Partial<WorkbookSketch> = {}) {
  const source = tables({ ...more, pivots: [{ ...pivot, ...change }] })[0];
  return source.status === "refused" ? source.reason : undefined;
}

function axes({ table }: PlacedTable): Cross["axes"] {
  if (table.shape.kind !== "cross") throw new Error("not a cross");
  return table.shape.axes;
}

/** "member < parent" for every member of an axis. */
function tree(axis: Cross["axes"][number]): string[] {
  return axis.members.map((member, i) => `${member} < ${axis.members[axis.hierarchies[0].parent[i] ?? -1] ?? "-"}`);
}

/** The layout as the sheet would look. */
function shown({ table, layout }: PlacedTable): string[] {
  return Array.from({ length: layout.rows }, (_, row) => layout.slots.slice(row * layout.columns, (row + 1) * layout.columns).map((slot) => {
    if (slot.kind === "label") return " ".repeat(slot.indent ?? 0) + slot.text;
    return slot.kind === "value" ? String(table.measures[slot.measure].values[slot.cell]) : "";
  }).join(" | "));
}

describe("a pivot as a table", () => {
  test("rows and columns become trees with the grand total as root, the layout keeps the sheet's look", () => {
    const table = placed(COMPACT);
    expect(axes(table).map(tree)).toEqual([
      ["Nord < (total)", "Nord / Aalborg < Nord", "Nord / Læsø < Nord", "Syd < (total)", "(total) < -"],
      ["2023 < (total)", "2024 < (total)", "(total) < -"],
    ]);
    expect([...table.table.measures[0].values]).toEqual([30, 40, 70, 20, 37, 57, 10, 3, 13, 7, 8, 15, 37, 48, 85]);
    expect(shown(table)).toEqual([
      "Antal | Kolonner |  | ", "Rækker | 2023 | 2024 | I alt", "Nord | 30 | 40 | 70", " Aalborg | 20 | 37 | 57", " Læsø | 10 | 3 | 13", "Syd | 7 | 8 | 15", "I alt | 37 | 48 | 85",
    ]);
  });

  test("says where its cells belong: source, choices per member, aggregation", () => {
    const { table } = placed(COMPACT);
    expect(table).toMatchObject({ name: "Ark1!Kommuner", source: "worksheet data!a1:c9", context: {}, measures: [{ name: "Antal", aggregation: "sum" }] });
    expect(axes(placed(COMPACT))[0].coordinates).toEqual([{ Region: "Nord" }, { Region: "Nord", Kommune: "Aalborg" }, { Region: "Nord", Kommune: "Læsø" }, { Region: "Syd" }, {}]);
    expect(axes(placed(COMPACT))[0].owners).toBeUndefined();
  });

  test("subtotals below their parts are the same members", () => {
    expect(tree(axes(placed(TABULAR_FORM))[0])).toEqual(["Nord / Aalborg < Nord", "Nord / Læsø < Nord", "Nord < -", "Syd / Odense < Syd", "Syd < -"]);
  });

  test("a subtotal that is not shown is not there", () => {
    const pivot = { ...COMPACT, shown: COMPACT.shown.replace("Nord | 30 | 40 | 70", "Nord | | |") };
    expect(tree(axes(placed(pivot))[0])).toEqual(["Nord / Aalborg < (total)", "Nord / Læsø < (total)", "Syd < (total)", "(total) < -"]);
    expect(shown(placed(pivot))[2]).toBe("Nord |  |  | ");
  });

  test("an empty cell is no zero", () => {
    const { measures } = placed({ ...COMPACT, shown: COMPACT.shown.replace("Læsø | 10 | 3", "Læsø | 0 | ") }).table;
    expect([...measures[0].values.slice(6, 9)]).toEqual([0, NaN, 13]);
  });

  test("the text for missing data is an empty cell", () => {
    const pivot = { ...COMPACT, shown: COMPACT.shown.replace("Læsø | 10 | 3", "Læsø | 10 | ingen"), attributes: 'missingCaption="ingen"' };
    expect(placed(pivot).table.measures[0].values[7]).toBeNaN();
    expect(refusal({ ...pivot, attributes: 'missingCaption="ingen" showMissing="0"' })).toEqual({ code: "pivot/notANumber", params: { cell: "C7" } });
  });

  test("several data fields become several measures over the same members", () => {
    const { table } = placed(VALUES_ON_ROWS);
    expect(table.measures.map(({ name, values }) => [name, [...values]])).toEqual([["Antal", [30, 30]], ["Udgift", [900, 900]]]);
    expect(shown(placed(VALUES_ON_ROWS))).toEqual(["Rækker | ", "Nord | ", " Antal | 30", " Udgift | 900", "I alt Antal | 30", "I alt Udgift | 900"]);
  });

  test("a number format is the data field's, else the cell's", () => {
    expect(placed({ ...COMPACT, data: [{ name: "Antal", field: 3, attributes: 'numFmtId="3"' }] }).table.measures[0].numberFormat).toBe("#,##0");
    expect(placed(COMPACT).table.measures[0]).not.toHaveProperty("numberFormat");
  });
});

describe("what a measure is", () => {
  const measure = (attributes: string, inside = "", cacheExtra = "") => placed({ ...COMPACT, data: [{ name: "Antal", field: 3, attributes, inside }] }, { cacheExtra }).table.measures[0];

  test.each([
    ["", "sum"], ['subtotal="count"', "count"], ['subtotal="countNums"', "count"], ['subtotal="average"', "other"], ['subtotal="max"', "other"],
    ['showDataAs="percentOfTotal"', "other"], ['showDataAs="runTotal"', "other"],
  ])("%s is %s", (attributes, aggregation) => expect(measure(attributes).aggregation).toBe(aggregation));

  test("what is neither summed nor counted is no count, whatever its name", () => {
    expect(measure('subtotal="average"').class).toBe("unknown");
    expect(measure("")).not.toHaveProperty("class");
  });

  test("a share stated only in the extension", () => {
    expect(measure("", '<extLst><ext uri="{E15A36E0-9728-4e99-A89B-3F7291B0FE68}"><x14:dataField pivotShowAs="percentOfParentRow"/></ext></extLst>').aggregation).toBe("other");
  });

  test("a calculated field, and calculated items", () => {
    const fields = COMPACT.fields.map((field) => (field.name === "Antal" ? { ...field, cacheAttributes: 'formula="a/b" databaseField="0"' } : field));
    expect(placed({ ...COMPACT, fields }).table.measures[0].aggregation).toBe("other");
    expect(measure("", "", '<calculatedItems><calculatedItem formula="1"/></calculatedItems>').aggregation).toBe("other");
  });
});

describe("filters", () => {
  const region = (items: string) => COMPACT.fields.map((field) => (field.name === "Region" ? { ...field, items } : field));
  const page = { name: "Ydelse", members: ["SU", "Pension"] };
  const withPage = (pages: string, items?: string): PivotSketch =>
    ({ ...COMPACT, fields: [...COMPACT.fields, items === undefined ? page : { ...page, items }], pages: `<pageFields>${pages}</pageFields>` });

  test("a page choice holds for the whole table", () => {
    expect(placed(withPage('<pageField fld="4" item="1" hier="-1"/>')).table.context).toEqual({ Ydelse: ["Pension"] });
    expect(placed(withPage('<pageField fld="4" hier="-1"/>')).table.context).toEqual({});
  });

  test("several page choices are the members not hidden", () => {
    expect(placed(withPage('<pageField fld="4" hier="-1"/>', '<item h="1" x="0"/><item x="1"/><item t="default"/>')).table.context).toEqual({ Ydelse: ["Pension"] });
  });

  test("members hidden on an axis change what its totals mean, not what a shown member means", () => {
    const fields = region('<item x="0"/><item sd="0" x="1"/><item h="1" x="2"/><item t="default"/>').map((field) => (field.name === "Region" ? { ...field, members: ["Nord", "Syd", "Øst"] } : field));
    const table = placed({ ...COMPACT, fields });
    expect(table.table.context).toEqual({});
    expect(axes(table)[0].coordinates?.map((choices) => choices["Region"])).toEqual(["Nord", "Nord", "Nord", "Syd", "Nord\u0002Syd"]);
  });

  test("a filter by name keeps the members shown", () => {
    expect(axes(placed({ ...COMPACT, extra: '<filters><filter fld="0" type="captionBeginsWith"/></filters>' }))[0].coordinates?.[4]).toEqual({ Region: "Nord\u0002Syd" });
  });

  test.each<[string, Partial<PivotSketch>]>([
    ["pivot/valueFilter", { extra: '<filters><filter fld="0" type="count"/></filters>' }],
    ["pivot/valueFilter", { extra: '<filters><filter fld="0" type="valueGreaterThan"/></filters>' }],
    ["pivot/filter", { extra: '<filters><filter fld="0" type="unknown"/></filters>' }],
    ["pivot/filter", { extra: '<filters><filter fld="3" type="captionEqual"/></filters>' }],
    ["pivot/filter", { extra: '<filters><filter fld="1" type="captionEqual"/></filters>' }],
    ["pivot/hiddenInTotals", { attributes: 'subtotalHiddenItems="1"', extra: '<filters><filter fld="0" type="captionEqual"/></filters>' }],
    ["pivot/itemIndex", { pages: '<pageFields><pageField fld="0" item="9"/></pageFields>' }],
  ])("are refused where what is left out gives numbers away: %s", (code, change) => expect(refusal(change)).toMatchObject({ code }));
});

describe("a cube", () => {
  const CUBE = '<cacheSource type="external" connectionId="1"/>';
  const HIERARCHIES = '<cacheHierarchies><cacheHierarchy uniqueName="[Geo]" allUniqueName="[Geo].[All]"/><cacheHierarchy uniqueName="[Tid]" allUniqueName="[Tid].[All]"/><cacheHierarchy uniqueName="[Measures].[Antal]"/></cacheHierarchies>';
  const pivot: PivotSketch = {
    ref: "A1:B4", firstData: [1, 1], shown: "Rækker | Antal\nNord | 50\nSanto | 20\nSanto | 30",
    fields: [
      { name: "[Geo].[Region]", members: ['<s v="[Geo].&amp;[1]" c="Nord"/>'], cacheAttributes: 'hierarchy="0" level="1"' },
      { name: "[Geo].[By]", members: ['<s v="[Geo].&amp;[1].&amp;[7]" c="Santo"/>', '<s v="[Geo].&amp;[1].&amp;[8]" c="Santo"/>'], cacheAttributes: 'hierarchy="0" level="2"' },
      { name: "[Measures].[Antal]", cacheAttributes: 'caption="Antal" hierarchy="2" level="32767"' },
    ],
    rows: [0, 1], rowItems: ["0", "^1 0", "^1 1"], data: [{ name: "Antal", field: 2 }],
  };
  const cube = { cacheSource: CUBE, cacheExtra: HIERARCHIES };

  test("members are unique names, so that equal captions stay apart; levels share their hierarchy", () => {
    const [rows] = axes(placed(pivot, cube));
    expect(rows.labels).toEqual(["Nord", "Santo", "Santo"]);
    expect(rows.coordinates).toEqual([{ "[Geo]": "[Geo].&[1]" }, { "[Geo]": "[Geo].&[1].&[7]" }, { "[Geo]": "[Geo].&[1].&[8]" }]);
    expect(placed(pivot, cube).table.measures[0]).not.toHaveProperty("aggregation");
  });

  test("page choices and slicers are context; choosing all is none", () => {
    const page = (name: string) => placed({ ...pivot, pages: `<pageFields><pageField fld="0" hier="1" name="${name}"/></pageFields>` }, cube).table.context;
    expect(page("[Tid].&amp;[2024]")).toEqual({ "[Tid]": ["[Tid].&[2024]"] });
    expect(page("[Tid].[All]")).toEqual({});
    const hierarchies = '<pivotHierarchies><pivotHierarchy/><pivotHierarchy multipleItemSelectionAllowed="1"><members level="1"><member name="a"/><member name="b"/></members></pivotHierarchy></pivotHierarchies>';
    expect(placed({ ...pivot, extra: hierarchies }, cube).table.context).toEqual({ "[Tid]": ["a", "b"] });
    expect(placed({ ...pivot, extra: hierarchies.replace('multipleItemSelectionAllowed="1"', "") }, cube).table.context).toEqual({ "[Tid]": ["not a", "not b"] });
  });

  test("totals that count filtered members are refused", () => {
    const extra = '<pivotHierarchies><pivotHierarchy multipleItemSelectionAllowed="1"><members level="1"><member name="[Geo].&amp;[1]"/></members></pivotHierarchy></pivotHierarchies>';
    expect(refusal({ extra, attributes: 'visualTotals="0"' }, pivot, cube)).toEqual({ code: "pivot/hiddenInTotals" });
    expect(refusal({ extra }, pivot, cube)).toBeUndefined();
    expect(refusal({ attributes: 'visualTotals="0"' }, pivot, cube)).toBeUndefined();
  });
});

describe("order", () => {
  const BY_VALUE = { attributes: 'sortType="descending"', inside: "<autoSortScope><pivotArea/></autoSortScope>" };
  const sorted = ({ fields }: PivotSketch, ...names: string[]) =>
    fields.map((field) => (names.includes(field.name) ? { ...field, attributes: `${field.attributes ?? ""} ${BY_VALUE.attributes}`, inside: BY_VALUE.inside } : field));
  const descending: PivotSketch = {
    ...COMPACT, rowItems: ["1", "0", "^1 2", "^1 1", "grand"],
    shown: ["", "", "Antal | Kolonner", "Rækker | 2023 | 2024 | I alt", "Syd | 70 | 80 | 150", "Nord | 30 | 40 | 70", "Odense | 20 | 37 | 57", "Læsø | 10 | 3 | 13", "I alt | 100 | 120 | 220"].join("\n"),
  };

  test("a field sorted by value stands by name, its parts move with it", () => {
    const table = placed({ ...descending, fields: sorted(descending, "Region") });
    expect(shown(table).slice(2)).toEqual(["Nord | 30 | 40 | 70", " Odense | 20 | 37 | 57", " Læsø | 10 | 3 | 13", "Syd | 70 | 80 | 150", "I alt | 100 | 120 | 220"]);
    expect(axes(table)[0].members).toEqual(["Nord", "Nord / Odense", "Nord / Læsø", "Syd", "(total)"]);
  });

  test("every level sorted by value stands by name", () => {
    expect(shown(placed({ ...descending, fields: sorted(descending, "Region", "Kommune") })).slice(3, 5)).toEqual([" Læsø | 10 | 3 | 13", " Odense | 20 | 37 | 57"]);
  });

  test("by name as Danish orders names: Aa is Å", () => {
    const fields = sorted(descending, "Kommune").map((field) => (field.name === "Kommune" ? { ...field, members: ["x", "Aarhus", "Ærø"] } : field));
    const text = descending.shown.replace("Odense", "Aarhus").replace("Læsø", "Ærø");
    expect(shown(placed({ ...descending, fields, shown: text, rowItems: ["1", "0", "^1 1", "^1 2", "grand"] })).slice(4, 6)).toEqual([" Ærø | 10 | 3 | 13", " Aarhus | 20 | 37 | 57"]);
  });

  test("the label of an outer member moves to the line that is now first", () => {
    const text = TABULAR_FORM.shown.replace("Nord | Aalborg | 20", "Nord | Odense | 20").replace("Syd | Odense", "Syd | Vejle");
    const fields = sorted(TABULAR_FORM, "Kommune").map((field) => (field.name === "Kommune" ? { ...field, members: ["Odense", "Læsø", "Vejle"] } : field));
    expect(shown(placed({ ...TABULAR_FORM, fields, shown: text })).slice(1, 5)).toEqual(["Nord | Læsø | 10", " | Odense | 20", "Nord i alt |  | 30", "Syd | Vejle | 7"]);
  });

  test("columns sorted by value move with their headers; captions above them stay", () => {
    const table = placed({ ...COMPACT, fields: sorted(COMPACT, "År"), colItems: ["1", "0", "grand"], shown: COMPACT.shown.replace("Rækker | 2023 | 2024", "Rækker | 2024 | 2023") });
    expect(shown(table).slice(0, 3)).toEqual(["Antal | Kolonner |  | ", "Rækker | 2023 | 2024 | I alt", "Nord | 40 | 30 | 70"]);
  });

  test("a blank line stays behind the line it followed", () => {
    const pivot = { ...descending, rowItems: ["1", "blank 1", "0", "^1 1", "grand"], shown: ["", "", "Antal | Kolonner", "Rækker | 2023 | 2024 | I alt", "Syd | 70 | 80 | 150", "", "Nord | 30 | 40 | 70", "Læsø | 30 | 40 | 70", "I alt | 100 | 120 | 220"].join("\n") };
    expect(shown(placed({ ...pivot, fields: sorted(pivot, "Region") })).slice(2)).toEqual(["Nord | 30 | 40 | 70", " Læsø | 30 | 40 | 70", "Syd | 70 | 80 | 150", " |  |  | ", "I alt | 100 | 120 | 220"]);
  });

  test("sorted by name is left as it is", () => {
    const fields = descending.fields.map((field) => (field.name === "Region" ? { ...field, attributes: BY_VALUE.attributes } : field));
    expect(shown(placed({ ...descending, fields }))).toEqual(shown(placed(descending)));
  });
});

test("an error in an average, of nothing say, is an empty cell: averages are shown only where their count is", () => {
  const people: PivotSketch = {
    ref: "A1:C5", firstData: [1, 1], shown: "Kommune|Antal|Alder\nFanø|12|41.5\nLæsø|0|#DIV/0!\nSamsø|9|38\nHovedtotal|21|40", rows: [0], columns: [-2], rowItems: ["0", "1", "2", "grand"], colItems: ["0", "#1 1"],
    fields: [{ name: "Kommune", members: ["Fanø", "Læsø", "Samsø"] }, { name: "A" }, { name: "B" }], data: [{ name: "Antal", field: 1 }, { name: "Alder", field: 2, attributes: 'subtotal="average"' }],
  };
  expect([...placed(people).table.measures[1].values]).toEqual([41.5, NaN, 38, 40]);
  expect(refusal({ data: people.data.map(({ name, field }) => ({ name, field })) }, people)).toEqual({ code: "pivot/notANumber", params: { cell: "C3" } });
});

describe("a pivot is refused", () => {
  test.each([
    ["text among the values", COMPACT.shown.replace("| 3 |", "| x |"), { code: "pivot/notANumber", params: { cell: "C7" } }],
    ["an error among the values", COMPACT.shown.replace("| 3 |", "| #N/A |"), { code: "pivot/notANumber", params: { cell: "C7" } }],
    ["a number where a name belongs", COMPACT.shown.replace("Læsø", "17"), { code: "pivot/labelNumber", params: { cell: "A7" } }],
    ["a number in the corner", COMPACT.shown.replace("Rækker", "17"), { code: "pivot/labelNumber", params: { cell: "A4" } }],
  ])("for %s", (_, text, reason) => expect(refusal({ shown: text })).toEqual(reason));

  test("for values on a heading", () => {
    expect(refusal({ shown: VALUES_ON_ROWS.shown.replace("Nord |", "Nord | 5") }, VALUES_ON_ROWS)).toEqual({ code: "pivot/headingWithValues" });
  });

  test("for two numbers of one cell", () => {
    expect(refusal({ shown: TABULAR_FORM.shown, rowItems: ["0 0", "^1 0", "default 0", "1 2", "default 1"] }, TABULAR_FORM)).toEqual({ code: "pivot/cellTwice" });
  });

  test("for totals by another function, but not for a plain sum asked for by hand", () => {
    const custom = (kind: string) => refusal({ rowItems: ["0 0", "^1 1", `${kind} 0`, "1 2", `${kind} 1`] }, TABULAR_FORM);
    expect(custom("avg")).toEqual({ code: "pivot/customSubtotals" });
    expect(custom("countA")).toEqual({ code: "pivot/customSubtotals" });
    expect(custom("sum")).toBeUndefined();
    expect(refusal({ rowItems: ["0 0", "^1 1", "sum 0", "1 2", "sum 1"], data: [{ name: "Antal", field: 2, attributes: 'subtotal="count"' }] }, TABULAR_FORM)).toEqual({ code: "pivot/customSubtotals" });
  });

  test("for two members of one name", () => {
    const fields = COMPACT.fields.map((field) => (field.name === "Kommune" ? { ...field, members: ["Aalborg", "Aalborg", "Odense"] } : field));
    expect(refusal({ fields })).toEqual({ code: "pivot/ambiguousMember" });
  });

  test("for more cells than anybody reads, before they are laid out", () => {
    const lines = 1500, fields = COMPACT.fields.map((field) => ({ ...field }));
    const big = { ...COMPACT, shown: "", ref: `A3:${letters(lines + 1)}${lines + 4}`, fields, rows: [0], rowItems: Array.from({ length: lines }, () => "0"), colItems: Array.from({ length: lines }, () => "0") };
    expect(refusal(big)).toEqual({ code: "pivot/tooLarge" });
  });

  const letters = (column: number): string => (column > 26 ? letters(Math.floor((column - 1) / 26)) : "") + String.fromCharCode(65 + ((column - 1) % 26));

  test("alone: its neighbours are read", () => {
    const [first, second] = tables({ pivots: [{ ...COMPACT, ref: "A3:D99" }, COMPACT] });
    expect(first).toMatchObject({ status: "refused", sheet: "Ark1", ref: "A3:D99", reason: { code: "pivot/height" } });
    expect(second.status).toBe("read");
  });
});

describe("pivots of one source", () => {
  const later: PivotSketch = { ...COMPACT, shown: COMPACT.shown.replace("Læsø | 10 | 3 | 13", "Læsø | 10 | 13 | 23") };
  const statuses = (...pivots: PivotSketch[]) => tables({ pivots }).map((source) => (source.status === "read" ? "read" : source.reason.code));

  test("that show two numbers for one cell were refreshed at different times, and neither is used", () => {
    expect(statuses(COMPACT, later)).toEqual(["pivot/contradicts", "pivot/contradicts"]);
  });

  test("that agree are read, also where one leaves a zero empty", () => {
    const zero = { ...COMPACT, shown: COMPACT.shown.replace("Syd | 7 | 8", "Syd | 0 | 8") }, empty = { ...COMPACT, shown: COMPACT.shown.replace("Syd | 7 | 8", "Syd | | 8") };
    expect(statuses(zero, empty)).toEqual(["read", "read"]);
  });

  test("may show a share under the name of a count", () => {
    expect(statuses(COMPACT, { ...later, data: [{ name: "Antal", field: 3, attributes: 'showDataAs="percentOfTotal"' }] })).toEqual(["read", "read"]);
  });
});

if (corpusFiles.length > 0) {
  test("real workbooks: sums and counts add up along every tree", () => {
    let relations = 0;
    for (const file of corpusFiles) {
      const result = readWorkbook(corpusBytes(file), { cells: "pivotSheets" });
      const placedTables = result.status === "read" ? pivotTables(result.workbook).flatMap((source) => (source.status === "read" ? source.placed : [])) : [];
      for (const one of placedTables) relations += addUp(one, file);
    }
    expect(relations).toBeGreaterThan(30_000);
  }, 120_000);
} else {
  console.log("not run: sums in real workbooks (no xlsx-corpus)");
}

/** Checks total = sum of parts for sums and counts, to the precision of the sheet's numbers; returns how many were checked. */
function addUp(one: PlacedTable, file: string): number {
  const [rows, columns] = axes(one), width = columns.members.length;
  const along = (axis: typeof rows, across: number, at: (member: number, other: number) => number, values: Float64Array) => {
    let checked = 0;
    axis.members.forEach((name, member) => {
      const parts = axis.hierarchies[0].parent.flatMap((parent, part) => (parent === member ? [part] : []));
      for (let other = 0; parts.length > 0 && other < across; other++, checked++) {
        const total = values[at(member, other)] || 0, sum = parts.reduce((all, part) => all + (values[at(part, other)] || 0), 0);
        if (Math.abs(total - sum) > 1e-6 * Math.max(1, Math.abs(total))) throw new Error(`${file}: ${one.table.name} does not add up at ${name}`);
      }
    });
    return checked;
  };
  return one.table.measures.filter(({ aggregation }) => aggregation === "sum" || aggregation === "count").reduce((all, { values }) => all
    + along(rows, width, (member, other) => member * width + other, values) + along(columns, rows.members.length, (member, other) => other * width + member, values), 0);
}
