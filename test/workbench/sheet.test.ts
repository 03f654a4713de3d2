import { MOST, screenSheet } from "../../workbench/sheet.ts";
import type { EmulatedCell } from "../hosts/emulatedExcel.ts";

const cells = (entries: Readonly<Record<string, EmulatedCell["value"]>>, format = "General"): Map<string, EmulatedCell> =>
  new Map(Object.entries(entries).map(([address, value]) => [address, { value, format }]));
const sheet = (content: Map<string, EmulatedCell>, ofFile?: string) =>
  screenSheet({ id: "1", name: "Ark", cells: content }, { tag: "da-DK", mark: "..", format: () => ofFile });

test("numbers are written in the reader's language by their format, years without grouping", () => {
  expect(sheet(cells({ A1: 2025 })).rows[0][0].text).toBe("2025");
  expect(sheet(cells({ A1: 12345 }, "#,##0")).rows[0][0].text).toBe("12.345");
  expect(sheet(cells({ A1: 0.5 }), "0%").rows[0][0].text).toBe("50%");
});

test("a hidden number is a mark and nothing else", () => {
  expect(sheet(cells({ B2: ".." }, "@")).rows[1][1]).toEqual({ kind: "mark", text: "..", strong: false });
});

test("title, headings and the last line stand out; the cells between do not", () => {
  const { rows } = sheet(cells({ A1: "FIKTIVE TAL", A3: "År", B3: 2025, A5: "Antal", B6: "Unge", C6: "I alt", A7: "Læsø", B7: "..", C7: "..", A8: "Samsø", B8: 9, C8: 9, A9: "I alt", B9: 12, C9: 12 }));
  expect(rows.map((row) => row.some(({ strong }) => strong))).toEqual([true, false, false, false, true, true, false, false, true]);
});

test("a sheet too large to draw is cut and says so", () => {
  const large = sheet(cells({ A1: "x", [`A${MOST.rows + 1}`]: 1 }));
  expect(large.cut).toBe(true);
  expect(large.rows).toHaveLength(1);
  expect(sheet(cells({ A1: "x" })).cut).toBe(false);
});

test("an empty sheet has no rows", () => {
  expect(sheet(new Map())).toEqual({ name: "Ark", rows: [], columns: 0, cut: false });
});
