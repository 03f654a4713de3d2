import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { tableJson, type TableEntry } from "../../../shared/sources/tableJson.ts";
import { relationsOf } from "../../../shared/table/relations.ts";

/** Relations of a table whose total differs from the sum of its parts. */
function broken({ table }: TableEntry): number {
  const { system, variableOf } = relationsOf(table), values = new Float64Array(system.variables);
  variableOf.forEach((variable, cell) => { values[variable] = table.measures[0].values[cell]; });
  let count = 0;
  for (let r = 0; r + 1 < system.start.length; r++) {
    const [total, ...parts] = system.cells.subarray(system.start[r], system.start[r + 1]);
    if (values[total] !== parts.reduce((sum, part) => sum + values[part], 0)) count++;
  }
  return count;
}

test("hierarchies become relations that hold: 3 + 20 = 23, 7 + 30 = 37, 3 + 7 = 10, 20 + 30 = 50, 23 + 37 = 60 = 10 + 50", () => {
  const dims = ["rows", "columns"].map((name) => ({ name, members: ["T", "a", "b"], hierarchies: [{ parent: [-1, 0, 0] }] }));
  const read = (values: number[]) => {
    const result = tableJson({ dims, values });
    return result.status === "read" ? broken(result.entries[0]) : -1;
  };
  expect(read([60, 23, 37, 10, 3, 7, 50, 20, 30])).toBe(0);
  expect(read([60, 23, 37, 10, 4, 7, 50, 20, 30])).toBe(2);
});

const folder = path.join(process.env["DISKRET_SHARED"] ?? path.resolve(__dirname, "../../../../shared"), "cases/reference");
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json.gz")) : [];
if (files.length > 0) {
  test.each(files)("a reference table is read whole and adds up: %s", (name) => {
    const result = tableJson(JSON.parse(gunzipSync(readFileSync(path.join(folder, name))).toString()));
    if (result.status === "refused") throw new Error(JSON.stringify(result.reason));
    for (const entry of result.entries) {
      expect(entry.settings.maxN).toBeGreaterThan(0);
      expect(broken(entry)).toBe(0);
    }
  });
} else console.log("not run: reference tables (no cases beside the project)");
