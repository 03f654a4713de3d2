import { speech } from "../../cli/speech.ts";
import { terminalOn } from "../../cli/terminal.ts";

function streams(isTTY: boolean) {
  const output: string[] = [], errors: string[] = [];
  const terminal = terminalOn({ write: (text) => output.push(text) }, { isTTY, write: (text) => errors.push(text) }, speech("en"));
  return { terminal, output, errors };
}
const work = { code: "cli/progress", params: { file: "a.csv", k: 1, of: 2 } };

test("progress is shown where somebody watches, and wiped before anything else is written", () => {
  const { terminal, output, errors } = streams(true);
  terminal.progress(work);
  terminal.print("result");
  terminal.complain({ code: "cli/missing", params: { file: "b.csv" } });
  expect(errors).toEqual(["[1/2] a.csv …", "\r\u001b[2K", "diskret: b.csv: The file does not exist.\n"]);
  expect(output).toEqual(["result\n"]);
});

test("no progress goes into a log", () => {
  const { terminal, errors } = streams(false);
  terminal.progress(work);
  terminal.print("result");
  expect(errors).toEqual([]);
});
