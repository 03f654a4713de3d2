import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const ROOT = path.resolve(__dirname, "../..");
const BUNDLE = path.join(ROOT, "dist/diskret.mjs");

export interface Run {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errors: readonly string[];
}

/** Runs the built command in a folder, in English unless the arguments say otherwise. */
export function diskret(folder: string, ...args: readonly string[]): Run {
  if (!existsSync(BUNDLE)) throw new Error("no dist/diskret.mjs: run `npm run build` first");
  const { status, stdout, stderr } = spawnSync(process.execPath, [BUNDLE, ...args], { cwd: folder, encoding: "utf8", env: { ...process.env, LC_ALL: "", LC_MESSAGES: "", LANG: "en_GB.UTF-8" } });
  return { exitCode: status, output: stdout, errors: stderr.split("\n").filter((line) => line !== "") };
}

/** A new folder with these files. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "diskret-"));
  for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(folder, name), bytes);
  return folder;
}

/** Files of a folder and those below it. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).sort();
}

/**
 * 10 − 3 = 7 and 23 − 3 = 20 would give A/0-2 away, so A/3-5, B/0-2 and B/3-5 go with it.
 *
 *          0-2   3-5   Total
 * A          3!    7*     10
 * B         20*   30*     50
 * Total     23    37      60
 */
export const EXAMPLE = {
  name: "example",
  dims: [
    { name: "region", members: ["Total", "A", "B"], hierarchies: [{ name: "region", parent: [-1, 0, 0] }] },
    { name: "age", members: ["Total", "0-2", "3-5"], hierarchies: [{ name: "age", parent: [-1, 0, 0] }] },
  ],
  values: [60, 23, 37, 10, 3, 7, 50, 20, 30],
  maxN: 5,
  zeros: "show",
} as const;

export const EXAMPLE_CSV = "FIKTIVE TAL\nKommune;0-2;3-5;I alt\nA;3;7;10\nB;20;30;50\nI alt;23;37;60\n";
