import { tableJson, type TableEntry } from "../../../shared/sources/tableJson.ts";

const example = {
  name: "example",
  dims: [
    { name: "region", members: ["Total", "A", "B"], hierarchies: [{ name: "region", parent: [-1, 0, 0] }] },
    { name: "age", members: ["Total", "0-2", "3-5"], hierarchies: [{ name: "age", parent: [-1, 0, 0] }] },
  ],
  values: [60, 23, 37, 10, 3, 7, 50, 20, 30] as (number | null)[],
  maxN: 5,
  zeros: "show",
};
const linear = { cells: { T: 10, a: 4, b: 6 }, relations: [{ total: "T", parts: ["a", "b"] }] };

function read(json: unknown): readonly TableEntry[] {
  const result = tableJson(json);
  if (result.status === "refused") throw new Error(`${result.reason.code} at ${String(result.reason.params?.["path"])}`);
  return result.entries;
}

describe("a full cross of dimensions", () => {
  test("keeps members, hierarchies, values in row-major order and the settings", () => {
    const [{ table, settings }] = read(example) as [TableEntry];
    expect(table.name).toBe("example");
    expect(table.shape).toEqual({ kind: "cross", axes: [
      { name: "region", members: ["Total", "A", "B"], hierarchies: [{ name: "region", parent: [-1, 0, 0] }] },
      { name: "age", members: ["Total", "0-2", "3-5"], hierarchies: [{ name: "age", parent: [-1, 0, 0] }] },
    ] });
    expect([...table.measures[0].values]).toEqual(example.values);
    expect(table.measures[0].class).toBe("persons");
    expect(settings).toEqual({ maxN: 5, zeros: "show" });
  });

  test("null is a blank, not a zero", () => {
    const values = [...example.values];
    values[4] = null; values[5] = 0;
    const read4 = read({ ...example, values })[0].table.measures[0].values;
    expect(read4[4]).toBeNaN();
    expect(read4[5]).toBe(0);
  });

  test("`threshold` means maxN, and fields of other tools are ignored", () => {
    const { maxN, ...rest } = example;
    expect(maxN).toBe(5);
    const [entry] = read({ ...rest, threshold: 3, peers: { tool: [] }, best: 1, order: "row-major", protectZeros: "see peers" });
    expect(entry.settings).toEqual({ maxN: 3, zeros: "show" });
  });

  test("the leaves of the named dimension belong to municipalities", () => {
    const [entry] = read({ ...example, municipalities: { dim: "region" } });
    const shape = entry.table.shape;
    expect(shape.kind === "cross" && shape.axes.map(({ owners }) => owners)).toEqual([[null, "A", "B"], undefined]);
  });

  test("a leaf in one of several hierarchies is a leaf only if no hierarchy gives it children", () => {
    const region = { name: "region", members: ["T", "R", "S", "A", "B"], hierarchies: [{ name: "county", parent: [-1, 0, null, 1, 1] }, { name: "size", parent: [-1, null, 0, 2, 2] }] };
    const [entry] = read({ dims: [region], values: [3, 3, 3, 1, 2], municipalities: { dim: "region" } });
    const shape = entry.table.shape;
    expect(shape.kind === "cross" && shape.axes[0].owners).toEqual([null, null, null, "A", "B"]);
  });

  test("several measures keep their class and base", () => {
    const measures = [{ name: "Antal", values: [3, 1, 2], class: "persons" }, { name: "Andel", values: [1, 0.3, 0.7], class: "basedOn", base: "Antal" }, { name: "Ukendt", values: [1, null, 2] }];
    const dims = [{ name: "d", members: ["T", "a", "b"], hierarchies: [{ name: "d", parent: [-1, 0, 0] }] }];
    const table = read({ dims, measures })[0].table;
    expect(table.measures.map(({ name, class: kind, base }) => [name, kind, base])).toEqual([["Antal", "persons", undefined], ["Andel", "basedOn", "Antal"], ["Ukendt", undefined, undefined]]);
  });

  test("suppressed, known, context and blank are carried", () => {
    const table = read({ ...example, suppressed: [4, 5], known: [7], context: { year: 2024, sex: ["M", "K"] }, blank: "suppressed" })[0].table;
    expect(table).toMatchObject({ suppressed: [4, 5], known: [7], context: { year: ["2024"], sex: ["M", "K"] }, blank: "suppressed" });
  });
});

test("a linear structure keeps its ids, relations and cells named by id", () => {
  const table = read({ ...linear, suppressed: ["a", "b"], known: ["b"] })[0].table;
  expect(table.shape).toEqual({ kind: "linear", cells: ["T", "a", "b"], relations: [{ total: 0, parts: [1, 2] }] });
  expect([table.suppressed, table.known]).toEqual([[1, 2], [2]]);
  expect([...table.measures[0].values]).toEqual([10, 4, 6]);
});

test("an array is one linked system of one source", () => {
  const result = tableJson([example, linear]);
  expect(result).toMatchObject({ status: "read", linked: true });
  expect(new Set(read([example, linear]).map(({ table }) => table.source)).size).toBe(1);
  expect(tableJson(example)).toMatchObject({ status: "read", linked: false });
});

