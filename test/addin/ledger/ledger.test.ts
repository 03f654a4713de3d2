import fc from "fast-check";
import { parseNote, EMPTY_NOTE, type Note } from "../../../addin/session/note.ts";
import { recorded, releaseOf, remember, remembered, knowsSmall, towardsBoth, type Release } from "../../../addin/ledger/ledger.ts";
import { protectSources, type Sourced } from "../../../shared/protectSources.ts";
import { BUILT_IN } from "../../../shared/policy/policy.ts";
import type { Table } from "../../../shared/table/table.ts";

const NOW = new Date(2026, 0, 2, 9, 5), LATER = new Date(2026, 6, 2, 9, 4), AFTER_RETENTION = new Date(2027, 5, 1);
const PLACES = ["Albertslund", "Ballerup", "Dragør", "Fanø"], AGES = ["0-17", "18-66", "67+"];

/** Municipalities × ages with both totals, under a filter. */
function table(counts: readonly (readonly number[])[], context: Table["context"] = {}, ages: readonly string[] = AGES): Table {
  const rows = counts.map((line) => [...line, line.reduce((a, b) => a + b, 0)]);
  const values = [...rows, rows[0].map((_, k) => rows.reduce((sum, row) => sum + row[k], 0))].flat();
  const axis = (name: string, members: readonly string[], full: readonly string[]) => ({
    name, members: [...members, "alle"], hierarchies: [{ name, parent: [...members.map(() => members.length), -1] }],
    // A total over some members only is another cell than the total over all.
    coordinates: [...members.map((member) => ({ [name]: member })), members.length < full.length ? { [name]: members.join("+") } : {}],
  });
  return { name: "T", source: "kube", context, shape: { kind: "cross", axes: [axis("Kommune", PLACES, PLACES), axis("Alder", ages, AGES)] }, measures: [{ name: "Antal", values: Float64Array.from(values), class: "persons" }] };
}

const sourced = (one: Table): Sourced => ({ table: one, names: { measures: ["Antal"], fields: ["Kommune", "Alder"] } });
function hidden(sources: readonly Sourced[]): { readonly cells: readonly number[]; readonly releases: readonly Release[] } {
  const outcome = protectSources(sources, BUILT_IN);
  if (outcome.status === "refused") throw new Error(outcome.findings.map(({ code }) => code).join());
  const [first] = outcome.tables;
  return { cells: [...first.measures[0].hidden.keys()].filter((cell) => first.measures[0].hidden[cell] !== 0), releases: releaseOf(first, "copy", NOW) };
}

const COUNTS = [[40, 31, 90], [35, 28, 81], [12, 3, 44], [28, 22, 51]];

test("a release holds what was shown, and of a hidden cell nothing but that it was hidden", () => {
  const { releases: [release], cells } = hidden([sourced(table(COUNTS))]);
  expect(cells.length).toBeGreaterThan(1);
  expect(release.measures[0].values.flatMap((value, cell) => (value === null ? [cell] : []))).toEqual(cells);
  expect(JSON.stringify(release.measures)).not.toMatch(/[[,]3[,\]]/);
});

test("the same numbers again: shown ones are known, hidden ones stay hidden, and the pattern is the same", () => {
  const { releases, cells } = hidden([sourced(table(COUNTS))]);
  const { sources, notices } = remember([sourced(table(COUNTS))], releases, 5);
  expect([...(sources[0].table.known ?? []), ...(sources[0].table.measures[0].withheld ?? [])].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, cell) => cell));
  expect(hidden(sources).cells).toEqual(cells);
  expect(notices).toEqual([]);
});

test("a copy never shows what an earlier copy of the same numbers hid, whatever the table beside them", () => {
  const { releases } = hidden([sourced(table(COUNTS))]), narrow = table(COUNTS.map(([a, , c]) => [a, c]), {}, ["0-17", "67+"]);
  const before = new Set(releases[0].measures[0].values.flatMap((value, cell) => (value === null ? [cell] : [])));
  const { sources } = remember([sourced(narrow)], releases, 5), now = new Set(hidden(sources).cells);
  for (const [row] of PLACES.entries()) for (const [column, there] of [[0, 0], [1, 2]]) if (before.has(row * 4 + there)) expect(now.has(row * 3 + column)).toBe(true);
});

test("the difference to a copy under a wider filter shows no small count", () => {
  // All years 40, without one year 37: that year has 3.
  const { releases } = hidden([sourced(table(COUNTS, { År: ["2023", "2024"] }))]);
  const later = COUNTS.map((line) => [...line]);
  later[0][0] -= 3;
  const { sources } = remember([sourced(table(later, { År: ["2024"] }))], releases, 5);
  expect(sources[0].table.measures[0].withheld).toContain(0);
  expect(hidden(sources).cells).toContain(0);
});

