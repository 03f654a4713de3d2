import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { zipSync } from "fflate";
import { build } from "../build.mjs";
import { licences } from "./licences.mjs";
import { executable } from "./windows.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
const folder = `diskret-${version}`;

/** What stands in the release → where it is in the project. Folders with all below them. */
const PARTS = {
  "diskret.mjs": "dist/diskret.mjs", addin: "dist/addin", visual: "dist/visual", workbench: "dist/workbench", "sbom.cdx.json": "dist/sbom.cdx.json",
  "policy.example.json": "policy.example.json", "policy.schema.json": "policy.schema.json", "sample.xlsx": "sample.xlsx", LICENSE: "LICENSE", "SECURITY.md": "SECURITY.md", "docs/da": "docs/da", "docs/en": "docs/en", "docs/images": "docs/images", "docs/glossary.md": "docs/glossary.md", "docs/tableFormat.md": "docs/tableFormat.md", "docs/dependencies.md": "docs/dependencies.md", "docs/decisions": "docs/decisions", "docs/scheduledTask.ps1": "docs/scheduledTask.ps1",
};

/** The executable is Node's own with the command in it. */
const NODE_LICENCE = `Node.js ${process.version}, in diskret.exe (MIT, and the licences of what it contains): https://github.com/nodejs/node/blob/${process.version}/LICENSE`;

function filesIn(place) {
  const full = path.join(root, place);
  return statSync(full).isDirectory() ? readdirSync(full).sort().flatMap((name) => filesIn(`${place}/${name}`)) : [place];
}

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** One zip with everything an IT department starts from: the same sources give the same bytes. */
async function release() {
  await build();
  const files = new Map(Object.entries(PARTS).flatMap(([name, place]) => filesIn(place).map((file) => [name + file.slice(place.length), readFileSync(path.join(root, file))])));
  const texts = licences(root, files.get("sbom.cdx.json").toString("utf8"));
  const exe = path.join(root, ".tmp/release/diskret.exe"), missing = await executable(root, exe);
  if (missing === null) files.set("diskret.exe", readFileSync(exe));
  files.set("THIRD-PARTY-LICENSES.txt", Buffer.from(missing === null ? `${texts}\n${"-".repeat(80)}\n\n${NODE_LICENCE}\n` : texts));
  if (missing !== null) console.error(`no diskret.exe: ${missing}. Use diskret.mjs with Node 20.19 or newer.`);
  const sums = [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`).join("");
  files.set("SHA256SUMS", Buffer.from(sums));
  const entries = Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, bytes]) => [`${folder}/${name}`, new Uint8Array(bytes)]));
  const zip = zipSync(entries, { level: 6, mtime: new Date(1980, 0, 1) }), target = path.join(root, "artifacts", `${folder}.zip`);
  if (!existsSync(path.dirname(target))) mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, zip);
  console.log(`${path.relative(root, target)}: ${files.size} files, ${Math.round(zip.length / 1e6)} MB, SHA-256 ${sha256(zip)}`);
}

release().catch((error) => { console.error(error instanceof Error ? error.message : error); process.exitCode = 1; });
