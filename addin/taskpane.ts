import { bakedPolicy } from "./bakedPolicy.ts";
import { UNREADABLE } from "../shared/policy/validity.ts";
import { registerCommands } from "./commands.ts";
import { bindStatus } from "./excel/statusFunction.ts";
import { excelHost } from "./excel/excelHost.ts";
import { WorkerEngine } from "./engine/workerEngine.ts";
import { noteFiling } from "./noteFiling.ts";
import { mountPane } from "./pane/mountPane.ts";
import "./taskpane.css";

async function start(): Promise<void> {
  const element = document.getElementById("pane");
  if (element === null) throw new RangeError("the page has no #pane");
  const [{ policy, notices }, excel] = await Promise.all([bakedPolicy(), excelHost()]);
  const host = policy === null ? { ...excel, obstacle: excel.obstacle ?? notices[0] ?? UNREADABLE } : excel;
  document.documentElement.lang = host.locale;
  const pane = mountPane(element, host, { engine: new WorkerEngine(), ...(policy === null ? {} : { policy, notices, fileNote: noteFiling(policy) }) });
  if (host.obstacle === null) registerCommands(pane);
  const running = await pane;
  // `=DISKRET.STATUS()` shows what a screen reader hears.
  const tell = bindStatus(() => running.status());
  running.onChange(tell);
}

void start();
