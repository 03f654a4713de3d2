import { diskret, folderWith } from "./diskret.ts";

interface Report {
  readonly safe: boolean;
  readonly exact: Readonly<Record<string, number>>;
  readonly derived: readonly { readonly cells: readonly string[]; readonly sum: number }[];
}

const dims = [{ name: "sted", members: ["I alt", "A", "B", "C", "D"], hierarchies: [{ parent: [-1, 0, 0, 0, 0] }] }];
/** The total first. */
const counted = (...parts: readonly number[]): readonly number[] => [parts.reduce((a, b) => a + b), ...parts];
const MEN = counted(3, 20, 30, 40), WOMEN = counted(25, 31, 42, 57), ALL = MEN.map((men, cell) => men + WOMEN[cell]);

function audit(measures: readonly object[], ...args: readonly string[]) {
  const folder = folderWith({ "t.json": JSON.stringify({ dims, measures, zeros: "show" }) }), run = diskret(folder, "audit", "t.json", "--json", "--audience", "none", ...args);
  if (run.output === "") throw new Error(run.errors.join());
  return { ...run, report: JSON.parse(run.output) as Report };
}

const persons = (name: string, values: readonly (number | null)[], suppressed: readonly number[] = []) => ({ name, values, class: "persons", suppressed });

test("the second measure is attacked like the first: 93 - 90 = 3 men", () => {
  expect(audit([persons("Kvinder", WOMEN), persons("Mænd", MEN, [1])])).toMatchObject({ exitCode: 1, report: { safe: false, exact: { "Mænd: 1": 3 } } });
  expect(audit([persons("Mænd", MEN, [1, 2]), persons("Kvinder", WOMEN)])).toMatchObject({ exitCode: 0, report: { safe: true, exact: {} } });
});

test("counts that are sums of each other are attacked together: 28 - 25 = 3 men", () => {
  const all = [persons("Alle", ALL), persons("Kvinder", WOMEN), persons("Mænd", MEN, [1, 2])];
  expect(audit(all).report).toMatchObject({ safe: false, exact: { "Mænd: 1": 3, "Mænd: 2": 20 } });
  expect(audit([persons("Alle", ALL), persons("Kvinder", WOMEN, [1, 2]), persons("Mænd", MEN, [1, 2])]).report).toMatchObject({ safe: true, exact: {} });
});

test("also where the hidden numbers are not in the file, and the tables are two", () => {
  const men = { dims, zeros: "show", measures: [persons("Mænd", MEN.map((value, cell) => (cell === 1 || cell === 2 ? null : value)), [1, 2])] };
  const folder = folderWith({ "t.json": JSON.stringify([men, { dims, zeros: "show", measures: [persons("Alle", ALL), persons("Kvinder", WOMEN)] }]) });
  const reports = JSON.parse(diskret(folder, "audit", "t.json", "--json", "--audience", "none").output) as readonly Report[];
  expect(reports[0]).toMatchObject({ safe: false, exact: { 1: 3, 2: 20 } });
});

test("a small sum over two measures: 2 men and 2 women of 24 in all others", () => {
  const [men, women] = [counted(2, 20, 30, 40), counted(2, 31, 42, 57)], all = men.map((value, cell) => value + women[cell]);
  expect(audit([persons("Alle", all), persons("Kvinder", women, [1, 2]), persons("Mænd", men, [1, 2])]).report).toMatchObject({ safe: false, exact: {}, derived: [{ cells: ["Kvinder: 1", "Mænd: 1"], sum: 4 }] });
});

