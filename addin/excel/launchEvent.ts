/**
 * Runs for every workbook opened in an Excel to which IT deployed the add-in. There is no page and no time to protect
 * anything: a workbook with PivotTables is marked, so that the pane opens with it. Office.js event-based activation.
 */
export function onLaunch(): void {
  Office.actions.associate("onDocumentOpened", (event: Office.AddinCommands.Event) => {
    void mark().catch(() => undefined).finally(() => { event.completed(); });
  });
}

async function mark(): Promise<void> {
  const pivots = await Excel.run(async (context) => {
    const count = context.workbook.pivotTables.getCount();
    await context.sync();
    // eslint-disable-next-line office-addins/load-object-before-read -- a ClientResult is filled by the request itself
    return count.value;
  });
  const { settings } = Office.context.document;
  // A user who turned it off has a false there, not nothing.
  if (pivots === 0 || settings.get(OPENS) !== null) return;
  settings.set(OPENS, true);
  await new Promise((saved) => { settings.saveAsync(saved); });
}

const OPENS = "Office.AutoShowTaskpaneWithDocument";
