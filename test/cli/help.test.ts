import { readFileSync } from "node:fs";
import path from "node:path";
import da from "../../shared/i18n/da/cli.ts";
import en from "../../shared/i18n/en/cli.ts";
import { diskret, folderWith } from "./diskret.ts";

const folder = folderWith({});

test.each([[[]], [["--help"]], [["-h"]], [["help"]], [["mask", "--help"]]])("help for %j", (args) => {
  const run = diskret(folder, ...args);
  expect(run).toMatchObject({ exitCode: 0, errors: [] });
  for (const words of ["mask", "audit", "pivots", "--policy", "--protection", "--audience", "--zeros", "--suppressed", "--lower", "Exit code", "cannot", "not access control", "Examples", "policy | package | inspect"]) expect(run.output).toContain(words);
});

test("help in Danish", () => { expect(diskret(folder, "--help", "--lang", "da").output).toContain("ikke adgangsstyring"); });

test("help fits a terminal", () => {
  for (const text of [da["cli/help"], en["cli/help"]]) {
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(110);
    expect(text.split("\n").length).toBeLessThanOrEqual(45);
  }
});

test("the version is the package's", () => {
  const { version } = JSON.parse(readFileSync(path.resolve(__dirname, "../../package.json"), "utf8")) as { readonly version: string };
  expect(diskret(folder, "--version")).toMatchObject({ exitCode: 0, output: `${version}\n` });
});
