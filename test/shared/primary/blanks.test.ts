import { tellBlanks } from "../../../shared/primary/blanks.ts";
import { additivityOf } from "../../../shared/table/additivity.ts";
import { relationsOf } from "../../../shared/table/relations.ts";
import type { Blank, Linear } from "../../../shared/table/table.ts";
import { readCases } from "../../cases/readCases.ts";

/** What a linear structure's blanks, written `_`, are: `a 3!` for one judged suppressed, `a 0` for one that means zero; null where nothing fits. */
function tell(text: string, mode: Blank = "infer", ceiling = 5): string | null {
  const [{ table }] = readCases(text), { system, variableOf, axisOf } = relationsOf(table), { cells } = table.shape as Linear, raw = new Float64Array(cells.length);
  table.measures[0].values.forEach((value, cell) => { raw[variableOf[cell]] = value; });
  const before = raw.slice(), told = tellBlanks(system, raw, mode, ceiling, additivityOf({ system, axisOf }, raw, false));
  expect(raw).toEqual(before);
  if (told === null) return null;
  const { values, suppressed } = told;
  expect([...raw.keys()].filter((variable) => !Number.isNaN(raw[variable]) && (values[variable] !== raw[variable] || suppressed[variable] !== 0))).toEqual([]);
  return [...cells.keys()].filter((cell) => Number.isNaN(raw[variableOf[cell]])).map((cell) => `${cells[cell]} ${values[variableOf[cell]]}${suppressed[variableOf[cell]] === 1 ? "!" : ""}`).join(", ");
}

/** a + b = 3, b + c = 5 and a + c = 4 leave a = (3 + 4 − 5) / 2 = 1 only, and no single relation says so. */
const TRIANGLE = "S 3 = a _ + b _\nT 5 = b + c _\nU 4 = a + c";

describe("what is missing in a line is in its blanks", () => {
  test("13 - 10 = 3", () => { expect(tell("T 13 = a _ + b 10")).toBe("a 3!"); });
  test("10 - 10 = 0 is a zero, in one blank or two", () => { expect([tell("T 10 = a _ + b 10"), tell("T 10 = a _ + b 10 + c _")]).toEqual(["a 0", "a 0, c 0"]); });
  test("9 in two blanks of up to 5 is 4 and 5, and either may be either", () => { expect(tell("T 19 = a _ + b _ + c 10")).toBe("a 4!, b 5!"); });
  test("10 in two blanks of up to 5 is 5 and 5; 11 is too much, and so is 6 in one", () => { expect([tell("T 20 = a _ + b _ + c 10"), tell("T 21 = a _ + b _ + c 10"), tell("T 16 = a _ + c 10")]).toEqual(["a 5!, b 5!", null, null]); });
  test("1 in two blanks: one of them may be zero, but not for certain", () => { expect(tell("T 11 = a _ + b _ + c 10")).toBe("a 0!, b 1!"); });
  test("5 - 7 is no count", () => { expect(tell("T 5 = a _ + b 7")).toBeNull(); });
  test("a blank that no line speaks of hides something", () => { expect([tell("T 17 = a 10 + b 7\nU _ = c _"), tell("T 17 = a 10 + b 7\nU _ = c _", "infer", 1)]).toEqual(["U 2!, c 2!", "U 1!, c 1!"]); });
});

