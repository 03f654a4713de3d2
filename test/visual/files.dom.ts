import { strFromU8, unzipSync } from "fflate";
import { BUILT_IN, type Policy } from "../../shared/policy/policy.ts";
import { matrixDataView } from "../hosts/powerbi.ts";
import { benchmark, smallAnywhere } from "./benchmark.ts";
import { openVisual, settled } from "./openVisual.ts";
import { textTable } from "./textTable.ts";

const FIELDS = { rows: ["Region", "Kommune"], columns: ["År", "Aldersgruppe"] };

/** A drawn benchmark whose tenant allows files; `got`: the files by ending. */
async function openFiles(policy: Policy = BUILT_IN, objects: object = {}) {
  const got = new Map<string, string>();
  const opened = openVisual({ files: true, onFile: (name, content) => got.set(name.split(".").at(-1)!, content) }, policy);
  opened.update(matrixDataView(benchmark(), { fields: FIELDS, objects: objects as never }));
  await settled();
  const { element } = opened, tool = element.querySelector<HTMLElement>("button.tool")!;
  const dialog = (): HTMLElement | null => element.querySelector("[role=dialog]");
  const choose = (audience: "own" | "others"): void => { dialog()!.querySelector<HTMLInputElement>(`input[value=${audience}]`)!.click(); };
  const press = async (text: string): Promise<void> => { [...dialog()!.querySelectorAll("button")].find(({ textContent }) => textContent === text)!.click(); await settled(); };
  return { ...opened, got, tool, dialog, choose, press };
}
const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));

describe("who may take a file, and for whom", () => {
  test("nobody where the tenant, the policy or the author does not allow it", async () => {
    const tenant = openVisual({ files: false });
    tenant.update(matrixDataView(benchmark()));
    await settled();
    expect(tenant.element.querySelector<HTMLElement>("button.tool")?.hidden).toBe(true);
    const forbidden = await openFiles({ ...BUILT_IN, allow: { ...BUILT_IN.allow, export: false } });
    expect(forbidden.tool).toBeNull();
    expect((await openFiles(BUILT_IN, { look: { files: false } })).tool).toBeNull();
  });

  test("the audience is asked for before any file; the answer stands in the file", async () => {
    const { tool, dialog, choose, press, got, log } = await openFiles();
    expect(tool.hidden).toBe(false);
    tool.click();
    expect([...dialog()!.querySelectorAll("button.primary")].every((button) => (button as HTMLButtonElement).disabled)).toBe(true);
    await press("CSV-fil");
    expect(got.size).toBe(0);
    choose("own");
    await press("CSV-fil");
    expect(got.get("csv")).toContain("Kun til medarbejdere i egen kommune");
    expect(log).toEqual(["file: Diskretioneret tabel.csv (csv)"]);
    expect(dialog()!.querySelector("[role=status]")?.textContent).toBe("Filen er hentet.");
  });

  test("no file for other municipalities where the policy does not protect against what they know", async () => {
    const { tool, dialog } = await openFiles({ ...BUILT_IN, audience: ["461"] });
    tool.click();
    expect(dialog()!.querySelector<HTMLInputElement>("input[value=others]")?.disabled).toBe(true);
  });

  test("the dialog keeps the focus and gives it back", async () => {
    const { tool, dialog } = await openFiles();
    tool.click();
    expect(dialog()!.contains(document.activeElement)).toBe(true);
    const last = [...dialog()!.querySelectorAll("button")].at(-1)!;
    last.focus();
    last.dispatchEvent(new KeyboardEvent("keydown", { key: "Tab", bubbles: true, cancelable: true }));
    expect(document.activeElement).toBe(dialog()!.querySelector("input"));
    document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    expect([dialog(), document.activeElement]).toEqual([null, tool]);
  });
});

