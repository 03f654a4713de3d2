import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { diskret, filesIn, folderWith } from "./diskret.ts";

const BUNDLE = path.resolve(__dirname, "../../dist/diskret.mjs");
const NOW = ["--settle", "0"];

/** A package that takes a while: municipalities × years × ages with totals; `seed` makes files differ. */
function list(seed: number, years: number): string {
  const rows = ["Kommune;År;Alder;Antal borgere"], ages = ["0-17", "18-64", "65+"];
  for (let year = 0; year < years; year++)
    for (const town of ["Aalborg", "Odense", "Aarhus", "Vejle"]) {
      const counts = ages.map((_, age) => (seed * 7 + year * 13 + town.length * 5 + age * 11) % 37);
      counts.forEach((count, age) => rows.push(`${town};${2000 + year};${ages[age]};${count}`));
      rows.push(`${town};${2000 + year};I alt;${counts.reduce((sum, count) => sum + count, 0)}`);
    }
  return `${rows.join("\n")}\n`;
}

function start(folder: string): ChildProcess {
  return spawn(process.execPath, [BUNDLE, "watch", "in", "-o", "out", "--every", "0.05", ...NOW], { cwd: folder, stdio: "ignore" });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => { if (child.exitCode !== null || child.signalCode !== null) resolve(); else child.once("exit", () => { resolve(); }); });
}

const journal = (folder: string) => readFileSync(path.join(folder, "in/.diskret/journal.jsonl"), "utf8").split("\n").flatMap((line) => { try { return [JSON.parse(line) as { step: string; key: string }]; } catch { return []; } });
const copies = (folder: string) => readdirSync(path.join(folder, "out")).sort();

/** A folder with a folder `in` that holds these files. */
function landing(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = folderWith({});
  mkdirSync(path.join(folder, "in"));
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, "in", name), content);
  return folder;
}

test("every file that is there gets a copy and a report, and none of them twice", () => {
  const folder = landing({ "a.csv": list(1, 2), "b.csv": list(2, 2), "noter.pdf": "x", "c.csv.part": "halv" }), once = () => diskret(folder, "watch", "in", "-o", "out", "--once", ...NOW);
  const run = once();
  expect(run).toMatchObject({ exitCode: 0, errors: [] });
  expect(run.output.split("\n").filter((line) => line !== "")).toHaveLength(2);
  expect(copies(folder)).toEqual(["a.diskret.csv", "b.diskret.csv"]);
  expect(filesIn(path.join(folder, "in/.diskret"))).toEqual(["journal.jsonl", "reports/a.csv.json", "reports/b.csv.json"]);
  expect(readFileSync(path.join(folder, "in/.diskret/reports/a.csv.json"), "utf8").startsWith('{"fortrolig":true,')).toBe(true);
  expect(once()).toMatchObject({ exitCode: 0, output: "" });
  writeFileSync(path.join(folder, "in/a.csv"), list(3, 3));
  expect(once().output).toContain("a.csv");
  expect(journal(folder).filter(({ step }) => step === "done")).toHaveLength(3);
});

test("a bad file is set aside with the reason, and the others go on", () => {
  const folder = landing({ "a.csv": "Sted;Antal borgere\nA;10\nB;20\nI alt;25\n", "b.csv": list(2, 2), "c.zip": "PK nej", "d.json": "{" }), run = diskret(folder, "watch", "in", "-o", "out", "--once", ...NOW);
  expect(run.exitCode).toBe(0);
  expect(copies(folder)).toEqual(["b.diskret.csv"]);
  expect(readdirSync(path.join(folder, "in")).sort()).toEqual([".diskret", "b.csv"]);
  const aside = readdirSync(path.join(folder, "in/.diskret/quarantine")).sort((x, y) => x.slice(9).localeCompare(y.slice(9)));
  expect(aside.map((name) => name.slice(9))).toEqual(["a.csv", "a.csv.txt", "c.zip", "c.zip.txt", "d.json", "d.json.txt"]);
  expect(readFileSync(path.join(folder, "in/.diskret/quarantine", aside[1]), "utf8")).toContain("total");
  expect(run.errors.filter((line) => line.includes("quarantined"))).toHaveLength(3);
});

