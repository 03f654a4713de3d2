import { STRUCTURE_ROOT } from "../workbook/structurePart.ts";
import { partPlace } from "./place.ts";
import type { Rule } from "./rule.ts";

const KINDS = new Set(["vbaProject", "xlMacrosheet", "xlIntlMacrosheet", "dialogsheet", "webextension", "webextensiontaskpanes", "webextensiontaskpane", "control", "ctrlProp", "activeXControlBinary", "attachedToolbars", "extensibility"]);

/** Macros, controls and what add-ins keep in the file; what a copy of ours says of its structure is read and holds no value. */
export const programs: Rule = {
  id: "R27", severity: "warn",
  source: "Document Inspector: macros, forms and ActiveX controls, task pane add-ins, custom XML data",
  find: ({ file }) => [
    ...file.parts.filter(({ kinds }) => kinds.some((kind) => KINDS.has(kind))).map(({ name }) => ({ where: partPlace(file, name), count: 1 })),
    ...file.customXml.filter(({ root }) => root !== "DataMashup" && (root !== STRUCTURE_ROOT || file.structure === null)).map(({ part }) => ({ where: partPlace(file, part), count: 1, kind: "data" })),
  ],
};
