import { readFileSync } from "node:fs";
import { diskret, folderWith } from "./diskret.ts";

test.each(["da", "en"])("the guide to TARGIT tells what the command says of its example, %s", (language) => {
  const guide = readFileSync(`docs/${language}/targit.md`, "utf8"), table = /```csv\n([^`]*)```/.exec(guide)?.[1] ?? "", [command = "", said = ""] = (/```text\n([^`]*)```/.exec(guide)?.[1] ?? "").split("\n");
  const [, ...args] = command.split(" "), { exitCode, output } = diskret(folderWith({ [args[1] ?? ""]: table }), ...args);
  expect([exitCode, output.split("\n")[0]]).toEqual([1, said]);
  expect(said).not.toBe("");
});