describe("what is in a file", () => {
  const FILES = [["Excel-ark", "xlsx"], ["CSV-fil", "csv"], ["Side til udskrift", "pdf"]] as const;

  test("shown numbers, marks and notes; nothing hidden", async () => {
    const { tool, choose, press, got } = await openFiles();
    tool.click();
    choose("others");
    for (const [text] of FILES) await press(text);
    const sheet = Object.entries(unzipSync(bytesOf(got.get("xlsx")!))), xml = sheet.filter(([name]) => name.startsWith("xl/worksheets/")).map(([, bytes]) => strFromU8(bytes)).join("");
    const csv = got.get("csv")!, pdf = strFromU8(bytesOf(got.get("pdf")!), true);
    const readable = [
      xml.replaceAll(/<c r="\w+" s="\d+"( t="inlineStr")?>/g, "<").replace(/<(row|col) [^>]*>|<t [^>]*>/g, "<").replace(/xmlns="[^"]*"/, "").replaceAll(/<(?:<is>)?<v?>?/g, ">").replaceAll("</", "<"),
      csv.replaceAll(/[";\r\n]+/g, "><"),
      [...pdf.matchAll(/\((.*)\) Tj/g)].map(([, text]) => `>${text}<`).join("\n").replaceAll(/Side \d+ af \d+/g, ""),
    ];
    for (const text of readable) expect(smallAnywhere(text)).toEqual([]);
    expect([xml.includes("<v>1604</v>"), csv.includes(";1604;"), pdf.includes("(1.604) Tj")]).toEqual([true, true, true]);
    expect(csv.split("\r\n")[0]).toBe("\ufeff;\"2023\";;;;\"2024\";;;;\"I alt\"");
    expect(csv.split("\r\n")[1]).toBe("\"Region / Kommune\";\"18-29\";\"30-49\";\"50-66\";\"I alt\";\"18-29\";\"30-49\";\"50-66\";\"I alt\";");
    expect(csv).toContain("Må gives videre");
    expect(sheet.map(([name]) => name).some((name) => /pivot|connection|external|sharedStrings|docProps/.test(name))).toBe(false);
  });

  test("a folded group is unfolded, the reader's order kept", async () => {
    const { tool, choose, press, got, element } = await openFiles();
    element.querySelector<HTMLElement>(".corner .fold[aria-expanded]")?.click();
    [...element.querySelectorAll<HTMLElement>("thead th[tabindex]")].at(-1)!.click();
    element.querySelector<HTMLElement>("button.tool")!.click();
    expect(tool.isConnected).toBe(false);
    choose("own");
    await press("CSV-fil");
    const names = got.get("csv")!.split("\r\n").slice(2, 6).map((line) => line.split(";")[0]);
    expect(names).toEqual(["\"Hovedstaden\"", "\"København\"", "\"Frederiksberg\"", "\"Vallensbæk\""]);
  });

  test("a caption that could be taken for a formula is text; own small numbers that the policy shows on screen stay out", async () => {
    const policy: Policy = { ...BUILT_IN, municipality: { name: "Fanø", code: "563" }, ownCells: "show" };
    const table = textTable("  Antal  2023  2024  I alt\n  =Fanø  30  40  70\n  Fanø  3  40  43\n  Esbjerg  20  30  50\n  Varde  90  70  160\n  I alt  143  180  323");
    const got = new Map<string, string>(), { element, update, row } = openVisual({ files: true, onFile: (name, content) => got.set(name.split(".").at(-1)!, content) }, policy);
    expect(update(matrixDataView(table, { fields: { rows: ["Kommune"] } })).at(-1)).toBe("finished");
    await settled();
    element.querySelector<HTMLElement>("button.tool")!.click();
    element.querySelector<HTMLInputElement>("input[value=own]")!.click();
    [...element.querySelectorAll<HTMLElement>("[role=dialog] button")].find(({ textContent }) => textContent === "CSV-fil")!.click();
    await settled();
    const lines = got.get("csv")!.split("\r\n");
    expect(lines.find((line) => line.includes("=Fanø"))).toMatch(/^"'=Fanø";/);
    expect([row("Fanø")[0], lines.find((line) => line.startsWith("\"Fanø\""))?.split(";")[1]]).toEqual(["3", "\"..\""]);
  });
});
