import { eachElement, isSet } from "./elements.ts";

/** What the workbook part says beside its sheets (ECMA-376-1 §18.2). */
export interface WorkbookSettings {
  readonly names: readonly DefinedName[];
  readonly isProtected: boolean;
  readonly customViews: number;
}

export interface DefinedName {
  readonly name: string;
  readonly hidden: boolean;
  /** Index of the sheet it belongs to; undefined for the whole workbook. */
  readonly sheet: number | undefined;
  readonly formula: string;
}

export function readWorkbookSettings(source: string, part: string): WorkbookSettings {
  const names: DefinedName[] = [];
  let isProtected = false, customViews = 0;
  eachElement(source, part, (scanner) => {
    if (scanner.name === "definedName") {
      const name = scanner.attribute("name") ?? "", hidden = isSet(scanner, "hidden"), sheet = scanner.attribute("localSheetId");
      names.push({ name, hidden, sheet: sheet === undefined ? undefined : Number(sheet), formula: scanner.textContent() });
    } else if (scanner.name === "workbookProtection" || scanner.name === "fileSharing") isProtected = true;
    else if (scanner.name === "customWorkbookView") customViews++;
  });
  return { names, isProtected, customViews };
}