/** [what is wrong, the file, code, JSON path] */
const bad: [string, unknown, string, string][] = [
  ["not an object", 7, "table/type", ""],
  ["an empty array", [], "table/empty", ""],
  ["null in a system", [example, null], "table/type", "[1]"],
  ["no table at all", {}, "table/form", ""],
  ["two forms at once", { ...example, ...linear }, "table/form", ""],
  ["values and measures", { ...example, measures: [{ name: "m", values: example.values }] }, "table/form", ""],
  ["cells without relations", { cells: linear.cells }, "table/form", ""],
  ["no dimensions", { ...example, dims: [] }, "table/type", "dims"],
  ["a dimension without members", { ...example, dims: [{ name: "d", members: [] }] }, "table/type", "dims[0].members"],
  ["a member that is no name", { ...example, dims: [{ name: "d", members: [{}] }] }, "table/type", "dims[0].members[0]"],
  ["a member twice", { dims: [{ name: "d", members: ["a", "a"] }], values: [1, 2] }, "table/duplicate", "dims[0].members"],
  ["a dimension twice", { dims: [example.dims[0], example.dims[0]], values: example.values }, "table/duplicate", "dims"],
  ["too few values", { ...example, values: [1, 2] }, "table/length", "values"],
  ["a value that is text", { ...example, values: ["4", ...example.values.slice(1)] }, "table/type", "values[0]"],
  ["a value beyond numbers", JSON.parse(JSON.stringify({ ...example, values: [] }).replace('"values":[]', '"values":[1e999]')), "table/type", "values[0]"],
  ["a negative count", { ...example, values: [...example.values.slice(0, 8), -1] }, "table/negative", "values[8]"],
  ["a parent list of the wrong length", { dims: [{ name: "d", members: ["a", "b"], hierarchies: [{ parent: [-1] }] }], values: [1, 2] }, "table/length", "dims[0].hierarchies[0].parent"],
  ["a parent that does not exist", { dims: [{ name: "d", members: ["a", "b"], hierarchies: [{ parent: [-1, 9] }] }], values: [1, 2] }, "table/parent", "dims[0].hierarchies[0].parent[1]"],
  ["a parent outside the hierarchy", { dims: [{ name: "d", members: ["a", "b"], hierarchies: [{ parent: [null, 0] }] }], values: [1, 2] }, "table/parent", "dims[0].hierarchies[0].parent[1]"],
  ["parents in a circle", { dims: [{ name: "d", members: ["a", "b"], hierarchies: [{ parent: [1, 0] }] }], values: [1, 2] }, "table/parent", "dims[0].hierarchies[0].parent[0]"],
  ["its own parent", { dims: [{ name: "d", members: ["a", "b"], hierarchies: [{ parent: [-1, 1] }] }], values: [1, 2] }, "table/parent", "dims[0].hierarchies[0].parent[1]"],
  ["a relation over an unknown cell", { ...linear, relations: [{ total: "T", parts: ["a", "z"] }] }, "table/unknownCell", "relations[0].parts[1]"],
  ["a relation that names a cell twice", { ...linear, relations: [{ total: "T", parts: ["a", "a"] }] }, "table/duplicate", "relations[0]"],
  ["a total that is a part of itself", { cells: { T: 10, A: 10, b: 3, c: 2, U: 12 }, relations: [{ total: "U", parts: ["T", "c"] }, { total: "T", parts: ["A", "b"] }, { total: "A", parts: ["T", "c"] }] }, "table/circle", "relations[0]"],
  ["a relation without parts", { ...linear, relations: [{ total: "T", parts: [] }] }, "table/type", "relations[0].parts"],
  ["a suppressed cell outside", { ...example, suppressed: [9] }, "table/unknownCell", "suppressed[0]"],
  ["a known id in a cross", { ...example, known: ["A"] }, "table/unknownCell", "known[0]"],
  ["a limit below zero", { ...example, maxN: -1 }, "table/limit", "maxN"],
  ["a limit with decimals", { ...example, maxN: 4.5 }, "table/limit", "maxN"],
  ["a limit that hides no count", { ...example, maxN: 0 }, "table/limit", "maxN"],
  ["a limit above those of a policy", [example, { ...example, maxN: 51 }], "table/limit", "[1].maxN"],
  ["the same by its other name", { ...linear, threshold: 51 }, "table/limit", "threshold"],
  ["a limit that is text", { ...example, maxN: "5" }, "table/type", "maxN"],
  ["two different limits", { ...example, threshold: 3 }, "table/limits", "threshold"],
  ["another word for zeros", { ...example, zeros: "maybe" }, "table/type", "zeros"],
  ["another word for blanks", { ...example, blank: "x" }, "table/type", "blank"],
  ["municipalities in no dimension", { ...example, municipalities: { dim: "kommune" } }, "table/unknownDimension", "municipalities.dim"],
  ["municipalities in a linear structure", { ...linear, municipalities: { dim: "d" } }, "table/unknownDimension", "municipalities.dim"],
  ["a base that is no measure", { dims: [{ name: "d", members: ["a"] }], measures: [{ name: "m", values: [1], class: "basedOn", base: "n" }] }, "table/unknownBase", "measures[0].base"],
  ["a fault in the second table", [example, { ...example, values: [1] }], "table/length", "[1].values"],
];

test("limits from 1 to 50 are read", () => { for (const maxN of [1, 50]) expect(read({ ...example, maxN })[0].settings.maxN).toBe(maxN); });

test.each(bad)("refused with its path: %s", (_, file, code, path) => {
  expect(tableJson(file)).toMatchObject({ status: "refused", reason: { code, params: { path } } });
});

test("no refusal repeats a value of the table", () => {
  const secret = 424242;
  const poisoned = [{ ...example, values: [-secret, ...example.values.slice(1)] }, { ...example, values: [String(secret), ...example.values.slice(1)] }, { ...linear, cells: { T: -secret, a: 1, b: 2 } }];
  for (const file of poisoned) {
    const result = tableJson(file);
    expect(result.status).toBe("refused");
    expect(JSON.stringify(result)).not.toContain(String(secret));
  }
});
