import { supports } from "./request.ts";

/** Binds a ribbon button of the manifest to what it does; what goes wrong is for the pane to show. */
export function onCommand(name: string, act: () => Promise<void>): void {
  Office.actions.associate(name, (event: Office.AddinCommands.Event) => {
    void act().catch(() => undefined).finally(() => event.completed());
  });
}

/** Shows the pane where the shared runtime can; elsewhere the ribbon button opens it itself. */
export async function showPane(): Promise<void> {
  if (supports("SharedRuntime", "1.1")) await Office.addin.showAsTaskpane();
}
