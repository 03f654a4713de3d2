import { registerCommands } from "./commands.ts";
import { excelHost } from "./excel.ts";
import { mountPane } from "./pane/mountPane.ts";
import "./taskpane.css";

async function start(): Promise<void> {
  const element = document.getElementById("pane");
  if (element === null) throw new RangeError("the page has no #pane");
  const host = await excelHost();
  document.documentElement.lang = host.locale;
  const pane = mountPane(element, host);
  if (host.obstacle === null) registerCommands(pane);
  await pane;
}

void start();
