import { bakedPolicy } from "./bakedPolicy.ts";
import { UNREADABLE } from "../shared/policy/validity.ts";
import { registerCommands } from "./commands.ts";
import { excelHost } from "./excel.ts";
import { mountPane } from "./pane/mountPane.ts";
import "./taskpane.css";

async function start(): Promise<void> {
  const element = document.getElementById("pane");
  if (element === null) throw new RangeError("the page has no #pane");
  const { policy, notices } = bakedPolicy();
  const excel = await excelHost();
  const host = policy === null ? { ...excel, obstacle: excel.obstacle ?? UNREADABLE } : excel;
  document.documentElement.lang = host.locale;
  const pane = mountPane(element, host, policy === null ? {} : { policy, notices });
  if (host.obstacle === null) registerCommands(pane);
  await pane;
}

void start();
