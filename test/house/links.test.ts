import { existsSync } from "node:fs";
import path from "node:path";
import { projectFiles, textOf } from "./projectFiles.ts";

const pages = projectFiles().filter((file) => file.endsWith(".md"));

/** GitHub's anchor of a heading. */
const anchor = (heading: string): string => heading.trim().toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").replace(/\s/g, "-");
const anchors = (page: string): readonly string[] => [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchor(String(heading)));
/** Targets of links and pictures, code left out. */
const targets = (page: string): readonly string[] => [...textOf(page).replace(/```[\s\S]*?```|`[^`]*`/g, "").matchAll(/\]\(([^)\s]+)\)|<img src="([^"]+)"/g)].map(([, link, picture]) => link ?? String(picture)).filter((target) => !/^https?:/.test(target));

test("every link inside the documentation leads somewhere", () => {
  expect(pages.length).toBeGreaterThan(8);
  const links = pages.flatMap((page) => targets(page).map((target) => ({ page, target })));
  expect(links.length).toBeGreaterThan(15);
  const dead = links.filter(({ page, target }) => {
    const [file = "", heading] = target.split("#");
    const full = file === "" ? page : path.posix.join(path.posix.dirname(page), file);
    return !existsSync(full) || (heading !== undefined && !anchors(full).includes(heading));
  });
  expect(dead.map(({ page, target }) => `${page}: ${target}`)).toEqual([]);
});

test("every script that the documentation tells to run exists", () => {
  const { scripts } = JSON.parse(textOf("package.json")) as { readonly scripts: Readonly<Record<string, string>> };
  const told = pages.flatMap((page) => [...textOf(page).matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => ({ page, name: String(name) })));
  expect(told.length).toBeGreaterThan(2);
  expect(told.filter(({ name }) => !Object.hasOwn(scripts, name))).toEqual([]);
});

test("every decision is in the list of decisions", () => {
  const decisions = pages.filter((page) => page.startsWith("docs/decisions/") && !page.endsWith("README.md"));
  expect(decisions.length).toBeGreaterThan(4);
  expect(targets("docs/decisions/README.md").map((target) => `docs/decisions/${target}`).sort()).toEqual([...decisions].sort());
});
