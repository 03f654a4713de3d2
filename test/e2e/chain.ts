import { writeFileSync } from "node:fs";
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { readWorkbook } from "../../shared/workbook/readWorkbook.ts";
import { diskret, folderWith, type Run } from "../cli/diskret.ts";

/** What every page and state of a chain must hold: nothing in anybody's way, no wider than its window. */
export async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).options({ preload: false }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).slice(0, 3).join(" ")}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
}

/** Everything that went wrong on a page: console errors and exceptions. */
export function faultsOf(page: Page): readonly string[] {
  const faults: string[] = [];
  page.on("console", (message) => { if (message.type() === "error") faults.push(message.text()); });
  page.on("pageerror", (error) => { faults.push(error.message); });
  return faults;
}

/** What the command says of a file that travels. */
export function scanned(bytes: Uint8Array): Run {
  const folder = folderWith({});
  writeFileSync(path.join(folder, "copy.xlsx"), bytes);
  return diskret(folder, "scan", "copy.xlsx");
}

/** Every number in the cells of a workbook. */
export function numbersIn(bytes: Uint8Array): readonly number[] {
  const reading = readWorkbook(bytes);
  if (reading.status === "refused") throw new Error(reading.reason.code);
  return reading.workbook.sheets.flatMap(({ cells }) => cells.values.flatMap((value) => (typeof value === "number" ? [value] : [])));
}

/** Waits for what happens outside the page. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => { setTimeout(resolve, 25); });
}
