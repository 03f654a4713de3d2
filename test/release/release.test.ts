import { spawnSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import path from "node:path";

interface Bom {
  readonly components: readonly { readonly name: string; readonly version: string; readonly purl: string }[];
}

/** What a module of the release gives, run as `npm run release` runs it. */
function released(expression: string): unknown {
  const modules = ["sbom", "licences"].map((name) => `import { ${name} } from ${JSON.stringify(pathToFileURL(path.resolve(`release/${name}.mjs`)).href)};`).join(" ");
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", `${modules} console.log(JSON.stringify(${expression}));`], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}

const [first, second, texts] = released(`(() => { const bom = sbom("."); return [bom, sbom("."), licences(".", bom)]; })()`) as readonly [string, string, string];
const bom = JSON.parse(first) as Bom;

test("two SBOMs of one project are one text, without time, serial number or the place that packages came from", () => {
  expect(second).toBe(first);
  expect(first).not.toMatch(/timestamp|serialNumber|"distribution"/);
  expect(first).not.toContain(process.cwd());
  expect(bom.components.length).toBeGreaterThan(8);
  for (const { purl } of bom.components) expect(purl).toMatch(/^pkg:npm\/.+@\d+\.\d+\.\d+$/);
});

test("every library that ships is there with the whole text of its licence", () => {
  const parts = texts.split(`\n${"-".repeat(80)}\n`);
  expect(parts.length).toBe(bom.components.length);
  for (const { name, version } of bom.components) expect(parts.filter((part) => part.trimStart().startsWith(`${name} ${version} (`) && part.length > 400).map(() => name)).toEqual([name]);
});
