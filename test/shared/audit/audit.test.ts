import { audit, proves, type Audit, type Pattern } from "../../../shared/audit/audit.ts";
import type { Witness } from "../../../shared/algebra/movement.ts";
import { readCases } from "../../cases/readCases.ts";
import { prepare } from "./attackPattern.ts";

interface Publication {
  readonly pattern: Pattern;
  /** A movement written `a +1, b -1`. */
  readonly moving: (text: string) => Witness;
  readonly variable: (name: string) => number;
  readonly audited: (witnesses: readonly string[], more?: Partial<Pattern>) => Audit;
}

/** A table in text notation, what is marked in it hidden; `owners` says which municipality each of some cells is of. */
function publication(text: string, { owners = {}, ...more }: Partial<Pattern> & { readonly owners?: Readonly<Record<string, number>> } = {}): Publication {
  const [{ table, primary, secondary, cell }] = readCases(text), { pattern: plain, variableOf } = prepare(table, { hidden: [...primary, ...secondary], lower: 0 });
  const variable = (name: string) => variableOf[cell(name)], owner = plain.owner.slice();
  for (const [name, own] of Object.entries(owners)) owner[variable(name)] = own;
  const pattern = { ...plain, owner, ...more };
  const moving = (movement: string): Witness => {
    const parts = movement.split(", ").map((part) => part.split(" "));
    return { cells: parts.map(([name]) => variable(name)), changes: parts.map(([, change]) => Number(change)) };
  };
  return { pattern, moving, variable, audited: (witnesses, other = {}) => audit({ ...pattern, ...other }, witnesses.map(moving)) };
}

const replaced = (marks: Uint8Array, at: number, mark: number): Uint8Array => marks.map((is, cell) => (cell === at ? mark : is));

const SQUARE = "        x     y   Total\nA        3!    7*    10\nB       20*   30*    50\nTotal   23    37     60";
const ROUND = "A/x +1, A/y -1, B/x -1, B/y +1";

describe("a witness proves where it is a second table with the same published numbers", () => {
  const { pattern, moving, variable } = publication(SQUARE), does = (text: string, more: Partial<Pattern> = {}) => proves(moving(text), { ...pattern, ...more });
  const only = (name: string, value: number) => Float64Array.from(pattern.values, (_, cell) => (cell === variable(name) ? value : Infinity));

  test("one unit goes round the square, or three the other way: 3 - 3 = 0", () => { expect([does(ROUND), does("A/x -3, A/y +3, B/x +3, B/y -3")]).toEqual([true, true]); });
  test("four would leave less than none: 3 - 4 = -1", () => { expect(does("A/x -4, A/y +4, B/x +4, B/y -4")).toBe(false); });
  test("where zeros are shown, three would too: 3 - 3 < 1; two leave 1", () => { expect([does("A/x -3, A/y +3, B/x +3, B/y -3", { lower: 1 }), does("A/x -2, A/y +2, B/x +2, B/y -2", { lower: 1 })]).toEqual([false, true]); });
  test("a row that does not add up any more is another table", () => { expect([does("A/x +1, A/y -1"), does("A/x +1, A/y -1, B/x -1, B/y +2"), does("A/x +1")]).toEqual([false, false, false]); });
  test("nobody has half a person, and who does not move proves nothing", () => { expect([does("A/x +0.5, A/y -0.5, B/x -0.5, B/y +0.5"), does(`${ROUND}, A/x 0`), does(`A/x 0`)]).toEqual([false, false, false]); });
  test("what is shown, or known, stays", () => {
    expect([does(ROUND, { hidden: replaced(pattern.hidden, variable("B/y"), 0) }), does(ROUND, { known: replaced(pattern.known, variable("B/y"), 1) })]).toEqual([false, false]);
  });
  test("a blank that its source bounds rises no higher than that", () => {
    expect([does(ROUND, { headroom: only("A/x", 1) }), does("A/x +2, A/y -2, B/x -2, B/y +2", { headroom: only("A/x", 1) }), does(ROUND, { headroom: only("A/x", 0) }), does(ROUND, { headroom: only("A/y", 0) })]).toEqual([true, false, false, true]);
  });
  test("a hidden total moves with its parts", () => {
    const { moving: by, pattern: of } = publication("T 30* = a 3! + b 27\nU 100 = T + c 70*");
    expect([proves(by("a +1, T +1, c -1"), of), proves(by("a +1, T -1, c +1"), of), proves(by("a +1, c -1"), of)]).toEqual([true, false, false]);
  });
  test("a hidden zero under the bound of those that are shown can grow, but not sink", () => {
    const { moving: by, pattern: of } = publication("T 10 = a 0! + b 10*", { lower: 1 });
    expect([proves(by("a +1, b -1"), of), proves(by("a -1, b +1"), of)]).toEqual([true, false]);
  });
  test("fractions can sink a little wherever they are above their bound, whole numbers only so far", () => {
    const { moving: by, pattern: of } = publication("T 10 = a 2.5! + b 7.5*"), { moving: low, pattern: lowest } = publication("T 10 = a 0.5! + b 9.5*", { lower: 1 });
    expect([proves(by("a +9, b -9"), of), proves(by("a -9, b +9"), of), proves(low("a -1, b +1"), lowest), proves(low("a +1, b -1"), lowest)]).toEqual([true, true, false, true]);
  });
});

