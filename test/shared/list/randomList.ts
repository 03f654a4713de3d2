import fc from "fast-check";
import type { List } from "../../../shared/list/list.ts";

/** A row of a list and the leaves it is the sum of. */
export interface TrueRow {
  readonly texts: readonly string[];
  readonly leaves: readonly number[];
  readonly count: number;
}

export interface TrueList {
  readonly columns: readonly string[];
  readonly rows: readonly TrueRow[];
  readonly counts: readonly number[];
  /** Leaves that only totals count. */
  readonly unlisted: readonly number[];
}

const TOTAL = "I alt", REGIONS = ["Nord", "Syd"], TOWNS = ["Aalborg", "Thisted", "Odense", "Svendborg", "Nyborg"], REGION_OF = [0, 0, 1, 1, 1], AGES = ["0-17", "18-64", "65+"], SEXES = ["Kvinder", "Mænd"], LEFT_OUT = "Nyborg";

/** Region and municipality, age, and sex, each with or without totals; rows without persons may be left out, and so may one municipality. */
export const trueList: fc.Arbitrary<TrueList> = fc.record({
  counts: fc.array(fc.integer({ min: 0, max: 12 }).map((n) => (n < 3 ? n * 2 : n * n)), { minLength: 30, maxLength: 30 }),
  totals: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean()), empty: fc.boolean(), unlisted: fc.boolean(), shuffle: fc.integer(),
}).map(({ counts, totals: [towns, regions, ages, sexes], empty, unlisted, shuffle }) => {
  const places = [...TOWNS.map((town, k) => ({ texts: [REGIONS[REGION_OF[k]], town], of: [k] })), ...(regions ? REGIONS.map((region, r) => ({ texts: [region, TOTAL], of: REGION_OF.flatMap((own, k) => (own === r ? [k] : [])) })) : []), ...(towns ? [{ texts: [TOTAL, TOTAL], of: [...TOWNS.keys()] }] : [])];
  const line = (names: readonly string[], withTotal: boolean) => [...names.map((name, k) => ({ texts: [name], of: [k] })), ...(withTotal ? [{ texts: [TOTAL], of: [...names.keys()] }] : [])];
  const rows = places.flatMap((place) => line(AGES, ages).flatMap((age) => line(SEXES, sexes).map((sex): TrueRow => {
    const leaves = place.of.flatMap((p) => age.of.flatMap((a) => sex.of.map((s) => (p * AGES.length + a) * SEXES.length + s)));
    return { texts: [...place.texts, ...age.texts, ...sex.texts], leaves, count: leaves.reduce((sum, leaf) => sum + counts[leaf], 0) };
  })));
  const order = rows.map((row, k) => [(Math.imul(k + 1, shuffle | 1) >>> 0) % 9973, row] as const).sort((a, b) => a[0] - b[0]).map(([, row]) => row).filter(({ texts }) => !unlisted || texts[1] !== LEFT_OUT);
  return { columns: ["Region", "Kommune", "Alder", "Køn"], rows: empty ? order.filter(({ count }) => count > 0) : order, counts, unlisted: unlisted ? counts.flatMap((_, leaf) => (TOWNS[Math.floor(leaf / (AGES.length * SEXES.length))] === LEFT_OUT ? [leaf] : [])) : [] };
});

/** Columns of texts as a list. */
export function listOf(names: readonly string[], rows: readonly (readonly string[])[]): List {
  return {
    name: "liste", rows: rows.length,
    columns: names.map((name, column) => {
      const texts = [...new Set(rows.map((row) => row[column]))];
      return { name, texts, codes: Int32Array.from(rows, (row) => texts.indexOf(row[column])) };
    }),
  };
}
