import { existsSync } from "node:fs";
import { projectFiles, textOf } from "./projectFiles.ts";

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly engines: { readonly node: string };
}
interface Installed {
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const json = (file: string): unknown => JSON.parse(textOf(file));
const manifest = json("package.json") as Manifest;
const direct = { ...manifest.dependencies, ...manifest.devDependencies };
const installed = (name: string): Installed => json(`node_modules/${name}/package.json`) as Installed;

/** Licences that let a municipality use, change and pass on what is shipped. */
const PERMISSIVE = ["MIT", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Apache-2.0", "0BSD"];

/** Name → [version, licence] as the tables of docs/dependencies.md state them. */
const documented = new Map([...textOf("docs/dependencies.md").matchAll(/^\| `([^`]+)` \| ([^|]*) \| ([^|]*) \| ([^|]*)\|$/gm)].map(([, name, version, licence, reason]) => [String(name), { version: version.trim(), licence: licence.trim(), reason: reason.trim() }]));

/** Everything that comes with a package when it is installed for use. */
function shipped(): ReadonlySet<string> {
  const names = new Set(Object.keys(manifest.dependencies));
  for (const name of names) for (const next of Object.keys(installed(name).dependencies ?? {})) names.add(next);
  return names;
}

test("every direct dependency is pinned to one version, and that version is installed", () => {
  expect(Object.keys(direct).length).toBeGreaterThan(20);
  for (const [name, version] of Object.entries(direct)) expect([name, version]).toEqual([name, installed(name).version]);
});

test("what ships has a permissive licence, with all that it brings", () => {
  const names = [...shipped()].sort();
  expect(names).toEqual(expect.arrayContaining(["fflate", "lit-html", "valibot"]));
  expect(names.filter((name) => !PERMISSIVE.includes(installed(name).license ?? "none"))).toEqual([]);
});

test("the documentation names exactly the direct dependencies, with version, licence and reason", () => {
  expect([...documented.keys()].sort()).toEqual(Object.keys(direct).sort());
  for (const [name, { version, licence, reason }] of documented) {
    expect([name, version]).toEqual([name, direct[name]]);
    const stated = installed(name).license;
    if (stated !== "LICENSE") expect([name, licence]).toEqual([name, stated]);
    expect([name, reason.length > 10]).toEqual([name, true]);
  }
});

test("every dependency is used", () => {
  const sources = projectFiles().filter((file) => /\.(ts|mts|mjs|cjs)$/.test(file) && !file.startsWith("test/house/")).map(textOf).join("\n");
  const config = `${textOf("package.json").replace(/"(?:dev)?[dD]ependencies": \{[^}]*\}/g, "")}${textOf("tsconfig.json")}`;
  const used = (name: string): boolean =>
    [`"${name}"`, `"${name}/`, `/${name}/`].some((form) => sources.includes(form)) || (name.startsWith("@types/") && (config.includes(`"${name.slice(7)}"`) || Object.hasOwn(direct, name.slice(7))));
  /** Tools that others start by name. */
  const byName = new Map([["@swc/core", "@swc/jest"], ["@stryker-mutator/core", "@stryker-mutator/jest-runner"], ["webpack-cli", "webpack"], ["jest-environment-jsdom", "jest"]]);
  expect(Object.keys(direct).filter((name) => !used(name) && !used(byName.get(name) ?? name))).toEqual([]);
});

test("the lock file holds every package that other platforms need", () => {
  const lock = json("package-lock.json") as { readonly packages: Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>> };
  const names = new Set(Object.keys(lock.packages).map((place) => place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length)));
  const missing = Object.entries(lock.packages).flatMap(([place, { optionalDependencies = {} }]) => Object.keys(optionalDependencies).filter((name) => !names.has(name)).map((name) => `${place}: ${name}`));
  expect(names.size).toBeGreaterThan(500);
  expect(missing).toEqual([]);
});

test("no dependency with Microsoft's own licence is shipped", () => {
  expect(Object.keys(manifest.dependencies).filter((name) => name.startsWith("@microsoft/"))).toEqual([]);
  expect(existsSync("node_modules/@microsoft/office-js/package.json")).toBe(true);
});
