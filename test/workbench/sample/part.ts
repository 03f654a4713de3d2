import { SaxesParser } from "saxes";

/** An XML element of a package part, read by a parser that the product does not use. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

export function parse(xml: string): Element {
  const root: Element = { name: "", attributes: {}, children: [], text: "" }, stack = [root];
  const parser = new SaxesParser();
  parser.on("opentag", ({ name, attributes }) => {
    const element: Element = { name, attributes, children: [], text: "" };
    stack.at(-1)?.children.push(element);
    stack.push(element);
  });
  parser.on("closetag", () => void stack.pop());
  parser.on("text", (text) => { const open = stack.at(-1); if (open) open.text += text; });
  parser.on("error", (error) => { throw error; });
  parser.write(xml).close();
  return root.children[0] ?? root;
}

/** The first child of that name; an absent one is empty, as a list without entries. */
export const child = (element: Element, name: string): Element =>
  element.children.find((one) => one.name === name) ?? { name, attributes: {}, children: [], text: "" };

export const number = (element: Element, attribute: string, otherwise = 0): number => Number(element.attributes[attribute] ?? otherwise);
