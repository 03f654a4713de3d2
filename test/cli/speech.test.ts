import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { line, localeOf, speech } from "../../cli/speech.ts";

const ROOT = path.resolve(__dirname, "../..");
const sources = ["cli", "shared"].flatMap((folder) => readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.parentPath.includes("i18n")).map((entry) => readFileSync(path.join(entry.parentPath, entry.name), "utf8")));

/** Codes as they are written, and those that the readers of grids and table files put together. */
const codes = new Set(sources.flatMap((text) => [
  ...[...text.matchAll(/"((?:cli|mask|audit|pivots|policy|table|grid|csv|measure|protect|copy|workbook|pivot)\/[A-Za-z/]+)"/g)].map(([, code]) => code),
  ...[...text.matchAll(/new Refusal\("(\w+)"/g)].map(([, code]) => `table/${code}`),
  ...(text.includes("`grid/${why}`") ? [...text.matchAll(/refused\("(\w+)"/g)].map(([, code]) => `grid/${code}`) : []),
  ...[...text.matchAll(/why: "(doesNotAddUp|ambiguous)"/g)].flatMap(([, why]) => [`grid/row/${why}`, `grid/column/${why}`]),
]));

test("every code that the command can meet has a text in both languages", () => {
  expect(codes.size).toBeGreaterThan(80);
  for (const locale of ["da", "en"] as const) expect([...codes].filter((code) => speech(locale)({ code }) === code)).toEqual([]);
});

test("the language is the user's, else the machine's, else English", () => {
  expect(localeOf("da", { LANG: "en_GB.UTF-8" })).toBe("da");
  expect(localeOf(undefined, { LANG: "da_DK.UTF-8" })).toBe("da");
  expect(localeOf(undefined, { LC_ALL: "en_US", LANG: "da_DK" })).toBe("en");
  expect(localeOf(undefined, { LANG: "C.UTF-8" })).toBe("en");
});

test("a line is one line, places have no thousands marks, amounts have the reader's", () => {
  expect(line({ code: "grid/text", params: { file: "a\nb.csv", row: 1234, column: 2 } }, speech("en"))).toBe("diskret: a b.csv: There is text among the numbers (row 1234, column 2).");
  expect(speech("da")({ code: "mask/written", params: { file: "f", copy: "k", n: 1234, cells: 5000, share: 8.3 } })).toBe("f: 1.234 af 5.000 celler er skjult (8,3 % af det samlede antal) → k");
});
