import { splitCsv } from "../../../cli/splitCsv.ts";
import { readCsv } from "../../../shared/sources/csv.ts";
import { axes, relations } from "./gridText.ts";

function read(text: string) {
  const result = readCsv(text, { name: "t" }, splitCsv);
  if (result.status === "refused") throw new Error(result.reason.code);
  return { ...result, values: [...result.placed.table.measures[0].values] };
}
const reason = (text: string) => {
  const result = readCsv(text, { name: "t" }, splitCsv);
  return result.status === "refused" ? result.reason.code : result.status;
};

// 3 + 7 = 10, 20 + 30 = 50; 3 + 20 = 23, 7 + 30 = 37, 10 + 50 = 60
const VALUES = [3, 7, 10, 20, 30, 50, 23, 37, 60];
const table = (delimiter: string, newline = "\n") => [["Kommune", "0-2", "3-5", "I alt"], ["A", 3, 7, 10], ["B", 20, 30, 50], ["I alt", 23, 37, 60]].map((row) => row.join(delimiter)).join(newline);

describe("one table, written in many ways", () => {
  test.each([
    ["semicolons", table(";"), ";"],
    ["commas", table(","), ","],
    ["tabs", table("\t"), "\t"],
    ["vertical bars", table("|"), "|"],
    ["Windows line ends and a last empty line", `${table(";", "\r\n")}\r\n`, ";"],
    ["a byte order mark", `\ufeff${table(";")}`, ";"],
    ["Excel's delimiter line", `sep=,\r\n${table(",", "\r\n")}`, ","],
    ["a byte order mark before the delimiter line", `\ufeffsep=|\n${table("|")}`, "|"],
    ["a title and a note of one field", `FIKTIVE TAL\n${table(";")}\n\nKilde: opdigtet`, ";"],
    ["a semicolon at the end of every line", table(";").replace(/$/gm, ";"), ";"],
    ["quotes around everything", table(";").replace(/[^;\n]+/g, '"$&"'), ";"],
    ["spaces around the numbers", table(";").replace(/;/g, " ; "), ";"],
  ])("%s", (_, text, delimiter) => {
    const { values, format, placed } = read(text);
    expect(values).toEqual(VALUES);
    expect(format.delimiter).toBe(delimiter);
    expect(relations(placed.table, 0)).toEqual(["I alt = A + B"]);
    expect(relations(placed.table, 1)).toEqual(["I alt = 0-2 + 3-5"]);
  });

  test("quoted labels keep delimiters, quotes and line breaks", () => {
    const { placed } = read('Kommune;M;K\n"A; ""lille""\nø";3;4\nB;20;30');
    expect(axes(placed.table)[0].labels).toEqual(['A; "lille"\nø', "B"]);
  });

  test("a decimal comma is not a delimiter", () => {
    const { values, format } = read("Kommune;Årsværk;X\nA;1,5;2\nB;12,25;3");
    expect(values).toEqual([1.5, 2, 12.25, 3]);
    expect(format).toEqual({ delimiter: ";", decimals: "comma" });
  });

  test("a decimal point is kept for the copy", () => {
    expect(read("Kommune,Årsværk,X\nA,1.5,2\nB,12.25,3").format).toEqual({ delimiter: ",", decimals: "point" });
  });
});

describe("refused", () => {
  test.each([
    ["an empty file", "", "csv/delimiter"],
    ["plain text", "Kære alle\nHer er tabellen", "csv/delimiter"],
    ["another delimiter", "a¤b\n1¤2", "csv/delimiter"],
    ["an open quotation mark", 'Kommune;M\n"A;3\nB;4', "csv/quotes"],
    ["a list with one number per line", "Kommune;Alder;Antal\nA;0-2;3\nA;3-5;7\nB;0-2;20\nB;3-5;30", "csv/list"],
    ["numbers without labels above", "A;3;7\nB;20;30", "grid/header"],
  ])("%s", (_, text, code) => { expect(reason(text)).toBe(code); });
});
