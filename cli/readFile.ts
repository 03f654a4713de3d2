import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { decodeText } from "./decodeText.ts";
import { FAILED, Problem } from "./problem.ts";

export interface InputFile {
  /** As the user wrote it. */
  readonly path: string;
  /** File name without folder and extension. */
  readonly name: string;
  readonly kind: "workbook" | "csv" | "json" | "package";
  readonly bytes: Uint8Array;
}

const KINDS: Readonly<Record<string, InputFile["kind"]>> = {
  ".xlsx": "workbook", ".xlsm": "workbook", ".xltx": "workbook", ".xltm": "workbook", ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".json": "json", ".gz": "package", ".zip": "package",
};
const LARGEST = 512 * 1024 * 1024;

/** Reads a whole input file, its kind told by its extension. */
export function readInput(file: string): InputFile {
  const extension = path.extname(file), kind = KINDS[extension.toLowerCase()];
  const bytes = readBytes(file);
  if (kind === undefined) throw new Problem(FAILED, "cli/kind", { file });
  return { path: file, name: path.basename(file, extension), kind, bytes };
}

export function readBytes(file: string): Uint8Array {
  try {
    const state = statSync(file);
    if (!state.isFile()) throw new Problem(FAILED, state.isDirectory() ? "cli/directory" : "cli/notFile", { file });
    if (state.size > LARGEST) throw new Problem(FAILED, "cli/tooLarge", { file });
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Problem) throw error;
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new Problem(FAILED, missing ? "cli/missing" : "cli/unreadable", { file, reason: (error as NodeJS.ErrnoException).code ?? "" });
  }
}

/** JSON of a file. The parser's own message would quote the text, so only line and column are told. */
export function readJson(file: string, bytes = readBytes(file)): unknown {
  const text = decodeText(bytes).replace(/^\ufeff/, "");
  try {
    return JSON.parse(text);
  } catch (error) {
    const position = Number(/position (\d+)/.exec((error as Error).message)?.[1] ?? text.length);
    const before = text.slice(0, position).split("\n");
    throw new Problem(FAILED, "cli/json", { file, line: before.length, column: before[before.length - 1].length + 1 });
  }
}
