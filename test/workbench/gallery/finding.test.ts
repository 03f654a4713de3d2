import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { find, leaks } from "../../../workbench/gallery/finding.ts";
import { hiddenIn } from "../../../workbench/gallery/hiding.ts";
import { readCases } from "../../cases/readCases.ts";

const folder = path.resolve(__dirname, "../../cases");
const cases = readdirSync(folder).filter((file) => file.endsWith(".txt")).flatMap((file) => readCases(readFileSync(path.join(folder, file), "utf8").replaceAll("\r", "")));
const named = cases.map((one) => [one.title, one] as const);
const parts = (text: string | undefined): readonly string[] => (text ?? "").split(",").map((part) => part.trim()).filter((part) => part !== "");

test("every case says its arithmetic in Danish too", () => {
  expect(cases.length).toBeGreaterThan(20);
  expect(cases.filter(({ facts }) => (facts["da"] ?? "") === "").map(({ title }) => title)).toEqual([]);
});

test.each(named)("the example's choice gives what the case states: %s", (_, one) => {
  const { exact, ranges, unresolved } = find(one, "test", hiddenIn(one, "test"));
  expect([...exact].sort()).toEqual(parts(one.facts["exact"]).map((text) => text.split(" ")).map(([name, value]) => [one.cell(name), Number(value)]).sort());
  expect(unresolved).toEqual([]);
  for (const [name, range] of parts(one.facts["interval"]).map((text) => text.split(" "))) {
    const { low, high } = ranges.get(one.cell(name))!;
    expect([name, `${low}..${high}`]).toEqual([name, range]);
  }
});

test.each(named)("with Diskret nothing can be worked out, and no small count is left: %s", (_, one) => {
  const finding = find(one, "diskret", hiddenIn(one, "diskret"));
  expect([leaks(finding), finding.small]).toEqual([false, []]);
});

/** Where hiding small counts is enough by chance: no small count, nearly every cell small, or two that share what is left. */
const ENOUGH = [
  "Handbook on Statistical Disclosure Control, ch. 4.1", "The same with III hidden too", "Zeros are shown, so hidden cells are 1 or more",
  "Where zeros are hidden too", "Nine is not ten", "b = c, so 2 b + d = 9", "One unit more in a and c",
];

test.each(named)("hiding small counts only leaks, but for the cases listed: %s", (title, one) => {
  expect(leaks(find(one, "small", hiddenIn(one, "small")))).toBe(!ENOUGH.some((start) => title.startsWith(start)));
});
