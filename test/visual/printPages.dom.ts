import { strFromU8 } from "fflate";
import { pdf, textWidth } from "../../visual/pdf.ts";
import { matrixDataView } from "../hosts/powerbi.ts";
import { openVisual, settled } from "./openVisual.ts";
import { textTable } from "./textTable.ts";

/** The file that a reader gets to print. */
async function printedPages(dataView: ReturnType<typeof matrixDataView>): Promise<string> {
  let file = "";
  const { element, update } = openVisual({ files: true, onFile: (_, content) => { file = atob(content); } });
  expect(update(dataView).at(-1)).toBe("finished");
  await settled();
  element.querySelector<HTMLElement>("button.tool")!.click();
  element.querySelector<HTMLInputElement>("input[value=own]")!.click();
  [...element.querySelectorAll<HTMLElement>("[role=dialog] button")].find(({ textContent }) => textContent === "Side til udskrift")!.click();
  await settled();
  return file;
}
const texts = (file: string): string[] => [...file.matchAll(/\((.*)\) Tj/g)].map(([, text]) => text);

test("offsets and lengths of the file are what they say (ISO 32000-1 §7.5.4)", () => {
  const file = strFromU8(pdf({ width: 842, height: 595 }, [{ texts: [{ x: 1, y: 2, size: 8, bold: false, text: "a (b) \\ Ærø – € …" }], rules: [{ x: 0, y: 0, width: 9 }] }]), true);
  const start = Number(/startxref\n(\d+)\n/.exec(file)![1]), offsets = [...file.slice(start).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
  expect(file.slice(start, start + 4)).toBe("xref");
  expect(offsets).toHaveLength(6);
  offsets.forEach((offset, at) => { expect(file.slice(offset, offset + 8)).toBe(`${at + 1} 0 obj\n`); });
  for (const [, length, content] of file.matchAll(/\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/g)) expect(content).toHaveLength(Number(length));
  expect(file).toContain("(a \\(b\\) \\\\ \\306r\\370 \\226 \\200 \\205) Tj");
});

test("a long table has its header on every page and all of its rows once", async () => {
  const rows = Array.from({ length: 90 }, (_, row) => `  S${row}  ${1000 + row}  ${2000 + row}  ${3000 + 2 * row}`), [a, b] = [1000, 2000].map((from) => 90 * from + (90 * 89) / 2);
  const all = texts(await printedPages(matrixDataView(textTable(`  Antal  2024  2025  I alt\n${rows.join("\n")}\n  I alt  ${a}  ${b}  ${a + b}`))));
  const pages = all.filter((text) => text.startsWith("Side ")).length;
  expect(pages).toBeGreaterThan(2);
  expect(all.filter((text) => text === "2024")).toHaveLength(pages);
  for (let row = 0; row < 90; row++) expect(all.filter((text) => text === `S${row}`)).toHaveLength(1);
});

test("columns that do not fit stand on pages of their own, beside the captions; numbers end at the same place", async () => {
  const heads = Array.from({ length: 40 }, (_, column) => `K${column}`), line = (name: string, value: number): string => `  ${[name, ...heads.map(() => String(value)), String(40 * value)].join("  ")}`;
  const file = await printedPages(matrixDataView(textTable(`  ${["Antal", ...heads, "I alt"].join("  ")}\n${line("Nord", 100_000)}\n${line("Syd", 200_000)}\n${line("I alt", 300_000)}`)));
  const pages = file.match(/\/Type \/Page /g)!.length;
  expect(pages).toBeGreaterThan(1);
  expect(texts(file).filter((text) => text === "Nord")).toHaveLength(pages);
  expect(texts(file).filter((text) => text === "100.000")).toHaveLength(40);
  const places = [...file.matchAll(/BT \/F(\d) ([\d.]+) Tf ([\d.]+) [\d.]+ Td \((100\.000|200\.000)\)/g)].map(([, font, size, x, text]) => (Number(x) + textWidth(text, Number(size), font === "2")).toFixed(1));
  expect(Math.max(...places.map(Number))).toBeLessThanOrEqual(802.1);
  expect(new Set(places).size).toBeLessThanOrEqual(40);
});
