import loadHighs from "highs";
import { oracleOf } from "../../../cli/highsOracle.ts";
import type { Oracle } from "../../../shared/audit/attack.ts";
import da from "../../../shared/i18n/da/leaks.ts";
import type { Finding } from "../../../shared/leaks/rule.ts";
import { RULES } from "../../../shared/leaks/rules.ts";
import { isClean, notCheckable, scanWorkbook } from "../../../shared/leaks/scan.ts";
import { BUILT_IN } from "../../../shared/policy/policy.ts";
import { sampleWorkbook } from "../../../workbench/sample/workbook.mjs";

import { plainWorkbook } from "./plainWorkbook.ts";
import { PLANTED } from "./planted.ts";

const context: { policy: typeof BUILT_IN; oracle?: Oracle } = { policy: BUILT_IN };
beforeAll(async () => { context.oracle = oracleOf(await loadHighs()); });

function found(bytes: Uint8Array): readonly Finding[] {
  const scan = scanWorkbook(bytes, context);
  if (scan.status === "notScanned") throw new Error(scan.message.code);
  // What is planted as an embedded workbook is none, and is said to be unread.
  expect(scan.unread.filter(({ part }) => !part.endsWith(".xlsx"))).toEqual([]);
  return scan.findings;
}

test.each(PLANTED.map((one) => [one.code, one.what, one] as const))("%s: %s is found, its clean twin is silent", (code, _what, { severity, part, cell, count, leak, twin }) => {
  const [finding, ...more] = found(leak).filter(({ message }) => message.code === code);
  expect([finding?.severity, finding?.where.part, finding?.where.cell, finding?.count]).toEqual([severity, part, cell, count]);
  expect(more).toEqual([]);
  expect(finding.rule).toBe(code.slice(5, 8));
  expect(found(twin).filter(({ message }) => message.code === code)).toEqual([]);
});

test("a plain table of large counts has no finding at all", () => {
  expect(found(plainWorkbook())).toEqual([]);
  expect(isClean(scanWorkbook(plainWorkbook(), context))).toBe(true);
});

test("every rule has a leak planted, and every finding that a rule can make a text", () => {
  const planted = new Set(PLANTED.map(({ code }) => code.slice(5, 8)));
  expect(RULES.map(({ id }) => id)).toEqual(Array.from({ length: 35 }, (_, k) => `R${String(k + 1).padStart(2, "0")}`));
  expect(RULES.filter(({ id }) => !planted.has(id))).toEqual([]);
  for (const { code } of PLANTED) expect(da).toHaveProperty([code]);
  for (const id of [...RULES.map((rule) => rule.id), "R36", "R37"]) for (const word of ["", "/why", "/do"]) expect(da).toHaveProperty([`leak/${id}${word}`]);
  for (const { code } of notCheckable()) expect(da).toHaveProperty([code]);
  expect(notCheckable()).toHaveLength(5);
});

test("a finding holds coordinates and numbers of things, never what a cell says", () => {
  const bytes = plainWorkbook({ cells: "Kommune | Antal borgere\nAalborg | 120\nLæsøhemmelighed | 3\nCPR 010190-1234 | 77" });
  const text = JSON.stringify(found(bytes));
  expect(text).toContain("leak/R31/found");
  expect(text).not.toMatch(/hemmelighed|010190|120|77/);
});

test("user names are kept apart, for whoever asks for them", () => {
  const bytes = plainWorkbook({ rootLinks: [["core-properties", "docProps/core.xml"]], parts: { "docProps/core.xml": "<coreProperties><creator>Anne</creator><lastModifiedBy>Bo</lastModifiedBy></coreProperties>" } });
  const [finding] = found(bytes);
  expect(finding.names).toEqual(["Anne", "Bo"]);
  expect(JSON.stringify(finding.message)).not.toMatch(/Anne|Bo/);
});

test("a part that cannot be read makes no file clean", () => {
  const scan = scanWorkbook(plainWorkbook({ sheetLinks: [["comments", "../comments1.xml"]], parts: { "xl/comments1.xml": "<comments>" } }), context);
  expect(scan).toMatchObject({ status: "scanned", findings: [], unread: [{ part: "xl/comments1.xml", reason: { code: "workbook/xml" } }] });
  expect(isClean(scan)).toBe(false);
});

