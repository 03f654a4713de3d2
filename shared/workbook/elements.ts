import { XmlScanner } from "./xmlScanner.ts";

/** Visits every element of a part as it opens. The visitor may take the element's text or skip it. Throws `Unreadable`. */
export function eachElement(source: string, part: string, visit: (scanner: XmlScanner) => void): void {
  const scanner = new XmlScanner(source, part);
  for (let token = scanner.next(); token !== "end"; token = scanner.next()) if (token === "open") visit(scanner);
}

/** Whether an attribute of the element just opened is set, by the spellings of xsd:boolean. */
export function isSet(scanner: XmlScanner, name: string): boolean {
  return /^(1|true|on)$/.test(scanner.attribute(name) ?? "");
}
