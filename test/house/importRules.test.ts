import { importsOf, type Import } from "./imports.ts";
import { importTable, type ImportRule } from "./importTable.ts";
import { projectFiles, textOf } from "./projectFiles.ts";

const RULES = importTable(textOf("docs/architecture.md"));
const HOSTS = ["addin", "visual", "cli", "workbench"];
const sources = projectFiles().filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts") && ["shared", ...HOSTS].includes(file.split("/")[0]));
const imports = sources.flatMap((file) => importsOf(file, textOf(file)));

/** Whether `file` is the place itself or stands in it. */
const within = (file: string, place: string): boolean => file === place || file.startsWith(`${place}/`);
/** The folder that a rule speaks of: `shared/<folder>`, or a file directly in `shared`, or a host. */
const folderOf = (file: string): string => file.split("/").slice(0, file.startsWith("shared/") ? 2 : 1).join("/");
const rulesFor = (file: string): readonly ImportRule[] => RULES.filter(({ place }) => within(file, place));

function isAllowed({ from, to, ours, typeOnly }: Import): boolean {
  const rules = rulesFor(from);
  if (!ours) return rules.some(({ packages }) => packages.includes(to) || (to.startsWith("node:") && packages.includes("node:*")));
  if (folderOf(to) === folderOf(from) || (typeOnly && to === "shared/i18n/message.ts")) return true;
  return rules.some((rule) => [...rule.imports, ...(typeOnly ? rule.types : [])].some((place) => within(to, place)));
}

const say = ({ from, to, typeOnly }: Import): string => `${from} → ${to}${typeOnly ? " (types)" : ""}`;
const imported = (from: string, text: string): readonly Import[] => importsOf(from, text);

test("the rules see every folder and its imports", () => {
  const folders = [...new Set(sources.map(folderOf))];
  expect(folders.length).toBeGreaterThan(15);
  expect(folders.filter((folder) => !RULES.some(({ place }) => place === folder))).toEqual([]);
  for (const host of HOSTS) expect(imports.filter(({ from, to }) => within(from, host) && within(to, "shared")).length).toBeGreaterThan(5);
  expect(imports.filter(({ from, ours }) => within(from, "shared") && ours).length).toBeGreaterThan(80);
  expect(imports.filter(({ ours }) => !ours).length).toBeGreaterThan(10);
});

test("every row of the table speaks of something that exists", () => {
  const files = projectFiles();
  for (const { place, imports: allowed, types } of RULES)
    for (const name of [place, ...allowed, ...types]) expect([name, files.some((file) => within(file, name))]).toEqual([name, true]);
});

test("no file imports what its folder may not", () => {
  expect(imports.filter((found) => !isAllowed(found)).map(say)).toEqual([]);
});

test("the visual holds no workbook reader and no policy leaves the pipeline's first stages", () => {
  const reached = new Set(["visual/visual.ts"]);
  for (const file of reached) for (const { to, ours, typeOnly } of importsOf(file, textOf(file))) if (ours && !typeOnly && to.endsWith(".ts")) reached.add(to);
  expect(reached.size).toBeGreaterThan(30);
  expect([...reached].filter((file) => /^shared\/(workbook|sources|leaks)\//.test(file))).toEqual([]);
});

test.each([
  ["a stage that reaches for a policy", "shared/secondary/choose.ts", `import type { Policy } from "../policy/policy.ts";`],
  ["a value where only types are allowed", "shared/primary/smallCount.ts", `import { BUILT_IN } from "../policy/policy.ts";`],
  ["a type hidden in a value import", "shared/primary/smallCount.ts", `import { type Policy } from "../policy/policy.ts";`],
  ["a package of the hosts in the engine", "shared/table/table.ts", `import { html } from "lit";`],
  ["Node in the add-in", "addin/host.ts", `import { readFileSync } from "node:fs";`],
  ["the workbook reader in the visual", "visual/visual.ts", `export { readWorkbook } from "../shared/workbook/readWorkbook.ts";`],
  ["one host in another", "cli/main.ts", `const pane = await import("../addin/pane/view.ts");`],
  ["a type by import()", "shared/table/table.ts", `let a: import("../policy/policy.ts").Policy;`],
  ["a worker by its address", "visual/visual.ts", `new Worker(new URL("../cli/main.ts", import.meta.url));`],
  ["tests in a host", "addin/host.ts", `import { emulated } from "../test/hosts/emulatedHost.ts";`],
])("a planted breach is seen: %s", (_, from, text) => {
  const found = imported(from, text);
  expect(found.length).toBe(1);
  expect(found.filter(isAllowed)).toEqual([]);
});

test("no file imports itself by way of others", () => {
  const next = new Map(sources.map((file) => [file, imports.filter(({ from, ours }) => from === file && ours).map(({ to }) => to)]));
  expect(cycle(next)).toBeNull();
  expect(cycle(new Map([["a", ["b"]], ["b", ["c"]], ["c", ["b"]]]))).toEqual(["b", "c", "b"]);
});

/** Some path that leads back to where it started; null where there is none. */
function cycle(next: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const done = new Set<string>();
  const search = (file: string, path: readonly string[]): readonly string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const to of next.get(file) ?? []) {
      const found = search(to, [...path, file]);
      if (found !== null) return found;
    }
    done.add(file);
    return null;
  };
  for (const file of next.keys()) {
    const found = search(file, []);
    if (found !== null) return found;
  }
  return null;
}