test("a file that is still being written waits", () => {
  const folder = landing({ "a.csv": list(1, 2) });
  expect(diskret(folder, "watch", "in", "-o", "out", "--once", "--settle", "600").exitCode).toBe(0);
  expect(copies(folder)).toEqual([]);
});

test("a folder is watched by one program, must be another than that of the copies, and must be there", () => {
  const folder = landing({});
  mkdirSync(path.join(folder, "in/.diskret"));
  writeFileSync(path.join(folder, "in/.diskret/lock"), String(process.pid));
  expect(diskret(folder, "watch", "in", "-o", "out", "--once")).toMatchObject({ exitCode: 2, errors: [expect.stringContaining("watches this folder already") as string] });
  expect(diskret(folder, "watch", "in", "-o", "in", "--once")).toMatchObject({ exitCode: 2 });
  expect(diskret(folder, "watch", "nope", "-o", "out", "--once")).toMatchObject({ exitCode: 2 });
  writeFileSync(path.join(folder, "in/.diskret/lock"), "99999999");
  expect(diskret(folder, "watch", "in", "-o", "out", "--once").exitCode).toBe(0);
});

test("a copy that was whole when the power went gets its name, and is not made again", () => {
  const folder = landing({ "a.csv": list(1, 2) });
  diskret(folder, "watch", "in", "-o", "out", "--once", ...NOW);
  const log = path.join(folder, "in/.diskret/journal.jsonl"), lines = readFileSync(log, "utf8").split("\n").filter((line) => line !== "");
  expect(lines.map((line) => (JSON.parse(line) as { step: string }).step)).toEqual(["begun", "ready", "done"]);
  renameSync(path.join(folder, "out/a.diskret.csv"), path.join(folder, "out/.a.diskret.csv.tmp"));
  writeFileSync(log, `${lines.slice(0, 2).join("\n")}\n{"step":"do`);
  expect(diskret(folder, "watch", "in", "-o", "out", "--once", ...NOW)).toMatchObject({ exitCode: 0, output: "" });
  expect(copies(folder)).toEqual(["a.diskret.csv"]);
  expect(journal(folder).map(({ step }) => step)).toEqual(["begun", "ready", "done"]);
});

test("killed again and again while files arrive: every file ends with one whole copy, nothing is lost and nothing is left half", async () => {
  const folder = landing({}), names = Array.from({ length: 8 }, (_, k) => `pakke${k}.csv`);
  let kills = 0, random = 20_261_123;
  for (let round = 0; round < 60 && !(existsSync(path.join(folder, "out")) && copies(folder).filter((name) => !name.startsWith(".")).length === names.length); round++) {
    if (round < names.length) writeFileSync(path.join(folder, "in", names[round]), list(round, 12));
    const child = start(folder);
    random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0;
    await wait(250 + (random % 1_200));
    child.kill("SIGKILL");
    await ended(child);
    kills++;
  }
  expect(kills).toBeGreaterThan(4);
  expect(diskret(folder, "watch", "in", "-o", "out", "--once", ...NOW).exitCode).toBe(0);
  const aside = existsSync(path.join(folder, "in/.diskret/quarantine")) ? readdirSync(path.join(folder, "in/.diskret/quarantine")).filter((name) => !name.endsWith(".txt")).map((name) => name.slice(9)) : [];
  const made = copies(folder).map((name) => name.replace(".diskret.csv", ".csv"));
  expect([...made, ...aside].sort()).toEqual(names);
  const done = journal(folder).filter(({ step }) => step === "done").map(({ key }) => key);
  expect(new Set(done).size).toBe(done.length);
  for (const name of made) {
    const alone = folderWith({ [name]: readFileSync(path.join(folder, "in", name)) });
    diskret(alone, "mask", name, "-o", "out");
    const copy = name.replace(".csv", ".diskret.csv");
    expect(readFileSync(path.join(folder, "out", copy))).toEqual(readFileSync(path.join(alone, "out", copy)));
  }
});

test("asked to stop, it finishes the file at hand and ends well", async () => {
  const folder = landing({ "a.csv": list(1, 4) }), child = start(folder);
  for (let k = 0; k < 400 && !existsSync(path.join(folder, "out/a.diskret.csv")); k++) await wait(50);
  child.kill("SIGTERM");
  await ended(child);
  expect(child.exitCode).toBe(0);
  expect(existsSync(path.join(folder, "in/.diskret/lock"))).toBe(false);
});
