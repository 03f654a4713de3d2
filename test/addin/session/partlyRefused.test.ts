import { BUILT_IN } from "../../../shared/policy/policy.ts";
import { twoSources, type PivotView } from "./pivotView.ts";
import { rowsOf, sheetOf, start } from "./running.ts";

const VIEW: PivotView = { counts: [[40, 31, 90, 22], [35, 28, 81, 19], [12, 3, 44, 17], [8, 2, 21, 11], [30, 26, 60, 33], [17, 14, 39, 20]], ages: [0, 1, 2, 3], top: 2, left: 0 };
/** A count below zero: no such table can be protected. */
const BELOW: PivotView = { ...VIEW, counts: VIEW.counts.map((line, place) => (place === 0 ? [-40, ...line.slice(1)] : line)) };
const one = { sheet: "Ark1", name: "Pivot" }, other = { sheet: "Ark2", name: "Anden" }, TOTALS = "Hovedtotal|142|104|335|122|703";

test("a source that cannot be protected leaves its sheet with the reason; the others stay in step", async () => {
  const { excel, session } = await start(twoSources(VIEW, VIEW)), first = await session.keep(one), second = await session.keep(other);
  excel.become(twoSources(BELOW, { ...VIEW, ages: [0, 2] }));
  await session.poll();
  const { kept, laid, trouble } = session.keeper.snapshot;
  expect([trouble, kept.map(({ refused }) => refused.length > 0), laid.map(({ status }) => status)]).toEqual([null, [true, false], ["refused", "made"]]);
  expect([...sheetOf(excel, first!).cells.values()].filter(({ value }) => typeof value === "number")).toEqual([]);
  expect(rowsOf(sheetOf(excel, second!)).find((row) => row.startsWith("Dragør"))).toBe("Dragør|12|44|56");
  const [, made] = laid;
  expect(made.status === "made" && [made.report.together, made.report.leftOut]).toEqual([0, 1]);
  excel.become(twoSources(VIEW, { ...VIEW, ages: [0, 2] }));
  await session.poll();
  expect(rowsOf(sheetOf(excel, first!)).find((row) => row.startsWith("Hovedtotal"))).toBe(TOTALS);
});

test("a mask over a table of such a source covers all of it", async () => {
  const { excel, session } = await start(twoSources(VIEW, VIEW));
  await session.mask(one);
  await session.mask(other);
  excel.become(twoSources(BELOW, VIEW));
  await session.poll();
  const formats = (name: string): readonly string[] => [...sheetOf(excel, name).cells].flatMap(([, { value, format }]) => (typeof value === "number" ? [format] : []));
  expect([formats("Ark1").includes("General"), formats("Ark2").includes("General")]).toEqual([false, true]);
});

test("a copy for anybody holds no number of it, nor is one remembered as handed out", async () => {
  const { session } = await start(twoSources(BELOW, VIEW), { ...BUILT_IN, audience: "none" });
  for (const readers of ["anyMunicipality", "none"] as const) {
    const laid = await session.forCopy(readers);
    expect(laid.map(({ status }) => status)).toEqual(["refused", "made"]);
    await session.handedOut(laid);
  }
  expect(new Set(session.keeper.snapshot.note.releases.map(({ source }) => source)).size).toBe(1);
});
