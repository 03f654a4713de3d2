import { BUILT_IN, type Policy } from "../../shared/policy/policy.ts";
import { protect } from "../../shared/protect.ts";
import type { Axis, Table } from "../../shared/table/table.ts";

const EXACT: Policy = { ...BUILT_IN, protection: "exact", audience: "none", zeros: "show" };

/** One axis with a total first; members carry their field as coordinate, so that tables of one source can be compared. */
function axis(name: string, members: readonly string[]): Axis {
  return {
    name, members: ["Total", ...members],
    hierarchies: [{ name, parent: [-1, ...members.map(() => 0)] }],
    coordinates: [{}, ...members.map((member) => ({ [name]: member }))],
  };
}

/** A table in rows of numbers, `_` blank, last row and column totals as in the text notation. */
function table(rows: readonly string[], columns: readonly string[], text: string, more: Partial<Table> = {}): Table {
  const lines = text.trim().split("\n").map((line) => line.trim().split(/\s+/).map((cell) => (cell === "_" ? NaN : Number(cell))));
  const turned = [lines.length - 1, ...rows.keys()].map((r) => [columns.length, ...columns.keys()].map((c) => lines[r][c]));
  return {
    name: "t", shape: { kind: "cross", axes: [axis("row", rows), axis("column", columns)] },
    measures: [{ name: "Antal", class: "persons", values: Float64Array.from(turned.flat()) }], ...more,
  };
}

/** Shown numbers back in the notation: `..` hidden, `_` blank. */
function shown(source: Table, hidden: Uint8Array, columns: number): string[] {
  const values = source.measures[0].values, rows = values.length / (columns + 1);
  const text = (r: number, c: number): string => {
    const cell = r * (columns + 1) + c;
    return hidden[cell] !== 0 ? ".." : Number.isNaN(values[cell]) ? "_" : String(values[cell]);
  };
  return [...Array.from({ length: rows - 1 }, (_, r) => r + 1), 0].map((r) => [...Array.from({ length: columns }, (_, c) => c + 1), 0].map((c) => text(r, c)).join(" "));
}

function pattern(source: Table, columns: number, policy = EXACT): string[] {
  const outcome = protect([source], policy);
  if (outcome.status === "refused") return outcome.findings.map(({ code }) => code);
  return shown(source, outcome.tables[0].measures[0].hidden, columns);
}

describe("a blank is not zero", () => {
  test("one blank in a line whose total says 3 more than its parts is a hidden 3, and is protected like one", () => {
    // 30-20-7 = 3 in row A, and 30-10-17 = 3 in column x: a count that the source hid, given away by both totals.
    const lines = pattern(table(["A", "B", "C"], ["x", "y", "z"], `
       _ 20  7 30
      10 10 10 30
      17  0 13 30
      30 30 30 90`), 3);
    expect(lines[0].split(" ")[0]).toBe("..");
    expect(lines.join(" ").split("..").length - 1).toBeGreaterThan(3);
  });

  test("a blank that nothing is missing from stays blank and protects nobody", () => {
    // 32-20-12 = 0 and 30-10-20 = 0: the blank is a zero.
    expect(pattern(table(["A", "B", "C"], ["x", "y", "z"], `
       _ 20 12 32
      10 10 10 30
      20  0 10 30
      30 30 32 92`), 3)).toEqual(["_ 20 12 32", "10 10 10 30", "20 0 10 30", "30 30 32 92"]);
  });

  test("blanks that no counts up to the limit can fill are refused, not guessed", () => {
    // 60-20-7 = 33 is more than one blank can hide.
    expect(pattern(table(["A", "B", "C"], ["x", "y", "z"], `
       _ 20  7 60
      10 10 10 30
      17  0 13 30
      60 30 30 120`), 3)).toEqual(["protect/blanks"]);
  });

  test("policy may say that blanks are zeros", () => {
    expect(pattern(table(["A", "B"], ["x", "y"], "_ 20 23\n 10 10 20\n 13 30 43"), 2, { ...EXACT, blank: "zero" })).toEqual(["_ 20 23", "10 10 20", "13 30 43"]);
  });
});

describe("what cannot be protected is refused with its reason", () => {
  const plain = "10 20 30\n 10 10 20\n 20 30 50";
  test("negative counts", () => {
    expect(pattern(table(["A", "B"], ["x", "y"], plain.replace("10 20 30", "-10 20 10")), 2)).toEqual(["protect/negative"]);
  });
  test("intervals of a measure with fractions", () => {
    expect(pattern(table(["A", "B"], ["x", "y"], "2.5 20 22.5\n 10 10 20\n 12.5 30 42.5"), 2, { ...EXACT, protection: "interval" })).toEqual(["protect/interval"]);
  });
  test("two tables that show different numbers for one cell", () => {
    const outcome = protect([table(["A", "B"], ["x", "y"], plain), table(["A", "B"], ["x", "y"], plain.replace("10 20 30", "11 20 31"))], EXACT);
    expect(outcome).toMatchObject({ status: "refused", findings: [{ code: "protect/contradicts" }] });
  });
});

test("at the level interval a count could be 6 by all that is shown, and as little as it may be", () => {
  // A/x + A/y = 2 + 3 = 5: both are open, but whoever knows the total knows that neither is 6 or more. The total goes too.
  const text = "2 3 90 95\n 20 30 90 140\n 22 33 180 235";
  const standard = pattern(table(["A", "B"], ["x", "y", "z"], text), 3), wide = pattern(table(["A", "B"], ["x", "y", "z"], text), 3, { ...EXACT, protection: "interval" });
  expect(standard[0]).toBe(".. .. 90 95");
  expect(wide[0].split(" ").filter((cell) => cell === "..").length).toBeGreaterThan(2);
});

test("a cell that an earlier release hid is no small count: the interval level asks nothing for it", () => {
  // 40 stays hidden in A/x, with three more so that it cannot be worked out; nothing else has to go.
  const text = "40 30 70\n 20 30 50\n 60 60 120";
  const all = table(["A", "B"], ["x", "y"], text), outcome = protect([{ ...all, measures: [{ ...all.measures[0], withheld: [4] }] }], { ...EXACT, protection: "interval" });
  expect(outcome).toMatchObject({ status: "protected", summary: { hiddenCells: 4 } });
});

describe("tables of one source under different filters", () => {
  const all = table(["A", "B"], ["x", "y"], "50 40 90\n 60 30 90\n 110 70 180", { source: "cube" });
  const narrow = table(["A", "B"], ["x", "y"], "47 40 87\n 60 30 90\n 107 70 177", { source: "cube", context: { year: ["2025"] } });

  test("each alone has nothing to hide; together 50-47 = 3 of another year is hidden", () => {
    expect(protect([all], EXACT)).toMatchObject({ summary: { hiddenCells: 0 } });
    expect(protect([narrow], EXACT)).toMatchObject({ summary: { hiddenCells: 0 } });
    const outcome = protect([all, narrow], EXACT);
    if (outcome.status === "refused") throw new Error(outcome.findings[0].code);
    const [wide, other] = outcome.tables.map(({ measures }) => measures[0].hidden);
    for (const [cell, value] of all.measures[0].values.entries()) {
      const difference = value - narrow.measures[0].values[cell];
      expect(difference > 0 && difference <= 5 && wide[cell] === 0 && other[cell] === 0).toBe(false);
    }
  });

  test("of another source they say nothing of each other", () => {
    expect(protect([all, { ...narrow, source: "another" }], EXACT)).toMatchObject({ status: "protected", summary: { hiddenCells: 0 } });
  });
});
