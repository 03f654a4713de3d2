import { onCommand, showPane } from "./excel/ribbon.ts";
import type { Pane } from "./pane/mountPane.ts";

/**
 * What the ribbon buttons without a pane of their own do. In the shared runtime they act in the pane's page, so the
 * user sees the same states whether a copy was asked for in the ribbon or in the pane.
 */
export function registerCommands(pane: Promise<Pane>): void {
  onCommand("copyWithoutSmallCounts", async () => {
    await showPane();
    const running = await pane;
    if (await running.chooseSelected()) await running.protect();
  });
}
