import type powerbi from "powerbi-visuals-api";
import type { Message } from "../../shared/i18n/message.ts";
import { BUILT_IN, type Policy } from "../../shared/policy/policy.ts";
import { Visual } from "../../visual/visual.ts";
import { createHost, THEMES, type HostLog, type HostOptions } from "../hosts/powerbi.ts";

/** A visual on a page of its own, over an emulated host; `floor` null: its policy cannot be read. */
export function openVisual(options: Partial<HostOptions> = {}, floor: Policy | null = BUILT_IN, notices: readonly Message[] = []) {
  const log: HostLog = [], element = document.createElement("div");
  document.body.replaceChildren(element);
  const host = createHost({ locale: "da-DK", colours: THEMES.light, hostEnv: 4, moreData: false, strings: {}, ...options }, log);
  // A bookmark tells the visual what is chosen by the callback it registered, with ids of its own making: a group's id includes those below it.
  let onSelect: (ids: powerbi.extensibility.ISelectionId[]) => void = () => undefined;
  const manager = host.createSelectionManager();
  host.createSelectionManager = () => ({ ...manager, registerOnSelectCallback: (callback) => { onSelect = callback; } });
  const restore = (...rows: readonly string[]): void => { onSelect(rows.map((key) => ({ key, equals: () => false, includes: (other: { key: string }) => `${other.key} / `.startsWith(`${key} / `) }))); };
  const visual = new Visual({ element, host }, { policy: floor, notices });
  const update = (dataView?: powerbi.DataView, type = 2): string[] => {
    visual.update({ dataViews: dataView === undefined ? [] : [dataView], viewport: { width: 800, height: 400 }, type });
    return log.splice(0);
  };
  const texts = (selector: string): string[] => [...element.querySelectorAll(selector)].map(({ textContent }) => textContent);
  const row = (name: string): string[] => {
    const found = [...element.querySelectorAll("tbody tr")].find((line) => line.querySelector("th")?.textContent === name);
    return [...found?.querySelectorAll("td") ?? []].map(({ textContent }) => textContent);
  };
  const press = (key: string, more: KeyboardEventInit = {}): void => { document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more })); };
  return { element, visual, host, log, update, texts, row, press, restore };
}

/** Lets promises of the host come true. */
export function settled(): Promise<void> {
  return new Promise((done) => { setTimeout(done); });
}