describe("what is shown of a share, an average or an amount", () => {
  const share = (decimals: number, suppressed: readonly number[] = []) => ({ name: "Andel mænd", class: "basedOn", base: "Alle", suppressed, values: MEN.map((men, cell) => Number((100 * men / ALL[cell]).toFixed(decimals))) });

  test("10.7 per cent of 28 are 3 men, and with them the 20 beside them", () => {
    expect(audit([persons("Alle", ALL), persons("Mænd", MEN, [1, 2]), share(1)]).report).toMatchObject({ safe: false, exact: { "Mænd: 1": 3, "Mænd: 2": 20 } });
    expect(audit([persons("Alle", ALL), persons("Mænd", MEN, [1, 2]), share(1, [1, 2])]).report).toMatchObject({ safe: true, exact: {} });
  });

  test("a share of one hidden cell is enough: the other follows from the total", () => {
    expect(audit([persons("Alle", ALL), persons("Mænd", MEN, [1, 2]), share(1, [1])]).report).toMatchObject({ safe: false, exact: { "Mænd: 1": 3, "Mænd: 2": 20 } });
  });

  test("rounded so far that several counts fit, it tells none", () => {
    const large = counted(3000, 4000, 5000, 6000), men = counted(3, 20, 30, 40), rounded = { name: "Andel mænd", class: "basedOn", base: "Alle", values: men.map((value, cell) => Math.round(100 * value / large[cell])) };
    expect(audit([persons("Alle", large), persons("Mænd", men, [1, 2]), rounded]).report).toMatchObject({ safe: true, exact: {} });
  });

  test("an amount is worked out like a count: 300 - 290 of it; hidden with its count it is not", () => {
    const spent = (suppressed: readonly number[]) => ({ name: "Udgift", class: "basedOn", base: "Mænd", values: counted(10.5, 90.25, 80, 120), suppressed });
    expect(audit([persons("Mænd", MEN, [1, 2]), spent([1])]).report).toMatchObject({ safe: false, exact: { "Udgift: 1": 10.5 } });
    expect(audit([persons("Mænd", MEN, [1, 2]), spent([1, 2])]).report).toMatchObject({ safe: true, exact: {} });
  });

  test("small amounts are no small counts", () => {
    expect(audit([persons("Mænd", MEN, [1, 2]), { name: "Udgift", class: "basedOn", base: "Mænd", values: counted(1, 2, 80, 120), suppressed: [1, 2] }]).report).toMatchObject({ safe: true, derived: [] });
  });
});

test("what mask leaves of a table of several measures withstands the attack, from its copy and from its report", () => {
  const table = { dims, zeros: "show", measures: [["Alle", ALL], ["Kvinder", WOMEN], ["Mænd", MEN]].map(([name, values]) => ({ name, values, class: "persons" })) };
  const folder = folderWith({ "t.json": JSON.stringify(table) });
  diskret(folder, "mask", "t.json");
  expect(JSON.parse(diskret(folder, "audit", "t.diskret.json", "--json").output)).toMatchObject({ safe: true, exact: {} });
  const report = diskret(folder, "mask", "t.json", "--json").output, told = folderWith({ "t.json": JSON.stringify(table), "p.json": report });
  const men = (JSON.parse(report) as { readonly measures: readonly { readonly suppressed: readonly number[] }[] }).measures[2].suppressed;
  expect([men.includes(1), men.length > 1 && men.length < 5]).toEqual([true, true]);
  expect(diskret(told, "audit", "t.json", "--suppressed", "p.json", "--json")).toMatchObject({ exitCode: 0 });
  expect(diskret(told, "audit", "t.json", "--suppressed", "p.json").output).toMatch(/^t\.json: none of the \d+ hidden cells can be worked out\.\n$/);
});

test("readers who put their figures together are not taken for each municipality besides", () => {
  // Whoever knows 3 knows 7 + 20 and whoever knows 7 knows 3 + 20; only the two together know 20.
  const places = { ...dims[0], members: ["I alt", "101", "147", "461", "751"] }, table = { dims: [places], values: [60, 3, 7, 20, 30], suppressed: [1, 2, 3], municipalities: { dim: "sted" } };
  const codeOf = (...together: readonly string[]) => diskret(folderWith({ "t.json": JSON.stringify(table), "p.json": JSON.stringify({ municipality: { name: "Odense", code: "461" }, zeros: "show", dataSets: [{ name: "fælles", recognise: { measure: "count" }, audience: together }] }) }), "audit", "t.json", "--policy", "p.json", "--json").exitCode;
  expect([codeOf("101"), codeOf("101", "147")]).toEqual([0, 1]);
});