test("numbers that contradict a release are other data: nothing is taken as known, and the user is told", () => {
  const { releases } = hidden([sourced(table(COUNTS))]), other = COUNTS.map((line) => line.map((value) => value + 20));
  const { sources, notices } = remember([sourced(table(other))], releases, 5);
  expect([sources[0].table.known, sources[0].table.measures[0].withheld]).toEqual([undefined, undefined]);
  expect(notices).toEqual([{ code: "ledger/otherData", params: { n: 1 } }]);
});

test("a small count that the ledger calls handed out is noticed, and numbers with decimals are no counts", () => {
  // The true 3 written into the release by hand.
  const { releases: [release] } = hidden([sourced(table(COUNTS))]), values = [...table(COUNTS).measures[0].values];
  const { sources } = remember([sourced(table(COUNTS))], [{ ...release, measures: [{ name: release.measures[0].name, values }] }], 5);
  expect(sources[0].table.known).toContain(values.indexOf(3));
  expect([knowsSmall(sources, 5), knowsSmall(sources, 2), knowsSmall([sourced(table(COUNTS))], 5)]).toEqual([true, false, false]);
  const [{ table: { measures: [count], ...rest } }] = sources;
  expect(knowsSmall([sourced({ ...rest, measures: [{ ...count, values: count.values.map((value) => value / 7) }] })], 5)).toBe(false);
});

test("what may not be shown to readers with the ledger is shown to nobody", () => {
  const shown = protectSources([sourced(table(COUNTS))], BUILT_IN), refused = { status: "refused" as const, findings: [{ code: "protect/together" }] };
  if (shown.status === "refused") throw new Error("the table is safe");
  const reason = { code: "protect/noSafePattern", params: { measure: "Antal" } };
  const withheld = { ...shown, tables: shown.tables.map((one) => ({ ...one, measures: one.measures.map((measure) => ({ ...measure, status: "withheld" as const, reason })) })) };
  expect([towardsBoth(shown, shown), towardsBoth(withheld, withheld)]).toEqual([shown, withheld]);
  expect([towardsBoth(withheld, shown), towardsBoth(shown, refused), towardsBoth(refused, shown)]).toEqual([{ status: "refused", findings: [reason] }, refused, refused]);
});

test("another source is no matter of the ledger", () => {
  const { releases } = hidden([sourced(table(COUNTS))]);
  const { sources } = remember([sourced({ ...table(COUNTS), source: "andet" })], releases, 5);
  expect(sources[0].table.known).toBeUndefined();
});

test("the same release is kept once, a copy outweighs a view, and old ones are forgotten", () => {
  const { releases: [copy] } = hidden([sourced(table(COUNTS))]), view: Release = { ...copy, kind: "view" };
  expect(recorded([copy], [view])).toEqual([{ ...view, kind: "copy" }]);
  expect(recorded([view], [copy])).toEqual([copy]);
  expect([remembered([copy], 400, LATER), remembered([copy], 400, AFTER_RETENTION)]).toEqual([[copy], []]);
  expect([remembered([copy], 181, LATER), remembered([copy], 180, LATER)]).toEqual([[copy], []]);
  expect(remembered([{ ...copy, time: "?" }], 1, AFTER_RETENTION)).toHaveLength(1);
});

test("property: remembering only ever adds to what is hidden of the same numbers", () => {
  const counts = fc.array(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 3, maxLength: 3 }), { minLength: 4, maxLength: 4 });
  fc.assert(fc.property(counts, (lines) => {
    const outcome = protectSources([sourced(table(lines))], BUILT_IN);
    fc.pre(outcome.status === "protected");
    const { cells, releases } = hidden([sourced(table(lines))]);
    expect(hidden(remember([sourced(table(lines))], releases, 5).sources).cells).toEqual(expect.arrayContaining([...cells]));
  }), { seed: 5, numRuns: 60 });
});

describe("the note that carries it", () => {
  const note: Note = { ...EMPTY_NOTE, releases: hidden([sourced(table(COUNTS))]).releases };

  test("comes back as written", () => {
    expect(parseNote(JSON.stringify(note))).toEqual({ note, damaged: false });
    expect(parseNote(null)).toEqual({ note: EMPTY_NOTE, damaged: false });
  });

  test.each(["", "null", "[]", '{"format":2}', JSON.stringify({ ...note, releases: [{ ...note.releases[0], measures: [{ name: "Antal", values: [1] }] }] }), JSON.stringify({ ...note, ranges: [{ sheet: "A", row: -1, column: 0, rows: 1, columns: 1 }] })])("that is not ours begins anew: %.30s", (text) => {
    expect(parseNote(text)).toEqual({ note: EMPTY_NOTE, damaged: true });
  });
});
