import type { Answer, Card } from "../host.ts";
import { codeOf, supports } from "./request.ts";
import { workbookFile } from "./workbookFile.ts";

/** One question to this Excel: what it is asked, and the asking. Nothing of the workbook's content is kept of the answer. */
interface Question {
  readonly asks: string;
  readonly ask: (context: Excel.RequestContext) => Promise<unknown>;
}

/** Questions by number of the test card; those without are for the eyes, or could take Excel down. */
const QUESTIONS: Readonly<Record<string, readonly Question[]>> = {
  T1: [
    { asks: "workbook.pivotTables.items", ask: (context) => answered(context, context.workbook.pivotTables.load("items/name")) },
    { asks: "PivotTable.name, id", ask: (context) => onPivot(context, (pivot) => pivot.load("name,id")) },
    { asks: "PivotTable.getDataSourceType", ask: (context) => onPivot(context, (pivot) => { pivot.getDataSourceType(); }) },
    { asks: "PivotLayout.getRange", ask: (context) => onPivot(context, (pivot) => pivot.layout.getRange().load("rowCount")) },
    { asks: "PivotLayout.getRowLabelRange", ask: (context) => onPivot(context, (pivot) => pivot.layout.getRowLabelRange().load("rowCount")) },
    { asks: "PivotLayout.getColumnLabelRange", ask: (context) => onPivot(context, (pivot) => pivot.layout.getColumnLabelRange().load("rowCount")) },
  ],
  T2: [
    { asks: "PivotLayout.preserveFormatting, layoutType", ask: (context) => onPivot(context, (pivot) => pivot.layout.load("preserveFormatting,layoutType")) },
    { asks: "PivotLayout.showRowGrandTotals", ask: (context) => onPivot(context, (pivot) => pivot.layout.load("showRowGrandTotals,showColumnGrandTotals")) },
    { asks: "Range.getPivotTables", ask: (context) => answered(context, context.workbook.getActiveCell().getPivotTables(false).load("items/name")) },
  ],
  T3: [{ asks: "Range.numberFormat", ask: formatSticks }],
  T4: [{ asks: "Range.conditionalFormats", ask: (context) => answered(context, context.workbook.getActiveCell().conditionalFormats.load("items/id")) }],
  T6: [{ asks: "CustomFunctionsRuntime 1.1", ask: () => set("CustomFunctionsRuntime", "1.1") }],
  T8: [{ asks: "Document.getFileAsync", ask: async () => sizeBand((await workbookFile()).length) }],
  T9: [{ asks: "Range.getCellProperties indentLevel", ask: indentSeen }],
  T10: [
    { asks: "SharedRuntime 1.1", ask: () => set("SharedRuntime", "1.1") },
    { asks: "SharedRuntime 1.2", ask: () => set("SharedRuntime", "1.2") },
    { asks: "Addin.getStartupBehavior", ask: () => Office.addin.getStartupBehavior() },
  ],
  T11: [{ asks: "Worksheet.protection", ask: (context) => answered(context, context.workbook.worksheets.getActiveWorksheet().protection.load("protected")) }],
};
const CARD = ["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11", "T12"];
/** `getPivotItems` on a total has taken Excel down (OfficeDev/office-js#2926): it is not asked. */
const DANGEROUS = "T12";

/** Asks this Excel every question of the card, one request each, so that one that fails says which. */
export async function testCard(): Promise<readonly Card[]> {
  const cards: Card[] = [];
  for (const id of CARD) {
    const answers: Answer[] = [];
    for (const { asks, ask } of QUESTIONS[id] ?? []) {
      answers.push(await Excel.run((context) => ask(context)).then((said): Answer => ({ asks, outcome: typeof said === "string" ? said : "answers" }), (error: unknown): Answer => ({ asks, outcome: "fails", code: String(codeOf(error) ?? "") })));
    }
    cards.push({ id, answers, left: id === DANGEROUS ? "dangerous" : QUESTIONS[id] === undefined ? "eyes" : null });
  }
  return cards;
}

/** What was asked for before goes with the request. */
async function answered(context: Excel.RequestContext, ...asked: readonly object[]): Promise<void> {
  if (asked.length > 0) await context.sync();
}

/** Asks about the first PivotTable; a workbook without one has no answer. Hierarchies and items are never touched. */
async function onPivot(context: Excel.RequestContext, ask: (pivot: Excel.PivotTable) => unknown): Promise<string | undefined> {
  const pivots = context.workbook.pivotTables.load("items/id");
  await context.sync();
  const [first] = pivots.items;
  if (first === undefined) return "noPivot";
  ask(first);
  await context.sync();
  return undefined;
}

/** Writes the active cell's own number format back to it. */
async function formatSticks(context: Excel.RequestContext): Promise<void> {
  const cell = context.workbook.getActiveCell().load("numberFormat");
  await context.sync();
  cell.numberFormat = cell.numberFormat as string[][];
  await context.sync();
}

async function indentSeen(context: Excel.RequestContext): Promise<void> {
  context.workbook.getActiveCell().getCellProperties({ format: { indentLevel: true } });
  await context.sync();
}

function set(name: string, version: string): Promise<string> {
  return Promise.resolve(supports(name, version) ? "supported" : "unsupported");
}

/** Sizes in megabytes as bands: a size alone can tell one workbook from another. */
function sizeBand(bytes: number): string {
  const limits = [1, 5, 20, 50];
  return `below${limits.find((limit) => bytes < limit * 2 ** 20) ?? "More"}`;
}
