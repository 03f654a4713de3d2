import { eachElement } from "./elements.ts";

/** Properties of the document (ECMA-376-2 §8, ECMA-376-1 §22.2): who, and what else was noted. */
export interface PropertyPart {
  readonly part: string;
  readonly people: readonly string[];
  /** Properties that somebody or some program added. */
  readonly custom: number;
  readonly texts: readonly string[];
}

const PEOPLE = new Set(["creator", "lastModifiedBy", "Manager", "Company"]);
const NOTED = new Set(["title", "subject", "description", "keywords", "category", "HyperlinkBase"]);

export function readProperties(source: string, part: string): PropertyPart {
  const people: string[] = [], texts: string[] = [];
  let custom = 0;
  eachElement(source, part, (scanner) => {
    if (PEOPLE.has(scanner.name)) people.push(scanner.textContent());
    else if (NOTED.has(scanner.name)) texts.push(scanner.textContent());
    else if (scanner.name === "property") { custom++; texts.push(scanner.textContent()); }
  });
  return { part, people: people.filter((name) => name.trim() !== ""), custom, texts: texts.filter((text) => text.trim() !== "") };
}
