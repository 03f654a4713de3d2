import { projectFiles, textOf } from "./projectFiles.ts";

/** Pictures, workbooks and the like; they are looked at elsewhere. */
const BINARY = /\.(png|xlsx|ico|woff2?)$/;
const files = projectFiles().filter((file) => !BINARY.test(file));

/** Lines of all text files that match, with their place. */
const lines = (pattern: RegExp, among: readonly string[] = files): readonly string[] =>
  among.flatMap((file) => textOf(file).split("\n").flatMap((line, k) => (pattern.test(line) ? [`${file}:${k + 1}`] : [])));

/** Written in pieces, so that this file does not hold what it looks for. */
const HOME = new RegExp(["/ro" + "ot/", "/ho" + "me/\\w", "/wo" + "rk/", "/Us" + "ers/\\w", "C:\\\\\\\\?Us" + "ers", "/tmp/ba" + "sh_jobs"].join("|"));
const CONTROL = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;

test("the checks see files, and what is planted in a line", () => {
  expect(files.length).toBeGreaterThan(150);
  expect(["/ho" + "me/anne/x", "C:\\Us" + "ers\\anne"].every((line) => HOME.test(line))).toBe(true);
  expect(CONTROL.test("a\u202eb")).toBe(true);
});

test("no path of somebody's machine", () => {
  expect(lines(HOME)).toEqual([]);
});

test("no invisible or direction-changing character in a source", () => {
  expect(lines(CONTROL)).toEqual([]);
});

test("the lock file names no registry of its own", () => {
  const hosts = [...textOf("package-lock.json").matchAll(/https?:\/\/([^/"]+)\/[^"]*\.tgz/g)].map(([, host]) => host);
  expect(hosts.filter((host) => host !== "registry.npmjs.org")).toEqual([]);
});

test("no unfinished business", () => {
  expect(lines(new RegExp(["TO" + "DO", "FIX" + "ME", "X" + "XX"].map((word) => `\\b${word}\\b`).join("|")))).toEqual([]);
});

test("no test is skipped, alone or empty", () => {
  const tests = files.filter((file) => /^test\/.*\.ts$/.test(file));
  expect(tests.length).toBeGreaterThan(40);
  expect(lines(/\b(?:test|it|describe)\.(?:only|skip|todo|fixme)\b|\b(?:xit|xtest|xdescribe|fit|fdescribe)\(/, tests.filter((file) => file !== "test/house/texts.test.ts"))).toEqual([]);
});
