import { projectFiles, textOf } from "./projectFiles.ts";

/** Lines that say something, in a row, and their characters together: shorter runs are alike by chance. */
const RUN = 5, CHARACTERS = 250;
const files = projectFiles().filter((file) => /\.(ts|mjs)$/.test(file) && !file.endsWith(".d.ts") && !file.startsWith("shared/i18n/"));

interface Line {
  readonly at: number;
  readonly text: string;
}

/** Code without imports, comments, blank lines and lone brackets. */
function lines(text: string): readonly Line[] {
  return text.split("\n").map((line, k) => ({ at: k + 1, text: line.trim() })).filter(({ text: line }) => /\w{2}/.test(line) && !/^(import\b|export \*|\/\/|\/?\*)/.test(line));
}

/** Runs of lines that stand in two places. */
function doubled(sources: ReadonlyMap<string, string>): readonly string[] {
  const seen = new Map<string, string>(), found: string[] = [];
  for (const [file, text] of sources) {
    const all = lines(text);
    for (let k = 0; k + RUN <= all.length; k++) {
      const run = all.slice(k, k + RUN).map((line) => line.text).join("\n"), place = `${file}:${all[k].at}`, before = seen.get(run);
      if (run.length < CHARACTERS) continue;
      if (before === undefined) seen.set(run, place);
      else if (before !== place) found.push(`${before} = ${place}`);
    }
  }
  return found;
}

test("a planted double is seen, a short one is not", () => {
  const line = (k: number): string => `const word${k} = together(some, words, that, make, a, line, long, enough, ${k});`, block = [1, 2, 3, 4, 5].map(line).join("\n");
  expect(doubled(new Map([["a.ts", block], ["b.ts", `const other = 1;\n\n${block}`]]))).toEqual(["a.ts:1 = b.ts:3"]);
  expect(doubled(new Map([["a.ts", block], ["b.ts", [1, 2, 3, 4].map(line).join("\n")]]))).toEqual([]);
});

test("no code stands in two places", () => {
  expect(files.length).toBeGreaterThan(300);
  expect(doubled(new Map(files.map((file) => [file, textOf(file)])))).toEqual([]);
});
