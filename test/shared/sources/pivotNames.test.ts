import { readFileSync } from "node:fs";
import { BUILT_IN } from "../../../shared/policy/policy.ts";
import { resolvePolicy } from "../../../shared/policy/resolve.ts";
import { pivotNames } from "../../../shared/sources/pivotNames.ts";
import { pivotTables } from "../../../shared/sources/pivot.ts";
import { readWorkbook } from "../../../shared/workbook/readWorkbook.ts";
import { corpusBytes, corpusFiles } from "../workbook/corpus.ts";

const pivotsOf = (bytes: Uint8Array) => {
  const read = readWorkbook(bytes, { cells: "pivotSheets" });
  return read.status === "read" ? pivotTables(read.workbook).flatMap((source) => (source.status === "read" ? [source.pivot] : [])) : [];
};
const [pivot] = pivotsOf(new Uint8Array(readFileSync("sample.xlsx")));

test("a pivot's data set is told by its measures and by the fields that it shows or filters by", () => {
  const names = pivotNames(pivot);
  expect(names.measures).toEqual(expect.arrayContaining(pivot.dataFields.map(({ name }) => name)));
  expect(names.fields.length).toBe(new Set([...pivot.rows.fields, ...pivot.columns.fields, ...pivot.pageFields.map(({ field }) => field)].filter((field) => field >= 0)).size);
  expect([names.connection, names.cube]).toEqual([undefined, undefined]);
});

test("and by its cube, where it has one", () => {
  const source = { ...pivot.cache.source, connection: { name: "server FLIS KY Benchmark", cube: "KY Benchmark" } }, names = pivotNames({ ...pivot, cache: { ...pivot.cache, source } });
  expect(names).toMatchObject({ connection: "server FLIS KY Benchmark", cube: "KY Benchmark" });
  expect(resolvePolicy({ ...BUILT_IN, maxN: 3 }, names)).toMatchObject({ dataSets: ["KY Benchmark"], policy: { maxN: 5 } });
});

const REAL = corpusFiles.filter((file) => /^83ec501f_/.test(file));
if (REAL.length === 0) console.log("not run: a cube in a real workbook (no corpus on this machine)");
else test("a real workbook names its cube on a real server", () => {
  const cubes = pivotsOf(corpusBytes(REAL[0])).map((one) => pivotNames(one));
  expect(cubes.length).toBeGreaterThan(0);
  for (const names of cubes) expect(names).toMatchObject({ cube: "FoodDeliveryCube", connection: expect.stringContaining("FoodDelivery_SSAS") as string });
});
