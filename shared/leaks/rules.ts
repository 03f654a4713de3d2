import { cacheMembers } from "./cacheMembers.ts";
import { cacheRecords } from "./cacheRecords.ts";
import { chartValues } from "./chartValues.ts";
import { chartWorkbooks } from "./chartWorkbooks.ts";
import { comments } from "./comments.ts";
import { conditionalMask } from "./conditionalMask.ts";
import { connectionDetails } from "./connectionDetails.ts";
import { cubeDrill } from "./cubeDrill.ts";
import { cubeValues } from "./cubeValues.ts";
import { dataModel } from "./dataModel.ts";
import { definedNames } from "./definedNames.ts";
import { documentProperties } from "./documentProperties.ts";
import { drillThrough } from "./drillThrough.ts";
import { embeddedFiles } from "./embeddedFiles.ts";
import { externalValues } from "./externalValues.ts";
import { extracts } from "./extracts.ts";
import { filters } from "./filters.ts";
import { formulaMask } from "./formulaMask.ts";
import { hiddenLines } from "./hiddenLines.ts";
import { hiddenSheets, veryHiddenSheets } from "./hiddenSheets.ts";
import { invisibleShapes } from "./invisibleShapes.ts";
import { invisibleText } from "./invisibleText.ts";
import { orphans } from "./orphans.ts";
import { personNumbers } from "./personNumbers.ts";
import { pivotFormulas } from "./pivotFormulas.ts";
import { pivotPresent } from "./pivotPresent.ts";
import { programs } from "./programs.ts";
import { protection } from "./protection.ts";
import { recoverable } from "./recoverable.ts";
import { remoteCells } from "./remoteCells.ts";
import { revisions } from "./revisions.ts";
import type { Rule } from "./rule.ts";
import { shares } from "./shares.ts";
import { slicerMembers } from "./slicerMembers.ts";
import { smallCounts } from "./smallCounts.ts";

/** Every rule that looks into a file, by number. R36 and R37 speak of files that cannot be looked into: `fileFormat.ts`. */
export const RULES: readonly Rule[] = [
  cacheRecords, cacheMembers, pivotPresent, cubeDrill, drillThrough, slicerMembers, chartValues, chartWorkbooks, externalValues, cubeValues,
  pivotFormulas, dataModel, connectionDetails, extracts, hiddenSheets, veryHiddenSheets, hiddenLines, filters, remoteCells, invisibleText,
  conditionalMask, invisibleShapes, comments, definedNames, documentProperties, embeddedFiles, programs, revisions, orphans, protection,
  personNumbers, smallCounts, recoverable, shares, formulaMask,
];