describe("what is held against a pattern", () => {
  const all = (of: Publication, names: string) => names.split(" ").map(of.variable).sort((a, b) => a - b);

  test("nothing, where every hidden cell has a witness", () => { expect(publication(SQUARE).audited([ROUND])).toEqual({ safe: true, unproved: [], derived: [], narrow: [] }); });
  test("every hidden cell without one; a false witness is none", () => {
    const square = publication(SQUARE), none = { safe: false, unproved: all(square, "A/x A/y B/x B/y"), derived: [], narrow: [] };
    expect([square.audited([]), square.audited(["A/x +1, A/y -1"])]).toEqual([none, none]);
  });
  test("not a cell that is known anyway", () => {
    const of = publication("T 10 = a 3! + b 7*\nU 20 = c 5! + d 15*"), known = replaced(replaced(of.pattern.known, of.variable("c"), 1), of.variable("d"), 1);
    expect(of.audited(["a +1, b -1"], { known })).toMatchObject({ safe: true, unproved: [] });
    expect(of.audited(["a +1, b -1"])).toMatchObject({ safe: false, unproved: all(of, "c d") });
  });

  describe("municipalities that know their own cells", () => {
    const pairs = ["A +1, B -1", "A +1, C -1", "B +1, C -1"];
    const three = publication("T 30 = A 3! + B 7* + C 20*", { owners: { A: 0, B: 1, C: 2 }, insiders: true });
    test("each pair of three proves both towards the third", () => { expect(three.audited(pairs)).toMatchObject({ safe: true, unproved: [] }); });
    test("without B and C's, A is in every witness of theirs; they are not in every one of A's", () => { expect(three.audited(pairs.slice(0, 2))).toMatchObject({ safe: false, unproved: all(three, "B C") }); });
    test("more witnesses of the same two prove no more", () => { expect(three.audited([pairs[0], "A +2, B -2", "A -1, B +1"])).toMatchObject({ safe: false, unproved: all(three, "A B C") }); });
    test("the order of witnesses is all one", () => { expect(three.audited(["B +1, C -1", "A +1, C -1"])).toMatchObject({ unproved: all(three, "A B") }); });
    test("all the same to readers without figures of their own", () => { expect(three.audited(pairs.slice(0, 1), { insiders: false })).toMatchObject({ unproved: all(three, "C") }); });
    test("cells of no municipality expose nobody", () => {
      const of = publication("T 30 = A 3! + r 27*", { owners: { A: 0 }, insiders: true });
      expect(of.audited(["A +1, r -1"])).toMatchObject({ safe: false, unproved: all(of, "r") });
      expect(publication("T 30 = a 3! + r 27*", { insiders: true }).audited(["a +1, r -1"])).toMatchObject({ safe: true });
    });
  });

  describe("small sums", () => {
    const of = publication("T 30 = a 2! + b 2! + c 26\nU 90 = d 3! + e 3! + f 84");
    const moves = ["a +1, b -1", "d +1, e -1"];
    test("30 - 26 = 4 and 90 - 84 = 6, up to what is asked", () => {
      expect([0, 3, 4, 5, 6].map((derivedLimit) => of.audited(moves, { derivedLimit }))).toMatchObject([
        { safe: true, derived: [] }, { safe: true, derived: [] }, { safe: false, derived: [0] }, { safe: false, derived: [0] }, { safe: false, derived: [0, 1] },
      ]);
    });
    test("a sum of nothing is not looked for where none is: 5 - 5 = 0", () => { expect(publication("T 5 = a 0! + b 0! + c 5").audited([]).derived).toEqual([]); });
    test("what is known anyway is no part of them: 90 - 84 - 3 = 3", () => {
      expect(of.audited(moves, { derivedLimit: 5, known: replaced(of.pattern.known, of.variable("d"), 1) }).derived).toEqual([0, 1]);
      expect(of.audited(moves, { derivedLimit: 5, known: replaced(replaced(of.pattern.known, of.variable("a"), 1), of.variable("b"), 1) }).derived).toEqual([]);
    });
  });

  describe("intervals too narrow", () => {
    const of = publication("T 30 = a 2! + b 28*"), narrow = (witnesses: readonly string[], to = 6, more: Partial<Pattern> = {}, marked = ["a"]) =>
      of.audited(witnesses, { intervals: { of: of.pattern.hidden.map((_, cell) => (marked.some((name) => of.variable(name) === cell) ? 1 : 0)), to }, ...more });
    const up = "a +4, b -4", down = "a -2, b +2";
    test("2 can be 6 and 0", () => { expect(narrow([up, down])).toMatchObject({ safe: true, narrow: [] }); });
    test("2 is not known to be able to be 7, or 0, or more than 2", () => {
      const tooNarrow = { safe: false, unproved: [], narrow: all(of, "a") };
      expect([narrow([up, down], 7), narrow([up]), narrow([up, "a -1, b +1"]), narrow([down]), narrow(["a +3, b -3", down])]).toEqual(new Array(5).fill({ ...tooNarrow, derived: [] }));
    });
    test("witnesses count together, in any order, each by itself", () => { expect([narrow([down, up, "a +1, b -1"]), narrow([up, "a +1, b -1", down, "a -1, b +1"])]).toMatchObject([{ safe: true }, { safe: true }]); });
    test("where zeros are shown 2 need only be 1", () => { expect([narrow([up, "a -1, b +1"], 6, { lower: 1 }), narrow([up], 6, { lower: 1 })]).toMatchObject([{ safe: true }, { safe: false }]); });
    test("not asked of cells that are not small, not marked, or known", () => {
      expect([narrow(["a +1, b -1"], 6, {}, ["b"]).narrow, narrow(["a +1, b -1"], 6, {}, []).narrow, narrow(["a +1, b -1"], 2).narrow, narrow([], 6, { known: of.pattern.hidden }).narrow]).toEqual([[], [], [], []]);
      expect(narrow([up, down], 29, {}, ["b"]).narrow).toEqual(all(of, "b"));
    });
    test("a blank that its source bounds need not rise to it, but sink as far as it can", () => {
      const headroom = Float64Array.from(of.pattern.values, (_, cell) => (cell === of.variable("a") ? 3 : Infinity));
      expect([narrow(["a +1, b -1", down], 6, { headroom }), narrow(["a +1, b -1"], 6, { headroom }), narrow(["a +1, b -1", down], 6, { headroom: headroom.fill(Infinity) })]).toMatchObject([{ safe: true }, { safe: false }, { safe: false }]);
    });
  });
});
