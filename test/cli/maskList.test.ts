import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { strToU8, unzipSync, zipSync } from "fflate";
import { diskret, filesIn, folderWith } from "./diskret.ts";

/** 13 − 10 = 3 and 23 − 20 = 3 would give A/0-17 away, so A/18+, B/0-17 and B/18+ go with it. */
const ROWS = [["A", "0-17", "3"], ["A", "18+", "10"], ["A", "I alt", "13"], ["B", "0-17", "20"], ["B", "18+", "30"], ["B", "I alt", "50"], ["I alt", "0-17", "23"], ["I alt", "18+", "40"], ["I alt", "I alt", "63"]];
const MASKED = ROWS.map(([place, age, count], row) => [place, age, [0, 1, 3, 4].includes(row) ? ".." : count]);
const lines = (rows: readonly (readonly string[])[], delimiter: string, end: string) => [["Sted", "Alder", "Antal børn"], ...rows].map((row) => row.join(delimiter) + end).join("");
const EXACT = ["--protection", "exact"];

/** Masks one file and gives the bytes of its copy. */
function masked(name: string, bytes: Uint8Array | string, ...args: readonly string[]): Buffer {
  const folder = folderWith({ [name]: bytes }), run = diskret(folder, "mask", name, "-o", "out", ...EXACT, ...args);
  expect(run.errors).toEqual([]);
  return readFileSync(path.join(folder, "out", filesIn(path.join(folder, "out"))[0]));
}

describe("the copy is the file, but for the mark", () => {
  test.each([[";", "\r\n"], [",", "\n"], ["\t", "\n"], ["|", "\r\n"], ["¤|¤|¤", "\r\n"], ["~|~", "\n"]])("fields between %j, lines ending %j", (delimiter, end) => {
    expect(masked("a.csv", lines(ROWS, delimiter, end)).toString("utf8")).toBe(lines(MASKED, delimiter, end));
  });
  test("UTF-8 with byte order mark", () => { expect(masked("a.csv", `\ufeff${lines(ROWS, ";", "\r\n")}`).toString("utf8")).toBe(`\ufeff${lines(MASKED, ";", "\r\n")}`); });
  test("Windows-1252", () => { expect(masked("a.csv", Buffer.from(lines(ROWS, ";", "\r\n"), "latin1")).toString("latin1")).toBe(lines(MASKED, ";", "\r\n")); });
  test("UTF-16", () => { expect(masked("a.csv", Buffer.from(`\ufeff${lines(ROWS, ";", "\r\n")}`, "utf16le")).toString("utf16le")).toBe(`\ufeff${lines(MASKED, ";", "\r\n")}`); });
  test("a delivery header above the column names", () => {
    const header = "FLIS;Børn Benchmark;2026-11-01\r\n";
    expect(masked("a.csv", header + lines(ROWS, ";", "\r\n")).toString("utf8")).toBe(header + lines(MASKED, ";", "\r\n"));
  });
  test.each(["-", "–", ".."])("a first row that says %j in place of a number is no heading", (sign) => {
    const folder = folderWith({ "a.csv": `Sted;Alder;Antal børn\nA;0-17;${sign}\nA;18+;40\nB;0-17;20\nB;18+;30\n` }), run = diskret(folder, "mask", "a.csv", "-o", "out");
    if (sign === "..") expect(run).toMatchObject({ exitCode: 1, errors: [expect.stringContaining("already")] });
    else expect(readFileSync(path.join(folder, "out/a.diskret.csv"), "utf8")).toContain("A;0-17;..\n");
  });
  test("a row of text below a row of numbers is no heading: nothing above it stays as it was", () => {
    expect(diskret(folderWith({ "a.csv": "Sted;Alder;Antal\nA;x;3\nB;y;få\nC;x;7\nD;y;8\nE;x;9\nF;y;10\n" }), "mask", "a.csv", "-o", "out")).toMatchObject({ exitCode: 1, errors: ["diskret: a.csv: Column “Antal” must be numbers but has text in row 2."] });
  });
  test("quoted fields, with delimiter, quote and line break in them", () => {
    const quoted = (rows: readonly (readonly string[])[]) => lines(rows.map(([place, age, count]) => [`"Sted; ""${place}""\nved åen"`, age, `"${count}"`]), ";", "\r\n");
    const withTotal = (rows: readonly (readonly string[])[]) => quoted(rows).replaceAll(`"Sted; ""I alt""\nved åen"`, "I alt");
    expect(masked("a.csv", withTotal(ROWS)).toString("utf8")).toBe(withTotal(MASKED));
  });
  test("a delimiter at the end of every line", () => { expect(masked("a.csv", lines(ROWS, ";", ";\r\n")).toString("utf8")).toBe(lines(MASKED, ";", ";\r\n")); });
  test("no line end at the end", () => { expect(masked("a.csv", lines(ROWS, ";", "\n").trimEnd()).toString("utf8")).toBe(lines(MASKED, ";", "\n").trimEnd()); });
  test("decimal comma and thousands: an amount hidden with its count", () => {
    const folder = folderWith({ "p.json": JSON.stringify({ measures: [{ pattern: "^Antal", class: "persons" }, { pattern: "^Udgift$", class: "basedOn", base: "Antal" }] }), "a.csv": "Sted;Antal;Udgift\nA;3;1.234,50\nB;20;9.876,00\n" });
    expect(diskret(folder, "mask", "a.csv", "-o", "out", "--policy", "p.json").exitCode).toBe(0);
    expect(readFileSync(path.join(folder, "out/a.diskret.csv"), "utf8")).toBe("Sted;Antal;Udgift\nA;..;..\nB;20;9.876,00\n");
  });
});

