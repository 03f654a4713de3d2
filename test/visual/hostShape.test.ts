import type powerbi from "powerbi-visuals-api";
import { BUILT_IN } from "../../shared/policy/policy.ts";
import { protect } from "../../shared/protect.ts";
import { cellCount } from "../../shared/table/table.ts";
import { captionWriter } from "../../visual/caption.ts";
import { readMatrix } from "../../visual/readMatrix.ts";
import { words } from "../../visual/words.ts";

type Node = powerbi.DataViewMatrixNode;

/**
 * A matrix written down by hand in the shape of Microsoft's own tests of the native matrix (two row groups, two column groups, two
 * measures and all totals): subtotals also of groups with one part, measure headers that skip levels under the grand total,
 * `valueSourceIndex` and `levelSourceIndex` only where they are not 0. The numbers are invented.
 */
const LINES: readonly (readonly [region: string, place: string, persons: readonly number[]])[] = [
  ["Nord", "Aalborg", [40, 52, 61, 70]], ["Nord", "Læsø", [3, 12, 9, 11]], ["Syd", "Vejle", [33, 28, 45, 51]],
];
const source = (displayName: string, index: number, role: string, more: Partial<powerbi.DataViewMetadataColumn> = {}): powerbi.DataViewMetadataColumn => ({ displayName, queryName: `Data.${displayName}`, index, roles: { [role]: true }, ...more });
const REGION = source("Region", 0, "Rows"), PLACE = source("Kommune", 1, "Rows"), YEAR = source("År", 2, "Columns"), SEX = source("Køn", 3, "Columns");
const COUNT = source("Antal", 4, "Values", { isMeasure: true, format: "#,0" }), HOURS = source("Antal timer", 5, "Values", { isMeasure: true, format: "#,0" });

/** Columns: 2023 (K, M, total), 2024 (K, M, total), total; under each both measures. */
const values = (persons: readonly number[]): Record<number, powerbi.DataViewMatrixNodeValue> => {
  const [a, b, c, d] = persons, columns = [a, b, a + b, c, d, c + d, a + b + c + d];
  return Object.fromEntries(columns.flatMap((count, at) => [[2 * at, { value: count }], [2 * at + 1, { value: 10 * count, valueSourceIndex: 1 }]]));
};
const sum = (lines: readonly (readonly number[])[]): number[] => [0, 1, 2, 3].map((at) => lines.reduce((total, line) => total + line[at], 0));
const named = (level: number, value: powerbi.PrimitiveValue, modern: boolean): Node => (modern ? { level, levelValues: [{ value, levelSourceIndex: 0 }], value } : { level, value });
const headers = (more: Partial<Node> = {}): Node[] => [{ level: 2, ...more }, { level: 2, levelSourceIndex: 1, ...more }];

function dataView(modern: boolean): powerbi.DataView {
  const regions = ["Nord", "Syd"].map((region): Node => {
    const own = LINES.filter(([name]) => name === region);
    return { ...named(0, region, modern), children: [...own.map(([, place, persons]): Node => ({ ...named(1, place, modern), values: values(persons) })), { level: 1, isSubtotal: true, values: values(sum(own.map(([, , persons]) => persons))) }] };
  });
  const years = [2023, 2024].map((year): Node => ({
    ...named(0, year, modern), children: [...["K", "M"].map((sex): Node => ({ ...named(1, sex, modern), children: headers() })), { level: 1, isSubtotal: true, children: headers({ isSubtotal: true }) }],
  }));
  return {
    metadata: { columns: [REGION, PLACE, YEAR, SEX, COUNT, HOURS] },
    matrix: {
      rows: { levels: [{ sources: [REGION] }, { sources: [PLACE] }], root: { children: [...regions, { level: 0, isSubtotal: true, values: values(sum(LINES.map(([, , persons]) => persons))) }] } },
      columns: { levels: [{ sources: [YEAR] }, { sources: [SEX] }, { sources: [COUNT, HOURS] }], root: { children: [...years, { level: 0, isSubtotal: true, children: headers({ isSubtotal: true }) }] } },
      valueSources: [COUNT, HOURS],
    },
  };
}

test.each([["with values per level", true], ["with one value, as older hosts gave it", false]])("the host's own shape is read %s", (_, modern) => {
  const reading = readMatrix(dataView(modern), captionWriter(words("da-DK")));
  if (reading.status !== "read") throw new Error(JSON.stringify(reading));
  const { table, rows, columns } = reading.matrix;
  expect(rows.axis.members).toEqual(["(total)", "Nord", "Nord / Aalborg", "Nord / Læsø", "Syd", "Syd / Vejle"]);
  expect(columns.axis.members).toEqual(["(total)", "2023", "2023 / K", "2023 / M", "2024", "2024 / K", "2024 / M"]);
  expect(cellCount(table.shape)).toBe(42);
  const at = (measure: number, row: string, column: string): number => table.measures[measure].values[rows.axis.members.indexOf(row) * 7 + columns.axis.members.indexOf(column)];
  expect([at(0, "Nord / Læsø", "2023 / K"), at(1, "Nord / Læsø", "2023 / K"), at(0, "Nord", "2023"), at(0, "Syd", "2024"), at(0, "(total)", "(total)"), at(1, "(total)", "2024 / M")]).toEqual([3, 30, 107, 96, 415, 1320]);
  const outcome = protect([{ ...table, measures: [table.measures[0]] }], BUILT_IN);
  expect(outcome.status).toBe("protected");
  if (outcome.status === "protected") expect(outcome.tables[0].measures[0].hidden[rows.axis.members.indexOf("Nord / Læsø") * 7 + 2]).toBe(1);
});

test("without row fields one node stands for all rows, as in Microsoft's matrixOneMeasureOneColumnGroupOneGroupInstance", () => {
  const given: powerbi.DataView = {
    metadata: { columns: [YEAR, COUNT] },
    matrix: {
      rows: { levels: [], root: { children: [{ level: 0, values: { 0: { value: 40 }, 1: { value: 3 }, 2: { value: 43 } } }] } },
      columns: { levels: [{ sources: [YEAR] }], root: { children: [named(0, 2023, true), named(0, 2024, true), { level: 0, isSubtotal: true }] } },
      valueSources: [COUNT],
    },
  };
  const reading = readMatrix(given, captionWriter(words("da-DK")));
  if (reading.status !== "read") throw new Error(JSON.stringify(reading));
  const { table, rows, columns } = reading.matrix;
  expect([rows.axis.members, columns.axis.members, rows.fields, [...table.measures[0].values]]).toEqual([["(total)"], ["(total)", "2023", "2024"], [], [43, 40, 3]]);
});

test("a node that is neither total nor group is refused", () => {
  const strange = dataView(true);
  delete strange.matrix!.rows.root.children![0].levelValues;
  delete (strange.matrix!.rows.root.children![0] as { value?: unknown }).value;
  expect(readMatrix(strange, captionWriter(words("da-DK")))).toMatchObject({ status: "refused", reason: { code: "matrix/structure" } });
});
