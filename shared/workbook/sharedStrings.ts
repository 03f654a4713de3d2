import type { Archive } from "./archive.ts";
import { XmlScanner } from "./xmlScanner.ts";

/** The workbook's string table (ECMA-376-1 §18.4.9), runs of rich text joined, phonetic hints left out. */
export function readSharedStrings(archive: Archive, part: string): readonly string[] {
  const scanner = new XmlScanner(archive.text(part), part);
  const strings: string[] = [];
  for (let token = scanner.next(); token !== "end"; token = scanner.next()) {
    if (token === "open" && scanner.name === "si") strings.push(readRichText(scanner));
  }
  return strings;
}

/** Text of the `si` or `is` element just opened. */
export function readRichText(scanner: XmlScanner): string {
  const depth = scanner.depth;
  let text = "";
  for (let token = scanner.next(); ; token = scanner.next()) {
    if (token === "close" && scanner.depth < depth) return unescapeText(text);
    if (token !== "open") continue;
    if (scanner.name === "t") text += scanner.textContent();
    else if (scanner.name === "rPh") scanner.skip();
  }
}

/** `_x000a_` stands for a character that XML text cannot hold (ECMA-376-1 §22.9.2.19). */
export function unescapeText(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
