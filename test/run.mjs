import { fork, spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "../build.mjs";

const HELP = `npm test                    everything
npm test -- PART…           some parts
npm test -- unit test/cli   the tests of a part whose path contains test/cli

types    the compiler over everything, and over shared/ without DOM, Office and Node
api      the documentation of the programming interface, without a warning
lint     ESLint with the rules for Office add-ins and Power BI visuals
build    dist/, where it is not up to date
house    rules about the project: imports, dependencies, texts, sizes, links
unit     pure code and the command line
dom      the visual and the task pane in jsdom
browser  the built bundles in Chromium; pictures in artifacts/screenshots/`;

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
/** A run that takes longer hangs. */
const LONGEST = 8 * 60_000;

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const count = (passed, failed) => ({ passed, failed });

/** Runs a program to its end and counts as one; what it says is shown only where it fails. */
function check(script, ...args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join("node_modules", script), ...args], { cwd: root, stdio: ["ignore", "pipe", "pipe"], timeout: LONGEST });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => { said += chunk; });
    child.on("close", (code) => {
      if (code !== 0) console.log(`FAILED ${path.basename(script)} ${args.join(" ")}\n${said}`);
      resolve(code === 0 ? count(1, 0) : count(0, 1));
    });
  });
}

/** Runs the tests of a jest project. A run that dies without a count, or that finds no test, has failed. */
function jest(project, workers, paths) {
  return new Promise((resolve) => {
    const args = [...paths, "--selectProjects", project, "--maxWorkers", String(workers), "--reporters", "<rootDir>/test/reporter.mjs", "--ci"];
    const child = fork(path.join("node_modules", "jest/bin/jest.js"), args, { cwd: root, stdio: ["ignore", "inherit", "pipe", "ipc"], timeout: LONGEST });
    let counted = count(0, 0), said = "";
    child.on("message", (message) => { counted = message; });
    child.stderr.on("data", (chunk) => { said += chunk; });
    child.on("close", (code) => {
      const { passed, failed } = counted;
      if (passed + failed > 0 && (code === 0 || failed > 0)) return resolve(counted);
      console.log(`FAILED ${project}: no tests, or not run to their end (${code === null ? "stopped after 8 minutes" : `exit code ${code}`})\n${said}`);
      resolve(count(passed, failed + 1));
    });
  });
}

async function built() {
  try {
    await build();
    return count(1, 0);
  } catch (error) {
    console.log(`FAILED build\n${error instanceof Error ? error.message : error}`);
    return count(0, 1);
  }
}

const PARTS = {
  types: async () => sum([await check("typescript/bin/tsc", "-p", "."), await check("typescript/bin/tsc", "-p", "shared")]),
  lint: () => check("eslint/bin/eslint.js", ".", "--max-warnings", "0"),
  api: () => check("typedoc/bin/typedoc"),
  build: built,
  house: (paths) => jest("house", 2, paths),
  unit: (paths) => jest("unit", 2, paths),
  dom: (paths) => jest("dom", 2, paths),
  browser: (paths) => jest("browser", 1, paths),
};

/** Parts that look at the sources only. */
const EARLY = ["types", "lint", "api"];

const sum = (counts) => counts.reduce((total, { passed, failed }) => count(total.passed + passed, total.failed + failed), count(0, 0));

const words = process.argv.slice(2);
if (words.includes("--help") || words.includes("-h")) {
  console.log(HELP);
  process.exit(0);
}
const chosen = words.filter((word) => Object.hasOwn(PARTS, word)), paths = words.filter((word) => !Object.hasOwn(PARTS, word));
// Tests read dist/, so it is made before them whatever was chosen.
const wanted = (part) => chosen.length === 0 || chosen.includes(part) || (part === "build" && chosen.some((one) => !EARLY.includes(one)));
const counts = [];

async function run(part) {
  const start = performance.now();
  const counted = await PARTS[part](paths);
  console.log(`${part.padEnd(7)} ${counted.passed} passed, ${counted.failed} failed (${seconds(start)})`);
  counts.push(counted);
}

// These need no build and go together; the tests use two processors by themselves.
await Promise.all(EARLY.filter(wanted).map(run));
for (const part of Object.keys(PARTS).filter((part) => !EARLY.includes(part) && wanted(part))) await run(part);
const { passed, failed } = sum(counts);
process.exitCode = failed === 0 ? 0 : 1;
console.log(`${passed} passed, ${failed} failed`);
