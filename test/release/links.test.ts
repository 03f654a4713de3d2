import path from "node:path";
import { projectFiles, textOf } from "../house/projectFiles.ts";

/** What the release takes along, by its place in the project. */
const parts = [...textOf("release/release.mjs").matchAll(/(?:"([^"]+)"|(\w+)): "([\w./-]+)"/g)].map(([, quoted, plain, place]) => ({ name: quoted ?? plain, place }));
const files = projectFiles(), released = files.filter((file) => parts.some(({ name, place }) => name === place && (file === place || file.startsWith(`${place}/`))));
/** Made by the build: named, and not among the project's files. */
const BUILT = ["addin", "visual", "workbench"];

test("the release has its manuals where the project has them", () => {
  expect(released).toEqual(expect.arrayContaining(["docs/da/it.md", "docs/en/analyst.md", "docs/images/builder.png", "SECURITY.md", "policy.example.json"]));
  for (const name of BUILT) expect(parts.map((part) => part.name)).toContain(name);
});

test("every link of a page in the release leads to a file in the release", () => {
  const links = released.filter((file) => file.endsWith(".md")).flatMap((page) =>
    [...textOf(page).replace(/```[\s\S]*?```|`[^`]*`/g, "").matchAll(/\]\(([^)\s#]+)|<img src="([^"]+)"/g)].map(([, link, picture]) => ({ page, target: link ?? picture })).filter(({ target }) => !/^https?:/.test(target)));
  expect(links.length).toBeGreaterThan(30);
  expect(links.filter(({ page, target }) => !released.includes(path.posix.join(path.posix.dirname(page), target))).map(({ page, target }) => `${page}: ${target}`)).toEqual([]);
});