describe("packages", () => {
  const text = lines(ROWS, ";", "\r\n"), copy = lines(MASKED, ";", "\r\n");
  test(".csv.gz", () => { expect(gunzipSync(masked("a.csv.gz", gzipSync(text))).toString("utf8")).toBe(copy); });
  test(".zip: its lists come along masked, the rest does not", () => {
    const folder = folderWith({ "a.zip": zipSync({ "01_tblBoern_2026_11_01.csv": strToU8(text), "laesmig.pdf": strToU8("x") }) }), run = diskret(folder, "mask", "a.zip", "-o", "out", ...EXACT);
    const out = unzipSync(readFileSync(path.join(folder, "out/a.diskret.zip")));
    expect(Object.entries(out).map(([name, bytes]) => [name, Buffer.from(bytes).toString("utf8")])).toEqual([["01_tblBoern_2026_11_01.csv", copy]]);
    expect(run).toMatchObject({ exitCode: 1, errors: ["diskret: a.zip: laesmig.pdf: Is no list and does not come along in the copy."] });
  });
  test("lists of a package that add up to each other are one system: 43 − 40 = 3", () => {
    const files = { "alder.csv": "Kommune;Alder;Antal\nA;0-17;3\nA;18+;40\nB;0-17;20\nB;18+;30\n", "kommune.csv": "Kommune;Antal\nA;43\nB;50\n" };
    const folder = folderWith({ "a.zip": zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, strToU8(content)]))) }), run = diskret(folder, "mask", "a.zip", "-o", "out", "--json", ...EXACT);
    const out = Object.fromEntries(Object.entries(unzipSync(readFileSync(path.join(folder, "out/a.diskret.zip")))).map(([name, bytes]) => [name, Buffer.from(bytes).toString("utf8")]));
    expect(out).toEqual({ "alder.csv": "Kommune;Alder;Antal\nA;0-17;..\nA;18+;..\nB;0-17;20\nB;18+;30\n", "kommune.csv": files["kommune.csv"] });
    expect(run).toMatchObject({ exitCode: 0, errors: [] });
    expect(JSON.parse(run.output)).toMatchObject({ files: { "alder.csv": { together: ["alder", "kommune"], hiddenCells: 2 }, "kommune.csv": { together: ["alder", "kommune"], hiddenCells: 0 } } });
  });
  test("lists about other persons are protected each by itself, and that is told", () => {
    const folder = folderWith({ "a.zip": zipSync({ "a.csv": strToU8("Kommune;Alder;Antal\nA;0-17;3\nA;18+;40\n"), "b.csv": strToU8("Kommune;Antal\nA;99\nB;50\n"), "c.csv": strToU8("Afdeling;Antal ansatte\nA;43\n"), "d.csv": strToU8("Kommune;Antal\nA;1;2\n") }) });
    const run = diskret(folder, "mask", "a.zip", "-o", "out", ...EXACT);
    expect(run).toMatchObject({ exitCode: 1, errors: [expect.stringContaining("a.zip: d.csv: ") as string, expect.stringContaining("protected each by itself") as string] });
    expect(Object.keys(unzipSync(readFileSync(path.join(folder, "out/a.diskret.zip"))))).toEqual(["a.csv", "b.csv", "c.csv"]);
  });
  test.each(["../a.csv", "b/../../a.csv", "/a.csv", "C:\\a.csv"])("one with a name that leads out of its folder is refused: %s", (name) => {
    expect(diskret(folderWith({ "a.zip": zipSync({ [name]: strToU8(text) }) }), "mask", "a.zip", "-o", "out")).toMatchObject({ exitCode: 1, errors: [expect.stringContaining("cannot be opened")] });
  });
  test("a damaged one is refused", () => {
    const folder = folderWith({ "a.zip": "PK\u0003\u0004 no", "b.csv.gz": gzipSync(text).subarray(0, 30) });
    expect(diskret(folder, "mask", "a.zip", "b.csv.gz", "-o", "out")).toMatchObject({ exitCode: 1, errors: [expect.stringContaining("a.zip: The package cannot be opened") as string, expect.stringContaining("b.csv.gz: The package cannot be opened") as string] });
    expect(filesIn(folder)).toEqual(["a.zip", "b.csv.gz"]);
  });
});

test("the report tells what was found, and no value", () => {
  const folder = folderWith({ "a.csv": lines(ROWS, ";", "\n") });
  const report = JSON.parse(diskret(folder, "mask", "a.csv", "--json", ...EXACT).output) as object;
  expect(Object.keys(report)[0]).toBe("fortrolig");
  expect(report).toMatchObject({ rows: 9, delimiter: ";", dimensions: ["Sted", "Alder"], measures: [{ name: "Antal børn" }], totals: { Sted: 1, Alder: 1 }, relations: 6, systems: 1, closed: {}, hiddenCells: 4, cells: 9 });
});

describe("refused", () => {
  const refusal = (text: string, ...args: readonly string[]) => diskret(folderWith({ "a.csv": text }), "mask", "a.csv", "-o", "out", ...args).errors;
  test("a row too short", () => { expect(refusal("Sted;Alder;Antal\nA;1 år;30\nB;20\nC;2 år;40\n")).toEqual(["diskret: a.csv: Row 2 has another number of fields than the column names."]); });
  test("a total that does not add up", () => { expect(refusal("Sted;Antal\nA;10\nB;20\nI alt;25\n")[0]).toContain("less than the sum"); });
  test("a column that is not there", () => { expect(refusal("Sted;Antal\nA;10\nB;20\n", "--dimensions", "Køn")).toEqual(["diskret: a.csv: The file has no column “Køn”."]); });
});
