import { projectFiles, textOf } from "../house/projectFiles.ts";

/** What the fenced blocks of a page tell to run, one list per block; a block is one session in one folder. */
export function blocks(page: string): readonly (readonly string[])[] {
  return [...textOf(page).matchAll(/^ *```(?:sh|powershell|bash)\n([\s\S]*?)^ *```/gm)].map(([, block]) => block.split("\n").map(withoutComment).filter((line) => line !== "").flatMap((line) => line.split(" && ")));
}

/** Commands in the running text and in tables. */
export function inText(page: string): readonly string[] {
  return [...textOf(page).replace(/```[\s\S]*?```/g, "").matchAll(/`((?:npx |npm |node |diskret )[^`]*)`/g)].map(([, command]) => command);
}

export const pages = (): readonly string[] => projectFiles().filter((file) => file.endsWith(".md"));

function withoutComment(line: string): string {
  return line.replace(/(^|\s+)#.*$/, "").trim();
}
