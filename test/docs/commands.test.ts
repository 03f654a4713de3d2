import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync, strToU8, zipSync } from "fflate";
import { sampleWorkbook } from "../../workbench/sample/workbook.mjs";
import { EXAMPLE, EXAMPLE_CSV } from "../cli/diskret.ts";
import { pivotWorkbook } from "../addin/session/pivotView.ts";
import { textOf } from "../house/projectFiles.ts";
import { column, measure, project, STORE } from "../shared/projects/savedProject.ts";
import { blocks, inText, pages } from "./commands.ts";

const ROOT = process.cwd(), { scripts } = JSON.parse(textOf("package.json")) as { readonly scripts: Readonly<Record<string, string>> };
const LIST = strToU8("Kommune;Alder;Antal borgere\nOdense;0-2;3\nOdense;3-5;17\nAssens;0-2;20\nAssens;3-5;30\n");
const WORKBOOK = pivotWorkbook({ counts: [[40, 31, 90, 22], [35, 28, 81, 19], [12, 3, 44, 17], [8, 2, 21, 11], [30, 26, 60, 33], [17, 14, 39, 20]], ages: [0, 1, 2, 3], top: 2, left: 0 });
/** A Power BI project with one page and one of our visuals. */
const REPORT = project({ pages: { page: { matrix: { type: STORE, roles: { Rows: [column("Kommune", "Navn")], Values: [measure("Fakta", "Antal borgere")] } } } } });

/** Files that the documentation's commands are given, by the names it gives them. */
const GIVEN: Readonly<Record<string, string | Uint8Array>> = {
  "policy.example.json": readFileSync("policy.example.json"), "policy.json": readFileSync("policy.example.json"), "regelsaet.json": readFileSync("policy.example.json"),
  "table.json": JSON.stringify(EXAMPLE), "table.csv": EXAMPLE_CSV, "tabel.csv": EXAMPLE_CSV,
  "sample.xlsx": sampleWorkbook(), ...Object.fromEntries(["report.xlsx", "rapport.xlsx", "FOLDER/report.xlsx", "MAPPE/rapport.xlsx"].map((name) => [name, WORKBOOK])),
  ...Object.fromEntries(["package.csv.gz", "pakke.csv.gz"].map((name) => [name, gzipSync(LIST)])),
  ...Object.fromEntries(["package.zip", "pakke.zip", "in/package.zip", "ind/pakke.zip"].map((name) => [name, zipSync({ "list.csv": LIST })])),
  "reports/Sales.Report/definition.pbir": '{"version":"4.0"}', ...Object.fromEntries([...REPORT].map(([name, json]) => [`reports/Sales.Report/${name}`, JSON.stringify(json)])),
};

/** Commands that do not run here, and why. */
const NOT_RUN: Readonly<Record<string, string>> = {
  "--check https://": "needs a site that is deployed",
  "\\\\server": "needs a share of Windows",
  "/srv/": "watches a folder of a server until it is stopped",
  "npm": "runs this test; that the script exists is checked",
};

/** A folder with what is given, and with `diskret` and `npx diskret` as commands of its shell. */
function sandbox(): { readonly folder: string; readonly run: (command: string) => { readonly status: number | null; readonly said: string } } {
  const folder = mkdtempSync(path.join(os.tmpdir(), "diskret-docs-")), bin = path.join(folder, ".bin");
  for (const [name, content] of Object.entries(GIVEN)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  mkdirSync(bin);
  const built = JSON.stringify(path.join(ROOT, "dist/diskret.mjs")), node = JSON.stringify(process.execPath);
  for (const [name, script] of [["diskret", `exec ${node} ${built} "$@"`], ["npx", `shift; exec ${node} ${built} "$@"`]]) {
    writeFileSync(path.join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(bin, name), 0o755);
  }
  return {
    folder,
    run: (command) => {
      const { status, stdout, stderr } = spawnSync("sh", ["-c", command], { cwd: folder, encoding: "utf8", env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env["PATH"] ?? ""}` } });
      return { status, said: stdout + stderr };
    },
  };
}

const told = pages().flatMap((page) => [...blocks(page).flat(), ...inText(page)].map((command) => ({ page, command })));
const reasonFor = (command: string): string | undefined => Object.keys(NOT_RUN).find((words) => (words === "npm" ? command.startsWith(words) : command.includes(words)));
const sessions = pages().flatMap((page) => blocks(page).map((commands, k) => [`${page}, block ${k + 1}`, commands.filter((command) => reasonFor(command) === undefined)] as const)).filter(([, commands]) => commands.length > 0);

test("the documentation is seen to tell commands, and every reason for not running one is needed", () => {
  expect(told.length).toBeGreaterThan(40);
  expect(sessions.length).toBeGreaterThan(6);
  for (const words of Object.keys(NOT_RUN)) expect([words, told.some(({ command }) => reasonFor(command) === words)]).toEqual([words, true]);
});

test("every npm script and every program that is told of exists", () => {
  const builtIn = ["ci", "install", "test", "start"];
  for (const { page, command } of told) {
    const [program, first = "", second = ""] = command.split(" ");
    if (program === "npm") expect([page, command, builtIn.includes(first) || (first === "run" && Object.hasOwn(scripts, second))]).toEqual([page, command, true]);
    if (program === "node" && /\.m?js$/.test(first) && first !== "diskret.mjs") expect([page, command, existsSync(first)]).toEqual([page, command, true]);
  }
});

if (process.platform === "win32") console.log("commands of the documentation not run: they are written for a POSIX shell");
else {
  /** Findings are no failure of a command that looks for them, nor a number that cannot be shown of one that makes a copy. */
  const LOOKS = /diskret (scan|audit|report-audit|watch|mask)\b/;
  test.each(sessions)("%s runs as it is told", (_, commands) => {
    const { run } = sandbox();
    for (const command of commands) {
      const { status, said } = run(command);
      expect([command, said, status === 0 || (status === 1 && LOOKS.test(command))]).toEqual([command, said, true]);
    }
  });

  test("every further command and option in the text is one that the program knows", () => {
    const { run } = sandbox(), helps = new Map<string, string>(), help = (name: string): string => helps.get(name) ?? (helps.set(name, run(`diskret ${name} --help`).said), helps.get(name)!);
    const further = told.flatMap(({ page, command }) => { const name = /^(?:npx )?diskret ([a-z-]+)/.exec(command)?.[1]; return name === undefined || name.startsWith("-") ? [] : [{ page, command, name }]; });
    expect(new Set(further.map(({ name }) => name)).size).toBeGreaterThan(8);
    for (const { page, command, name } of further)
      for (const word of [name, ...command.match(/ --[a-z-]+/g) ?? []]) expect([page, command, word.trim(), help(name).includes(word.trim())]).toEqual([page, command, word.trim(), true]);
  });
}
