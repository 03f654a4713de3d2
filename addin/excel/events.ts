import type { HostEvent, Stop } from "../host.ts";
import { run } from "./request.ts";
import type { OwnWrites } from "./sheets.ts";

/** Only some of Excel's events say what triggered them. */
type EventArgs = { readonly triggerSource?: string };

/** Registers for everything that may go with a change. Handlers live as long as the add-in does. */
export async function watch(listener: (event: HostEvent) => void, own: OwnWrites): Promise<Stop> {
  const tell = (event: HostEvent) => (args: object): Promise<void> => {
    if (!own.isRunning && (args as EventArgs).triggerSource !== "ThisLocalAddin") listener(event);
    return Promise.resolve();
  };
  const registered = await run(async (context) => {
    const sheets = context.workbook.worksheets, changed = tell("changed");
    const handlers = [
      sheets.onSelectionChanged.add(tell("selected")), sheets.onActivated.add(tell("selected")), sheets.onChanged.add(changed), sheets.onCalculated.add(changed),
      sheets.onFormatChanged.add(changed), sheets.onAdded.add(changed), sheets.onDeleted.add(changed),
    ];
    await context.sync();
    return handlers;
  });
  return async () => {
    for (const handler of registered) handler.remove();
    await registered[0]?.context.sync();
  };
}
