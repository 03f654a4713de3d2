import fc from "fast-check";
import { Cover } from "../../../shared/secondary/cover.ts";

const witness = (...cells: readonly number[]) => ({ cells, changes: cells.map(() => 1) });
/** Cells 0, 1 and 2 of municipalities 0, 1 and 2; cell 3 of none. */
const OWNER = Int32Array.of(0, 1, 2, -1);

describe("which cells are proved, and to whom they are exposed", () => {
  test("without readers' own figures one witness proves all its cells", () => {
    const cover = new Cover(4, OWNER, false);
    cover.add(witness(0, 1));
    expect([0, 1, 2].map((cell) => [cover.proved(cell), cover.exposedTo(cell)])).toEqual([[true, []], [true, []], [false, null]]);
  });

  test("a municipality in every witness of a cell sees through it; its own cells are no news to it", () => {
    const cover = new Cover(4, OWNER, true), exposed = () => [0, 1, 2, 3].map((cell) => cover.exposedTo(cell));
    cover.add(witness(0, 1));
    expect(exposed()).toEqual([[1], [0], null, null]);
    cover.add(witness(0, 2));
    expect(exposed()).toEqual([[], [0], [0], null]);
    cover.add(witness(1, 2, 3));
    expect(exposed()).toEqual([[], [], [], [1, 2]]);
    expect([0, 3].map((cell) => cover.proved(cell))).toEqual([true, false]);
  });

  test("a witness that proves nothing new is left out", () => {
    const cover = new Cover(4, OWNER, true);
    for (const one of [witness(0, 1), witness(0, 1), witness(0, 2), witness(1, 0)]) cover.add(one);
    expect(cover.witnesses).toHaveLength(2);
    expect([0, 1, 2, 3].map((cell) => cover.weight(cell))).toEqual([4, 2, 2, 0]);
  });

  test("without a cell's witnesses others lose their proof, unless another one holds", () => {
    const cover = new Cover(5, Int32Array.of(-1, -1, -1, -1, -1), false);
    for (const one of [witness(4, 0, 3), witness(3, 2, 1)]) cover.add(one);
    expect(cover.withdraw(4)).toEqual([0]);
    expect([cover.witnesses[0], cover.weight(4), cover.weight(3), [0, 1, 2, 3, 4].map((cell) => cover.exposedTo(cell))]).toEqual([null, 0, 3, [null, [], [], [], null]]);
    expect(cover.withdraw(2)).toEqual([1, 3]);
  });
});

/** What `Cover` says in short, from scratch: every witness that told something new, and the municipalities in all of a cell's. */
class Plain {
  kept: (readonly number[])[] = [];

  exposedTo(cell: number): readonly number[] | null {
    const with_ = this.kept.filter((cells) => cells.includes(cell)).map((cells) => cells.map((one) => OWNERS[one]));
    return with_.length === 0 ? null : [...new Set(with_[0])].filter((owner) => owner >= 0 && owner !== OWNERS[cell] && with_.every((owners) => owners.includes(owner)));
  }

  add(cells: readonly number[]): void {
    const before = cells.map((cell) => this.exposedTo(cell)?.length ?? Infinity);
    this.kept.push(cells);
    if (cells.every((cell, k) => this.exposedTo(cell)!.length === before[k])) this.kept.pop();
  }
}

const sorted = (list: readonly number[] | null): readonly number[] | null => (list === null ? null : [...list].sort((a, b) => a - b));
const OWNERS = [0, 0, 1, 1, 2, 2, -1, -1];
const step = fc.oneof(
  { weight: 4, arbitrary: fc.uniqueArray(fc.nat({ max: 7 }), { minLength: 2, maxLength: 4 }).map((cells) => ({ add: cells })) },
  { weight: 1, arbitrary: fc.nat({ max: 7 }).map((cell) => ({ withdraw: cell })) },
);

test("says the same as counted from scratch, while witnesses come and go, and after going back", () => {
  fc.assert(fc.property(fc.array(step, { maxLength: 8 }), fc.array(fc.array(step, { maxLength: 6 }), { maxLength: 3 }), fc.array(step, { maxLength: 4 }), (first, undone, last) => {
    const cover = new Cover(8, Int32Array.from(OWNERS), true), plain = new Plain();
    const check = () => {
      for (const cell of OWNERS.keys()) {
        const exposed = plain.exposedTo(cell), weight = plain.kept.filter((cells) => cells.includes(cell)).reduce((sum, cells) => sum + cells.length, 0);
        expect([sorted(cover.exposedTo(cell)), cover.proved(cell), cover.weight(cell)]).toEqual([sorted(exposed), exposed?.length === 0, weight]);
      }
      expect(cover.witnesses.filter((one) => one !== null).map(({ cells }) => cells)).toEqual(plain.kept);
    };
    const take = (steps: typeof first) => {
      for (const one of steps) {
        if ("add" in one) { cover.add(witness(...one.add)); plain.add(one.add); continue; }
        const touched = plain.kept.filter((cells) => cells.includes(one.withdraw)).flat();
        plain.kept = plain.kept.filter((cells) => !cells.includes(one.withdraw));
        expect(cover.withdraw(one.withdraw)).toEqual([...new Set(touched)].filter((cell) => cell !== one.withdraw && plain.exposedTo(cell)?.length !== 0).sort((a, b) => a - b));
        check();
      }
      check();
    };
    take(first);
    for (const steps of undone) {
      const mark = cover.mark(), kept = plain.kept;
      plain.kept = [...kept];
      take(steps);
      cover.rollBack(mark);
      plain.kept = kept;
      check();
    }
    take(last);
  }), { seed: 5, numRuns: 150 });
});
