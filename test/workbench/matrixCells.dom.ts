import { matrixCells } from "../../workbench/matrixCells.ts";

/** As the visual draws a table of two row levels, two column levels and totals. */
const drawing = `
  <table><thead>
    <tr><th class="corner" rowspan="2">Region / Kommune</th><th class="part" colspan="2">Klasse</th><th class="total" rowspan="2">I alt</th></tr>
    <tr><th class="part">0-3</th><th class="total">I alt</th></tr>
  </thead><tbody>
    <tr class="group" aria-level="1"><th>Nord</th><td>20</td><td class="hidden">..</td><td>21</td></tr>
    <tr class="part" aria-level="2"><th>Læsø</th><td class="hidden">..</td><td></td><td class="hidden">..</td></tr>
    <tr class="group" aria-level="1"><th>Syd</th><td>1</td><td>2</td><td>3</td></tr>
    <tr class="total" aria-level="1"><th>I alt</th><td>21</td><td>2</td><td>24</td></tr>
  </tbody></table>`;

function cellsOf(html: string): ReturnType<typeof matrixCells> {
  return matrixCells(new DOMParser().parseFromString(html, "text/html"));
}

test("every cell is named by the headings above and beside it", () => {
  const cells = cellsOf(drawing);
  expect(cells).toHaveLength(12);
  expect(cells[1]).toEqual({ row: ["Nord"], column: ["Klasse"], measure: "", hidden: true });
  expect(cells[3]).toEqual({ row: ["Nord", "Læsø"], column: ["Klasse", "0-3"], measure: "", hidden: true });
  expect(cells[6].row).toEqual(["Syd"]);
  expect(cells[11]).toEqual({ row: [], column: [], measure: "", hidden: false });
});

test("measures side by side are named, and rows without levels stand alone", () => {
  const cells = cellsOf(`<table><thead><tr><th class="corner"></th><th class="measure">Antal</th><th class="measure">Elever</th></tr></thead>
    <tbody><tr class="part"><th>A</th><td>7</td><td class="hidden">..</td></tr></tbody></table>`);
  expect(cells).toEqual([{ row: ["A"], column: [], measure: "Antal", hidden: false }, { row: ["A"], column: [], measure: "Elever", hidden: true }]);
});

test("a message instead of a matrix shows no cell", () => {
  expect(cellsOf("<p>Kan ikke vises sikkert</p>")).toEqual([]);
});