describe("lines tell of each other", () => {
  test("B says that a is 13 - 10 = 3, so b in A is 3 - 3 = 0 for certain", () => { expect(tell("A 3 = a _ + b _\nB 13 = a + c 10")).toBe("a 3!, b 0"); });
  test("and so on along a chain: d = 3, c = 1, b = 4, a = 0", () => { expect(tell("A 4 = a _ + b _\nB 5 = b + c _\nC 4 = c + d _\nD 13 = d + e 10")).toBe("a 0, b 4!, c 1!, d 3!"); });
  test("a blank total is its parts' sum, whatever it comes to", () => { expect([tell("T _ = a 3 + b 20"), tell("T _ = a 0 + b 0")]).toEqual(["T 23!", "T 0"]); });
  test("once the parts are known: 10 - 8 = 2, 2 + 4 = 6", () => { expect(tell("T _ = a _ + b 4\nU 10 = a + c 8")).toBe("T 6!, a 2!"); });
  test("three lines leave one way, the last that is tried", () => { expect(tell(TRIANGLE)).toBe("a 1!, b 2!, c 3!"); });
  test("an odd sum leaves none: a + b = b + c = c + a = 5", () => { expect(tell(TRIANGLE.replace(" 3 ", " 5 ").replace(" 4 ", " 5 "))).toBeNull(); });
  test("what was tried in vain is taken back: the odd lines after ten blanks that could be anything are given up, not guessed", () => {
    const anything = Array.from({ length: 10 }, (_, k) => `A${k} _ = B${k} _`).join("\n");
    expect(tell(`${anything}\n${TRIANGLE.replace(" 3 ", " 5 ").replace(" 4 ", " 5 ")}`)).toBeNull();
  });
});

describe("whether lines add up is judged by those without blanks", () => {
  const fits = ["U 9 = d 4 + e 5", "V 20 = f 8 + g 12"], off = "W 20 = h 8 + i 11";
  test("three, one of which does not: blanks are zeros", () => { expect(tell(["T 13 = a _ + b 10", ...fits, off].join("\n"))).toBe("a 0"); });
  test("three that do: 13 - 10 = 3", () => { expect(tell(["T 13 = a _ + b 10", ...fits, off.replace("11", "12")].join("\n"))).toBe("a 3!"); });
  test("two are too few to say", () => { expect(tell(["T 13 = a _ + b 10", fits[0], off].join("\n"))).toBe("a 3!"); });
});

describe("a policy may say what blanks are", () => {
  test("zeros, whatever is missing", () => { expect(tell("T 13 = a _ + b 10", "zero")).toBe("a 0"); });
  test("withheld counts of 1 or more: 2 is 1 and 1, and 11 - 10 = 1", () => { expect([tell("T 12 = a _ + b _ + c 10", "suppressed"), tell("T 11 = a _ + c 10", "suppressed")]).toEqual(["a 1!, b 1!", "a 1!"]); });
  test("withheld, so a line that misses nothing contradicts it", () => { expect(tell("T 10 = a _ + b 10", "suppressed")).toBeNull(); });
  test("withheld, even a total of zeros", () => { expect(tell("T _ = a 0 + b 0", "suppressed")).toBe("T 0!"); });
  test("withheld, in lines that do not add up: 6 is too much for one, and nothing is guessed", () => {
    const lines = "T 13 = a _ + b 10\nU 20 = d 8 + e 11\nV 20 = f 8 + g 11\nW 20 = h 8 + i 11";
    expect([tell(lines, "suppressed"), tell(lines.replace("13", "16"), "suppressed")]).toEqual(["a 3!", null]);
  });
  test("no blank, nothing to tell", () => { expect(tell("T 13 = a 3 + b 10")).toBe(""); });
});

describe("totals that count persons once: max(part) ≤ total ≤ sum of parts", () => {
  const once = ["U 9 = d 4 + e 6", "V 18 = f 8 + g 12", "W 20 = h 18 + i 11"].join("\n");
  test("what the parts come to already leaves a blank nothing to hide: 10 + 6 ≥ 13", () => { expect(tell(`T 13 = a _ + b 10 + c 6\n${once}`)).toBe("a 0"); });
  test("where they come to less, the blank is at least the rest: 13 − 10 = 3", () => { expect(tell(`T 13 = a _ + b 10\n${once}`)).toBe("a 3!"); });
  test("6 is too much for a blank of up to 5", () => { expect(tell(`T 16 = a _ + b 10\n${once}`)).toBeNull(); });
  test("withheld: something that fits", () => { expect([tell(`T 13 = a _ + b 10 + c 6\n${once}`, "suppressed"), tell(`T 13 = a _ + b 10\n${once}`, "suppressed")]).toEqual(["a 2!", "a 3!"]); });
  test("a blank total of parts is at least the greatest, and one of nothing is nothing", () => { expect([tell(`T _ = a 3 + b 20\n${once}`), tell(`T _ = a 0 + b 0\n${once}`)]).toEqual(["T 20!", "T 0"]); });
});
