import { readFileSync } from "node:fs";
import path from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { scanWorkbook, type Scan } from "../../../shared/leaks/scan.ts";
import { BUILT_IN } from "../../../shared/policy/policy.ts";
import { plainWorkbook } from "./plainWorkbook.ts";
import { corpusBytes, corpusFiles } from "../workbook/corpus.ts";

interface Features {
  readonly hiddenSheets: readonly string[];
  readonly [feature: string]: unknown;
}
interface Known { readonly file: string; readonly features: Features; readonly tags: readonly string[] }

function catalog(): readonly Known[] {
  const folder = path.join(process.env["DISKRET_SHARED"] ?? path.join(process.cwd(), "../shared"), "xlsx-corpus");
  return JSON.parse(readFileSync(path.join(folder, "catalog.json"), "utf8")) as readonly Known[];
}

/** Whether some part of a package holds this, without reading it as XML. */
function holds(file: string, part: RegExp, text: RegExp): boolean {
  return Object.entries(unzipSync(corpusBytes(file), { filter: ({ name }) => part.test(name) })).some(([, bytes]) => text.test(strFromU8(bytes)));
}

const codes = (scan: Scan): readonly string[] => (scan.status === "scanned" ? scan.findings.map(({ message }) => message.code) : []);

test("without policy words no number is a count of persons", () => {
  const scan = scanWorkbook(plainWorkbook({ cells: "A | B\nx | 3\ny | 4\nz | 1" }), { policy: { ...BUILT_IN, measures: [] } });
  expect(codes(scan)).toEqual([]);
});

if (corpusFiles.length > 0) {
  const known = catalog();
  /** What an independent reading of the files says is in them, and the finding that must say so. */
  const EXPECTED: readonly (readonly [what: string, has: (known: Known) => boolean, code: RegExp, atLeast: number])[] = [
    ["hidden sheets", ({ features }) => Number(features["veryHidden"]) < features.hiddenSheets.length, /^leak\/R15\/found/, 1],
    ["very hidden sheets", ({ features }) => Number(features["veryHidden"]) > 0, /^leak\/R16\/found/, 5],
    ["caches with records", ({ file, tags }) => tags.includes("records-saved") && holds(file, /pivotCacheRecords/, /<(\w+:)?r[\s>/]/), /^leak\/R01\//, 140],
    ["pivots on no sheet", ({ tags }) => tags.includes("orphan-pivot"), /^leak\/R03\/offSheet/, 3],
    ["pivots of cubes", ({ tags }) => tags.includes("src-external-olap"), /^leak\/R0[24]\//, 10],
    ["slicers and timelines", ({ features }) => Number(features["slicers"]) + Number(features["timelines"]) > 0, /^leak\/R06\//, 11],
    ["numbers in charts", ({ file, features }) => Number(features["charts"]) > 0 && holds(file, /charts\/chart/, /<(\w+:)?pt\s/), /^leak\/R07\//, 15],
    ["data models", ({ features }) => features["dataModel"] === true, /^leak\/R12\/found/, 2],
    ["queries", ({ features }) => features["mashup"] === true, /^leak\/R12\/queries/, 5],
    ["formulas on pivots and cubes", ({ features }) => Number(features["cubeFormulas"]) + Number(features["getPivotData"]) > 0, /^leak\/R11\//, 5],
    ["sources on a sheet", ({ file, tags }) => tags.includes("src-worksheet") && !tags.includes("worksheet-no-records") && !holds(file, /workbook\.xml$/, /#REF!/), /^leak\/R(14|01\/sourceGone)/, 130],
  ];
  let scans: ReadonlyMap<string, Scan>;
  beforeAll(() => { scans = new Map(corpusFiles.map((file) => [file, scanWorkbook(corpusBytes(file), { policy: BUILT_IN })])); }, 300_000);

  test("every real workbook is scanned, whole", () => {
    expect([...scans].filter(([, scan]) => scan.status !== "scanned" || scan.unread.length > 0).map(([file]) => file)).toEqual([]);
    expect(scans.size).toBe(known.length);
  });

  test.each(EXPECTED)("%s are found", (_what, has, code, atLeast) => {
    const files = known.filter(has).map(({ file }) => file), missed = files.filter((file) => !codes(scans.get(file)!).some((one) => code.test(one)));
    expect(missed).toEqual([]);
    expect(files.length).toBeGreaterThanOrEqual(atLeast);
  });

  test("visible sheets alone raise no alarm about hidden ones", () => {
    const open = known.filter(({ features }) => features.hiddenSheets.length === 0).map(({ file }) => file);
    expect(open.filter((file) => codes(scans.get(file)!).some((code) => /R1[56]/.test(code)))).toEqual([]);
  });
} else console.log("not run: leaks of real workbooks (no xlsx-corpus)");
