import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sampleWorkbook } from "./workbook.mjs";

writeFileSync(fileURLToPath(new URL("../../sample.xlsx", import.meta.url)), sampleWorkbook());
