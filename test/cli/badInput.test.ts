import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { strToU8, zipSync } from "fflate";
import { diskret, EXAMPLE, EXAMPLE_CSV, filesIn, folderWith } from "./diskret.ts";
import { sampleWorkbook } from "../../workbench/sample/workbook.mjs";

const sample = sampleWorkbook();
const example = JSON.stringify(EXAMPLE);
/** A small zip whose directory claims a gigabyte (APPNOTE 4.3.12: uncompressed size at offset 24 of the entry). */
function bomb(): Uint8Array {
  const zip = zipSync({ "[Content_Types].xml": new Uint8Array(1 << 20) }), entry = Buffer.from(zip).indexOf("PK\u0001\u0002", 0, "latin1");
  new DataView(zip.buffer, zip.byteOffset).setUint32(entry + 24, 1 << 30, true);
  return zip;
}
const entities = zipSync({
  "_rels/.rels": strToU8('<Relationships xmlns="x"><Relationship Id="r" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
  "xl/workbook.xml": strToU8('<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">]><workbook>&a;</workbook>'),
});
const files = {
  "table.json": example, "table.csv": EXAMPLE_CSV, "half.json": example.slice(0, 150), "null.json": "null", "empty.json": "", "words.json": '"hej"',
  "wrong.json": example.replace("[60", "[61,60"), "text.csv": "bare tekst", "empty.csv": "", "odd.csv": EXAMPLE_CSV.replace("23;37;60", "24;37;60"),
  "cut.xlsx": sample.slice(0, sample.length / 2), "tail.xlsx": sample.slice(sample.length / 2), "notzip.xlsx": "Dette er ikke en projektmappe", "zip.xlsx": zipSync({ "a.txt": strToU8("a") }),
  "empty.xlsx": "", "entities.xlsx": entities, "old.xls": "x", "sheet.ods": "x", "noext": "x",
  "unknownField.policy.json": '{"maxn": 3}', "loose.policy.json": '{"maxN": 0}', "broken.policy.json": '{"maxN":', "strict.policy.json": '{"maxN": 9}', "good.policy.json": "{}",
};

/** [what, arguments, exit code, words of the one line] */
const cases: [string, string[], number, RegExp][] = [
  ["a missing file", ["mask", "nope.xlsx"], 2, /nope\.xlsx: The file does not exist/],
  ["a folder", ["mask", "."], 2, /folder/],
  ["an old workbook", ["mask", "old.xls"], 2, /Supported/],
  ["another kind of file", ["audit", "sheet.ods"], 2, /Supported/],
  ["a file without extension", ["mask", "noext"], 2, /Supported/],
  ["half a JSON file", ["mask", "half.json"], 2, /half\.json: Not valid JSON \(line 1, character 151\)/],
  ["an empty JSON file", ["mask", "empty.json"], 2, /Not valid JSON \(line 1, character 1\)/],
  ["JSON that is no table", ["mask", "null.json"], 1, /wrong form/],
  ["a JSON text", ["mask", "words.json"], 1, /wrong form/],
  ["too many values", ["mask", "wrong.json"], 1, /must have 9 elements but has 10/],
  ["plain text", ["mask", "text.csv"], 1, /no table/],
  ["an empty CSV file", ["mask", "empty.csv"], 1, /no table/],
  ["a total that does not add up", ["mask", "odd.csv"], 1, /odd\.csv: Row 5 is called a total/],
  ["the first half of a workbook", ["mask", "cut.xlsx"], 1, /cut\.xlsx: /],
  ["the second half of a workbook", ["pivots", "tail.xlsx", "--json"], 1, /tail\.xlsx: /],
  ["text called a workbook", ["mask", "notzip.xlsx"], 1, /not an Excel workbook/],
  ["a zip that is no workbook", ["pivots", "zip.xlsx"], 1, /not an Excel workbook/],
  ["an empty workbook file", ["mask", "empty.xlsx"], 1, /empty\.xlsx: /],
  ["XML entities", ["mask", "entities.xlsx"], 1, /entities/],
  ["pivots of a table", ["pivots", "table.csv"], 2, /Only workbooks/],
  ["an unknown field in the policy", ["mask", "table.json", "--policy", "unknownField.policy.json"], 2, /unknownField\.policy\.json: .*maxn/],
  ["a policy that protects nothing", ["mask", "table.json", "--policy", "loose.policy.json"], 2, /maxN/],
  ["a broken policy", ["audit", "table.json", "--policy", "broken.policy.json"], 2, /broken\.policy\.json: Not valid JSON/],
  ["a missing policy", ["mask", "table.json", "--policy", "none.json"], 2, /none\.json: The file does not exist/],
  ["zeros shown against the policy", ["mask", "table.json", "--policy", "good.policy.json", "--zeros", "show"], 2, /--zeros would loosen/],
  ["less protection than the policy", ["mask", "table.json", "--policy", "good.policy.json", "--protection", "exact"], 2, /--protection would loosen/],
  ["fewer insiders than the policy", ["mask", "table.json", "--policy", "good.policy.json", "--audience", "none"], 2, /--audience would loosen/],
  ["an output folder that is a file", ["mask", "table.json", "-o", "table.csv"], 2, /cannot be written/],
  ["an output folder inside a file", ["mask", "table.json", "-o", "table.csv/out"], 2, /cannot be written/],
  ["two copies of one name", ["mask", "table.csv", "./table.csv", "-o", "out"], 2, /overwrite/],
  ["no command", ["--json"], 2, /command is missing/],
  ["an unknown command", ["hide", "table.json"], 2, /Unknown command “hide”/],
  ["an unknown option", ["mask", "table.json", "--strict"], 2, /Unknown option --strict/],
  ["an option without its value", ["mask", "table.json", "--policy"], 2, /--policy/],
  ["an option of another command", ["pivots", "a.xlsx", "--zeros", "show"], 2, /--zeros does not belong to diskret pivots/],
  ["a value that is no choice", ["mask", "table.json", "--zeros", "maybe"], 2, /--zeros must be: hide \| show/],
  ["an audience that is no code and no municipality of the table", ["mask", "table.json", "--audience", "101,1x1"], 2, /--audience must be: none \| any \| 101,147/],
  ["an empty audience", ["mask", "table.json", "--audience", "101,,147"], 2, /--audience must be/],
  ["no file", ["mask"], 2, /needs a file/],
  ["two files to audit", ["audit", "table.json", "table.csv"], 2, /one file/],
  ["a pattern for a CSV file", ["audit", "table.csv", "--suppressed", "table.json"], 2, /only be used with a \.json/],
];

describe("bad input ends in one line and the right exit code, and writes nothing", () => {
  const folder = folderWith(files), before = filesIn(folder);
  test.each(cases)("%s", (_, args, exitCode, words) => {
    const run = diskret(folder, ...args);
    expect(run.errors).toEqual([expect.stringMatching(words)]);
    expect(run.errors[0]).toMatch(/^diskret: /);
    expect(run.exitCode).toBe(exitCode);
    expect(args.includes("--json") ? "" : run.output).toBe("");
    expect(filesIn(folder)).toEqual(before);
  });

  test("a zip that claims a gigabyte is refused before it is unpacked", () => {
    const place = folderWith({ "bomb.xlsx": bomb() });
    const run = diskret(place, "mask", "bomb.xlsx");
    expect(run).toMatchObject({ exitCode: 1, errors: [expect.stringMatching(/too large|not an Excel/)] });
    expect(filesIn(place)).toEqual(["bomb.xlsx"]);
  });
});

test("an earlier copy survives a run that is refused", () => {
  const folder = folderWith({ "t.csv": EXAMPLE_CSV });
  expect(diskret(folder, "mask", "t.csv").exitCode).toBe(0);
  const copy = readFileSync(path.join(folder, "t.diskret.csv"), "utf8");
  writeFileSync(path.join(folder, "t.csv"), files["odd.csv"]);
  expect(diskret(folder, "mask", "t.csv").exitCode).toBe(1);
  expect(readFileSync(path.join(folder, "t.diskret.csv"), "utf8")).toBe(copy);
});

test("an unwritable target leaves no temporary file", () => {
  const folder = folderWith({ "t.csv": EXAMPLE_CSV });
  mkdirSync(path.join(folder, "t.diskret.csv", "inside"), { recursive: true });
  expect(diskret(folder, "mask", "t.csv")).toMatchObject({ exitCode: 2, errors: [expect.stringMatching(/t\.diskret\.csv: The file cannot be written/)] });
  expect(filesIn(folder)).toEqual(["t.csv"]);
});

test("one bad file does not stop the others, and the worst exit code counts", () => {
  const folder = folderWith(files), run = diskret(folder, "mask", "odd.csv", "table.json", "nope.csv", "table.csv", "-o", "out");
  expect(run.exitCode).toBe(2);
  expect(run.errors).toHaveLength(2);
  expect(filesIn(path.join(folder, "out"))).toEqual(["table.diskret.csv", "table.diskret.json"]);
});

test("errors speak Danish where the machine or the user does", () => {
  const folder = folderWith({});
  expect(diskret(folder, "mask", "nope.csv", "--lang", "da").errors).toEqual(["diskret: nope.csv: Filen findes ikke."]);
  expect(diskret(folder, "hide", "--lang=da").errors[0]).toContain("Ukendt kommando");
});

test("no error repeats a value of the table", () => {
  const secret = "424242", folder = folderWith({
    "a.json": `{"values": [${secret}, ${secret}x]}`, "b.json": example.replace("[60", `[-${secret}`), "c.csv": `K;M;X\nA;${secret};n.a.\nB;1;2`,
    "d.csv": `K;M\nA;${secret}\nI alt;3`, "e.csv": `${secret};2\n3;4`, "f.json": example.replace("[60", `["${secret}"`),
  });
  for (const file of filesIn(folder)) for (const args of [["mask", file], ["mask", file, "--json"], ["audit", file]]) {
    const run = diskret(folder, ...args);
    expect(run.exitCode).not.toBe(0);
    expect(run.errors).toHaveLength(1);
    expect(run.errors.join() + run.output).not.toContain(secret);
  }
});
