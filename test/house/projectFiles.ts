import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** Repository root: jest runs from it. */
const ROOT = process.cwd();

/** Folders that git ignores or keeps for itself, by name at any depth. */
const OUTSIDE = new Set([".git", ...readFileSync(path.join(ROOT, ".gitignore"), "utf8").split("\n").map((line) => path.posix.basename(line.trim())).filter((name) => name !== "")]);

/** Every file of the project, relative to the root with forward slashes, sorted. Needs no git, so that an unpacked archive is checked too. */
export function projectFiles(folder = ""): readonly string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => !OUTSIDE.has(name))
    .flatMap((entry) => {
      const file = path.posix.join(folder, entry.name);
      return entry.isDirectory() ? projectFiles(file) : [file];
    })
    .sort();
}

export const textOf = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");
