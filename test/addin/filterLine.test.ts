import { filterLine } from "../../addin/filterLine.ts";
import { speaker } from "../../addin/speak.ts";

test.each([
  ["År", ["2024"], "Filter: År = 2024"],
  ["[Tid].[År]", ["[Tid].[År].&[2024]", "[Tid].[År].&[2025]"], "Filter: År = 2024, 2025"],
  ["[Mål]", ["[Mål].[A]]b]"], "Filter: Mål = A]b"],
  ["Kommune", ["a", "b", "c", "d", "e", "f", "g", "h"], "Filter: Kommune = a, b, c, d, e, f og 2 flere"],
  ["[Kommune].[Navn]", ["not [Kommune].[Navn].&[101]"], "Filter: Navn (flere valg)"],
])("%s %j", (field, members, line) => {
  expect(filterLine(field, members, speaker("da"))).toBe(line);
});
