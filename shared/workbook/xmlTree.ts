import { Unreadable } from "./unreadable.ts";
import { XmlScanner } from "./xmlScanner.ts";

/** An element of a small part, with local names. Text is kept only where it is asked for: most parts carry attributes alone. */
export interface XmlElement {
  readonly name: string;
  /** Local name, value, local name, value … */
  readonly attributes: readonly string[];
  readonly children: readonly XmlElement[];
  readonly text?: string;
}

/** Elements of one part; a cube's cache definition with every member of a large country stays far below. */
const MAX_ELEMENTS = 4_000_000;

/** Reads a whole part into a tree. Throws `Unreadable` where it is not well formed. */
export function readTree(source: string, part: string, { text = false }: { readonly text?: boolean } = {}): XmlElement {
  const scanner = new XmlScanner(source, part);
  const top: { children: XmlElement[]; text?: string } = { children: [] };
  const open = [top];
  let count = 0;
  for (let token = scanner.next(); token !== "end"; token = scanner.next()) {
    const inside = open[open.length - 1];
    if (token === "close") open.pop();
    if (token === "text" && text) inside.text = (inside.text ?? "") + scanner.text;
    if (token !== "open") continue;
    if (++count > MAX_ELEMENTS) throw new Unreadable("workbook/tooLarge", { part });
    const element = { name: scanner.name, attributes: scanner.attributeList(), children: [] };
    inside.children.push(element);
    open.push(element);
  }
  return top.children[0];
}

export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((candidate) => candidate.name === name);
}

/** Children of `element/list` named `name`: the usual shape of a SpreadsheetML collection. */
export function items(element: XmlElement | undefined, list: string, name: string): readonly XmlElement[] {
  return child(element, list)?.children.filter((candidate) => candidate.name === name) ?? [];
}

export function attribute(element: XmlElement | undefined, name: string): string | undefined {
  const attributes = element?.attributes ?? [];
  for (let i = 0; i < attributes.length; i += 2) if (attributes[i] === name) return attributes[i + 1];
  return undefined;
}

/** Whole number, or `missing` where the attribute is absent. Throws `Unreadable` for any other text. */
export function integer(element: XmlElement, name: string, missing: number): number {
  const text = attribute(element, name);
  if (text === undefined) return missing;
  if (!/^-?\d{1,10}$/.test(text)) throw new Unreadable("workbook/attribute", { element: element.name, attribute: name });
  return Number(text);
}

/** xsd:boolean, or `missing` where the attribute is absent. Throws `Unreadable` for any other text. */
export function flag(element: XmlElement | undefined, name: string, missing: boolean): boolean {
  const text = attribute(element, name);
  if (text === undefined) return missing;
  if (text === "1" || text === "true" || text === "on") return true;
  if (text === "0" || text === "false" || text === "off") return false;
  throw new Unreadable("workbook/attribute", { element: element?.name ?? "", attribute: name });
}
