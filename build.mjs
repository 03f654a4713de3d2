import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { sbom } from "./release/sbom.mjs";

const root = path.dirname(fileURLToPath(import.meta.url));
/** What the bundles are made from, and where they are laid. */
const SOURCES = ["addin", "cli", "shared", "visual", "workbench", "test/cases", "test/hosts", "manifest.xml", "package-lock.json", "package.json", "sample.xlsx", "webpack.config.mjs"];
const OUTPUT = "dist";
/** Fingerprints of sources and output as they stood after the last build. */
const STAMP = path.join(root, OUTPUT, ".built");

/** The file itself, or the files of a folder; what begins with a dot is neither source nor output. */
function filesIn(place) {
  const full = path.join(root, place);
  if (path.basename(place).startsWith(".") || !existsSync(full)) return [];
  return statSync(full).isFile() ? [place] : readdirSync(full).sort().flatMap((name) => filesIn(path.join(place, name)));
}

function fingerprint(places) {
  const hash = createHash("sha256");
  for (const file of places.flatMap(filesIn)) hash.update(`${file}\0`).update(readFileSync(path.join(root, file)));
  return hash.digest("hex");
}

const state = () => `${fingerprint(SOURCES)} ${fingerprint([OUTPUT])}`;

const isBuilt = () => existsSync(STAMP) && readFileSync(STAMP, "utf8") === state();

/** Makes every bundle in dist/ unless they are there and made from the sources as they stand. */
export async function build() {
  if (isBuilt()) return;
  mkdirSync(path.dirname(STAMP), { recursive: true });
  writeFileSync(path.join(root, OUTPUT, "sbom.cdx.json"), sbom(root));
  console.log("Bygger dist/ … building dist/");
  const [{ default: webpack }, { default: config }] = await Promise.all([import("webpack"), import("./webpack.config.mjs")]);
  const stats = await new Promise((resolve, reject) => {
    webpack(config({}, {})).run((error, result) => (error === null ? resolve(result) : reject(error)));
  });
  if (stats.hasErrors() || stats.hasWarnings()) console.error(stats.toString({ all: false, errors: true, warnings: true, colors: process.stderr.isTTY }));
  if (stats.hasErrors()) throw new Error("dist/ could not be built");
  writeFileSync(STAMP, state());
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  build().catch((error) => { console.error(error instanceof Error ? error.message : error); process.exitCode = 1; });
