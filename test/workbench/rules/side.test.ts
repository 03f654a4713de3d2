import { readFileSync } from "node:fs";
import { readTables, type Contents } from "../../../workbench/rules/readFile.ts";
import { BUILT_IN_CHOICE, comparedToBuiltIn, sideOf, type Choice, type Hiding, type Side } from "../../../workbench/rules/side.ts";

/** 10 − 7 = 3 and 23 − 20 = 3 give A/0-2 away. */
const CSV = "Kommune;0-2;3-5;I alt\nAalborg;3;7;10\nOdense;20;30;50\nI alt;23;37;60\n";

function contentsOf(name: string, bytes: Uint8Array): Contents {
  const read = readTables(name, bytes);
  if ("code" in read) throw new Error(read.code);
  return read;
}

function side(contents: Contents, hiding: Hiding, choice: Partial<Choice> = {}, at = 0): Side {
  const found = sideOf(contents, contents.counts[at], hiding, { ...BUILT_IN_CHOICE, ...choice });
  if ("code" in found) throw new Error(found.code);
  return found;
}

const hiddenIn = ({ hidden }: Side): readonly number[] => [...hidden.keys()].filter((cell) => hidden[cell] !== 0);
const csv = contentsOf("tabel.csv", Buffer.from(CSV)), sample = contentsOf("sample.xlsx", new Uint8Array(readFileSync("sample.xlsx")));

describe("one small count in a crosstab", () => {
  test("with all numbers it can be read", () => {
    const { small, exact, ...rest } = side(csv, "all");
    expect([[...small], exact.size, hiddenIn({ small, exact, ...rest })]).toEqual([[0], 0, []]);
  });

  test("hidden alone it is worked out", () => {
    const found = side(csv, "small");
    expect([hiddenIn(found), [...found.exact], found.small.size]).toEqual([[0], [[0, 3]], 0]);
  });

  test("Diskret hides what gives it away, and leaves nothing to attack", () => {
    const found = side(csv, "protected", { audience: "none" });
    expect(hiddenIn(found)).toEqual([0, 1, 3, 4]);
    expect([found.exact.size, found.insiders.size, found.sums, found.small.size]).toEqual([0, 0, 0, 0]);
  });

  test("where each municipality knows its own figures, 23 − 20 is out of reach only if 23 is hidden too", () => {
    expect(hiddenIn(side(csv, "protected"))).toEqual([0, 1, 3, 4, 6, 7]);
  });

  test("a limit below it hides nothing", () => {
    expect([hiddenIn(side(csv, "protected", { maxN: 2 })), hiddenIn(side(csv, "small", { maxN: 2 }))]).toEqual([[], []]);
  });

  test("a blank is no small count, and counts as none", () => {
    const found = side(contentsOf("tom.csv", Buffer.from(CSV.replace(";3;7;10", ";;10;10").replace("23;37", "20;40").replace(";20;30", ";20;30"))), "all");
    expect([Number.isNaN(found.values[0]), found.small.size, hiddenIn(found)]).toEqual([true, 0, []]);
  });
});

describe("what a reader brings along", () => {
  test("a municipality with its own figures works out more; with exact nobody is asked", () => {
    const each = side(sample, "small"), none = side(sample, "small", { audience: "none" }), exact = side(sample, "small", { protection: "exact" });
    expect(each.insiders.size).toBeGreaterThan(0);
    expect([none.insiders.size, exact.insiders.size, exact.sums]).toEqual([0, 0, 0]);
    expect(none.exact).toEqual(each.exact);
    for (const cell of each.insiders.keys()) expect([each.hidden[cell], each.exact.has(cell)]).toEqual([1, false]);
  });

  test("what is worked out is the truth, on every table of the sample", () => {
    let found = 0;
    for (const at of sample.counts.keys()) {
      const { exact, values } = side(sample, "small", {}, at);
      for (const [cell, value] of exact) expect([at, cell, value]).toEqual([at, cell, Number.isNaN(values[cell]) ? 0 : values[cell]]);
      found += exact.size;
    }
    expect(found).toBeGreaterThan(20);
  });

  test("stricter rules hide at least what the built-in ones hide", () => {
    const builtIn = new Set(hiddenIn(side(sample, "protected"))), small = new Set(hiddenIn(side(sample, "small", { maxN: 9 })));
    const stricter = new Set(hiddenIn(side(sample, "protected", { maxN: 9 })));
    expect([...small].filter((cell) => !stricter.has(cell))).toEqual([]);
    expect(stricter.size).toBeGreaterThan(builtIn.size);
  });
});

test.each<[string, Partial<Choice>, ReturnType<typeof comparedToBuiltIn>]>([
  ["as they are", {}, "same"], ["a higher limit", { maxN: 6 }, "stricter"], ["intervals", { protection: "interval" }, "stricter"],
  ["a lower limit", { maxN: 4 }, "looser"], ["zeros shown", { zeros: "show" }, "looser"], ["no reader with figures", { audience: "none" }, "looser"],
  ["higher, and zeros shown", { maxN: 6, zeros: "show" }, "mixed"],
])("%s beside the built-in rules", (_, choice, how) => {
  expect(comparedToBuiltIn({ ...BUILT_IN_CHOICE, ...choice })).toBe(how);
});

test("an amount is left out, and the reason names it; shares alone are no table to try", () => {
  expect(sample.leftOut).toEqual([{ table: "Ydelser på Ærø (Ærø – FIKTIVE TAL)", reason: { code: "rules/notCount", params: { measure: "Udgift i 1.000 kr." } } }]);
  expect(readTables("andele.csv", Buffer.from("Andel i pct.;0-2 år\nOdense;3\nAssens;20\n"))).toEqual({ code: "rules/noTables" });
});
