import type { Mend, Startup } from "../host.ts";
import { supports } from "./request.ts";
import { answered } from "./workbookFile.ts";

/** What Excel lets an add-in put right; what it cannot, the pane tells the user how to. */
export async function mend(context: Excel.RequestContext, wish: Mend): Promise<void> {
  if (wish.kind === "clearProperties") {
    const { properties } = context.workbook;
    for (const name of ["author", "manager", "company", "comments", "keywords", "subject", "category", "title"] as const) properties[name] = "";
  } else {
    const sheet = context.workbook.worksheets.getItem(wish.sheet);
    if (wish.kind === "deleteSheet") sheet.delete();
    else sheet.visibility = "Visible";
  }
  await context.sync();
}

/** Whether the pane starts with this workbook and whether closing is asked about; an Excel without either goes without. */
export async function setStartup({ opens, warns }: Startup): Promise<void> {
  if (opens !== null) {
    if (supports("SharedRuntime", "1.1")) await Office.addin.setStartupBehavior(opens ? Office.StartupBehavior.load : Office.StartupBehavior.none);
    Office.context.document.settings.set("Office.AutoShowTaskpaneWithDocument", opens);
    await answered<void>((answer) => Office.context.document.settings.saveAsync(answer as (result: Office.AsyncResult<unknown>) => void));
  }
  if (!supports("SharedRuntime", "1.2")) return;
  const { beforeDocumentCloseNotification } = Office.addin;
  await (warns ? beforeDocumentCloseNotification.enable() : beforeDocumentCloseNotification.disable());
}
