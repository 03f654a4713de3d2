import fc from "fast-check";
import type { Axis, Table } from "../../../shared/table/table.ts";

const AGES = ["0-2", "3-5", "6-9"], SEXES = ["m", "k"], PLACES = ["101", "147", "461", "751"], REGIONS = [0, 0, 1, 1];

/** A total, then members below it; `parent` where they form groups. */
function axis(name: string, members: readonly string[], parent: readonly number[], owners?: readonly (string | null)[]): Axis {
  return { name, members, hierarchies: [{ name, parent }], coordinates: members.map((member, at): Record<string, string> => (at === 0 ? {} : { [name]: member })), ...(owners === undefined ? {} : { owners }) };
}

const PLACE = axis("kommune", ["Total", "east", "west", ...PLACES], [-1, 0, 0, ...REGIONS.map((region) => 1 + region)], [null, null, null, ...PLACES]);
const AGE = axis("age", ["Total", ...AGES], [-1, ...AGES.map(() => 0)]), SEX = axis("sex", ["Total", ...SEXES], [-1, ...SEXES.map(() => 0)]);

/** Three tables of the same persons, place by age, place by sex and age by sex: they share their margins. */
export const linkedTables: fc.Arbitrary<readonly Table[]> = fc.array(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 25 })), { minLength: 24, maxLength: 24 }).map((counts) => {
  const place = (member: string, at: number): boolean => member === "Total" || member === PLACES[at] || (member === "east" ? REGIONS[at] === 0 : member === "west" && REGIONS[at] === 1);
  const within: Readonly<Record<string, (member: string, cell: number) => boolean>> = {
    kommune: (member, cell) => place(member, Math.floor(cell / 6)),
    age: (member, cell) => member === "Total" || AGES[Math.floor(cell / 2) % 3] === member,
    sex: (member, cell) => member === "Total" || SEXES[cell % 2] === member,
  };
  const cross = (one: Axis, other: Axis): Table => ({
    name: `${one.name} × ${other.name}`, source: "persons", shape: { kind: "cross", axes: [one, other] },
    measures: [{ name: "antal", class: "persons", values: Float64Array.from(one.members.flatMap((row) => other.members.map((column) =>
      counts.reduce((sum, count, cell) => sum + (within[one.name](row, cell) && within[other.name](column, cell) ? count : 0), 0)))) }],
  });
  return [cross(PLACE, AGE), cross(PLACE, SEX), cross(AGE, SEX)];
});