describe("what cannot be looked into is not scanned, never clean", () => {
  const compound = (stream: string) => Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, ...new Array<number>(600).fill(0), ...[...stream].flatMap((letter) => [letter.charCodeAt(0), 0])]);
  test.each([
    ["an old workbook", compound("Workbook"), "R36", "leak/R36/oldWorkbook"],
    ["an encrypted workbook", compound("EncryptedPackage"), "R37", "leak/R37/encrypted"],
    ["a rights-managed workbook", compound("DRMEncryptedTransform EncryptedPackage"), "R37", "leak/R37/rightsManaged"],
    ["a signed workbook", plainWorkbook({ rootLinks: [["origin", "_xmlsignatures/origin.sigs"]], parts: { "_xmlsignatures/origin.sigs": "x" } }), "R37", "leak/R37/signed"],
    ["a binary workbook", plainWorkbook({ parts: { "_rels/.rels": '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>', "xl/workbook.bin": "x" } }), "R36", "workbook/binary"],
    ["something else", new Uint8Array([1, 2, 3]), "R36", "workbook/notWorkbook"],
  ])("%s", (_what, bytes, rule, code) => {
    const scan = scanWorkbook(bytes, context);
    expect(scan).toMatchObject({ status: "notScanned", rule, message: { code } });
    expect(isClean(scan)).toBe(false);
  });
});

test("the sample workbook is far from clean", () => {
  const rules = new Set(found(sampleWorkbook()).map(({ rule }) => rule));
  for (const rule of ["R03", "R32"]) expect(rules).toContain(rule);
});

describe("small counts are told by what stands over a table, and by words", () => {
  const r32 = (cells: string) => found(plainWorkbook({ cells })).filter(({ rule }) => rule === "R32").map(({ severity, where }) => `${severity} ${where.cell}`);
  test.each([
    ["Antal elever pr. skole\nSkole | 0. kl | 1. kl\nA | 12 | 3\nB | 20 | 22", ["block C3"]],
    ["Number of pupils by school\nSchool | 2023 | 2024\nA | 12 | 3\nB | 20 | 22", ["block C3"]],
    ["Antal borgere pr. kommune og år\n\nNord\nA | 12 | 3\nB | 20 | 22", ["block C4"]],
    ["Antal elever\nSkole | 1 | 2 | 3\nA | 12 | 30 | 44\nB | 20 | 22 | 9", []],
    ["Antal elever pr. 1.000 indbyggere\nSkole | 2023 | 2024\nA | 12 | 3", []],
    ["Budget i mio. kr.\nA | 12 | 3\nB | 4 | 5", []],
  ])("%j", (cells, places) => { expect(r32(cells)).toEqual(places); });
  test.each([["Kun 2 elever tilbage", true], ["I Læsø var der 3 borgere", true], ["Der var 3-5 børn", false], ["Mindst 3 børn", false], ["5 borgere eller derunder", false], ["Færre end 5 personer er skjult", false], ["Familier med 3 børn", false], ["I alt 1.003 borgere", false], ["Mellem 3 og 5 elever", false], ["2 børnehaver", false]])("“%s”: %s", (text, told) => {
    expect(r32(`Note\n${text}`)).toEqual(told ? ["warn A2"] : []);
  });
});

test("a number format that writes in white hides on white only", () => {
  const styled = (fill: string) => plainWorkbook({ style: 1, workbookLinks: [["styles", "styles.xml"]], parts: { "xl/styles.xml": `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[White]0"/></numFmts><fills><fill/><fill/><fill>${fill}</fill></fills><cellXfs><xf/><xf numFmtId="170" fillId="2"/></cellXfs></styleSheet>` } });
  const r20 = (bytes: Uint8Array) => found(bytes).filter(({ rule }) => rule === "R20").length;
  expect([r20(styled("")), r20(styled('<patternFill patternType="solid"><fgColor rgb="FF1F4E78"/></patternFill>'))]).toEqual([1, 0]);
});
