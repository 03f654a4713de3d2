import { onCommand, showPane } from "./excel/ribbon.ts";
import type { Pane } from "./pane/mountPane.ts";

/**
 * What the ribbon buttons without a pane of their own do. In the shared runtime they act in the pane's page, so the
 * user sees the same states whether something was asked for in the ribbon or in the pane.
 */
export function registerCommands(pane: Promise<Pane>): void {
  const command = (name: string, act: (running: Pane) => Promise<void>): void => {
    onCommand(name, async () => {
      await showPane();
      await act(await pane);
    });
  };
  command("protectTable", async (running) => {
    running.open("tables");
    if (await running.chooseSelected()) await running.protect();
  });
  command("copyWithoutSmallCounts", async (running) => {
    running.open("tables");
    if (await running.chooseSelected()) running.share({});
  });
  command("whyHidden", async (running) => {
    await running.chooseSelected();
    running.open("why");
  });
  command("checkWorkbook", (running) => {
    running.open("scan");
    return running.review();
  });
  command("controlReport", (running) => Promise.resolve(running.open("more")));
  command("systemCheck", (running) => {
    running.open("more");
    return running.checkSystem();
  });
}
