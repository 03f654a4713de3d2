import { readFileSync } from "node:fs";
import path from "node:path";
import { inlineEngine } from "../../addin/engine/inlineEngine.ts";
import { HostError, type Host, type PivotName } from "../../addin/host.ts";
import { mountPane, type Pane, type PaneOptions } from "../../addin/pane/mountPane.ts";
import type { Locale } from "../../shared/i18n/message.ts";
import { PLACES, twoSources } from "./session/pivotView.ts";
import { BUILT_IN } from "../../shared/policy/policy.ts";
import { writeWorkbook } from "../../shared/sheetWriter/writeWorkbook.ts";
import { openExcel, type EmulatedExcel } from "../hosts/emulatedExcel.ts";
import { emulatedHost } from "../hosts/emulatedHost.ts";
import { withPart } from "./parts.ts";

const SAMPLE = new Uint8Array(readFileSync(path.join(process.cwd(), "sample.xlsx")));
const failing = (code: string) => (): Promise<never> => Promise.reject(new HostError({ code, params: { code: "TestCode" } }));

interface Mounted {
  readonly excel: EmulatedExcel;
  readonly pane: Pane;
  readonly element: HTMLElement;
  text(selector: string): string;
}

async function mount(change: (host: Host, excel: EmulatedExcel) => Partial<Host> = () => ({}), options: Partial<PaneOptions> & { bytes?: Uint8Array; locale?: Locale } = {}): Promise<Mounted> {
  const excel = openExcel(options.bytes ?? SAMPLE);
  const host = emulatedHost(excel, { locale: options.locale ?? "da", theme: "light" });
  const element = document.createElement("div");
  document.body.replaceChildren(element);
  const pane = await mountPane(element, { ...host, ...change(host, excel) }, { engine: inlineEngine, ...options });
  return { excel, pane, element, text: (selector) => [...element.querySelectorAll(selector)].map((found) => found.textContent.replace(/\s+/g, " ").trim()).join(" | ") };
}

const stateOf = ({ element }: Mounted): string | null => element.querySelector(".diskret")?.getAttribute("data-state") ?? null;
/** Waits until the pane is in a state; jest's own limit ends a wait for one that never comes. */
async function reaches(pane: Mounted, reached: () => boolean): Promise<void> {
  while (!reached()) await new Promise((resolve) => { setTimeout(resolve, 5); });
  expect(pane.element.isConnected).toBe(true);
}
const chosen = ({ element }: Mounted): string | undefined => element.querySelector("input:checked")?.closest("label")?.querySelector(".name")?.textContent;

describe("states without a list", () => {
  test("loading until the workbook is read", async () => {
    let release: (bytes: Uint8Array) => void = () => undefined;
    const element = document.createElement("div");
    const host: Host = { ...emulatedHost(openExcel(SAMPLE), { locale: "da", theme: null }), file: () => new Promise((resolve) => { release = resolve; }) };
    const mounting = mountPane(element, host, { engine: inlineEngine });
    await new Promise((resolve) => { setTimeout(resolve); });
    expect(element.textContent).toContain("Læser projektmappens pivottabeller");
    expect(element.querySelector(".diskret")?.getAttribute("data-theme")).toBe("auto");
    release(SAMPLE);
    await mounting;
    expect(element.textContent).not.toContain("Læser projektmappens pivottabeller");
  });

  test("no pivot", async () => {
    const pane = await mount(undefined, { bytes: withoutPivots() });
    expect(stateOf(pane)).toBe("noPivot");
    expect(pane.text("h2")).toBe("Ingen pivottabel her");
  });

  test("an Excel that lists no pivots, or fails to, has those of its file all the same", async () => {
    expect(stateOf(await mount((host) => ({ look: async (wanted) => ({ ...await host.look(wanted), pivots: [] }) })))).toBe("ready");
    expect(stateOf(await mount(() => ({ look: failing("host/excel") })))).toBe("ready");
  });

  test("cannot run: says why, offers nothing, asks the host for nothing", async () => {
    const file = jest.fn(() => Promise.resolve(SAMPLE));
    const pane = await mount(() => ({ obstacle: { code: "host/tooOld", params: { needs: "ExcelApi 1.9" } }, file }));
    await pane.pane.refresh();
    expect(stateOf(pane)).toBe("cannotRun");
    expect(pane.text(".blank")).toContain("Diskret kræver ExcelApi 1.9");
    expect(file).not.toHaveBeenCalled();
  });

  test("an Excel that hands over no file: an error with a way back", async () => {
    let broken = true;
    const pane = await mount((host) => ({ localPivots: () => Promise.resolve({ pivots: [], sliced: true }), file: () => (broken ? failing("host/file")() : host.file()) }));
    expect(stateOf(pane)).toBe("error");
    expect(pane.text(".blank p")).toContain("TestCode");
    broken = false;
    pane.element.querySelector<HTMLButtonElement>(".blank button")?.click();
    await reaches(pane, () => stateOf(pane) === "ready");
  });

  test("a file that is no workbook is refused", async () => {
    const pane = await mount(() => ({ file: () => Promise.resolve(new Uint8Array([80, 75, 3, 4])) }));
    expect(stateOf(pane)).toBe("error");
    expect(pane.element.querySelector("button.primary")).toBeNull();
  });

  test("an unforeseen failure shows no words of its own", async () => {
    const pane = await mount(() => ({ file: () => Promise.reject(new Error("Lejre 3")) }));
    expect(pane.element.textContent).not.toContain("Lejre");
    expect(pane.text(".blank p")).toBe("Uventet fejl. Intet er vist eller kopieret.");
  });
});

describe("choosing", () => {
  test("lists every pivot with its sheet and chooses the one under the active cell", async () => {
    const pane = await mount((_host, excel) => { excel.select(excel.pivots[2].sheet, 8, 0); return {}; });
    expect([...pane.element.querySelectorAll(".pivot .name")].map(({ textContent }) => textContent)).toEqual(pane.excel.pivots.map(({ name }) => name));
    expect(chosen(pane)).toBe(pane.excel.pivots[2].name);
  });

  test("the choice follows the active cell, on the table and on its protected sheet, but not while a form is filled in", async () => {
    const pane = await mount(), [first, second] = pane.excel.pivots;
    pane.excel.select(second.sheet, 8, 0);
    await reaches(pane, () => chosen(pane) === second.name);
    await pane.pane.protect();
    const sheet = pane.excel.sheets.at(-1)!;
    pane.excel.select(first.sheet, 8, 0);
    await reaches(pane, () => chosen(pane) === first.name);
    pane.excel.select(sheet.name, 12, 1);
    await reaches(pane, () => chosen(pane) === second.name);
    pane.pane.share({});
    pane.excel.select(first.sheet, 8, 0);
    await new Promise((resolve) => { setTimeout(resolve, 20); });
    expect(chosen(pane)).toBe(second.name);
  });

  test("a pivot that Excel lists and the file lacks is refused with the reason", async () => {
    const pane = await mount((host) => ({ look: withListed(host, { sheet: "Ark9", name: "Ny" }) }));
    expect(pane.text(".refusals .name")).toBe("Ny");
    expect(pane.text(".refusals p")).toContain("ikke i den fil");
  });

  test("where none can be shown safely there is no button", async () => {
    const bytes = writeWorkbook([{ name: "Ark1", grid: { rows: [[{ kind: "text", text: "ingen" }]] } }]);
    const pane = await mount((host) => ({ look: withListed(host, { sheet: "Ark1", name: "P" }), file: () => Promise.resolve(bytes) }));
    expect(pane.text(".message")).toBe("Ingen af pivottabellerne kan vises sikkert.");
    expect(pane.element.querySelector("button.primary")).toBeNull();
    expect(pane.element.querySelector("details.refusals")?.hasAttribute("open")).toBe(true);
  });
});

describe("the protected sheet", () => {
  test("says how many cells are hidden, as one number and two shares, under which policy", async () => {
    const pane = await mount();
    pane.element.querySelector<HTMLButtonElement>("button.primary")?.click();
    expect(stateOf(pane)).toBe("working");
    expect(pane.element.querySelector("button.primary")).toBeNull();
    await reaches(pane, () => stateOf(pane) === "kept");
    const sheet = pane.excel.sheets.at(-1);
    const marks = [...(sheet?.cells.values() ?? [])].filter(({ value }) => value === "..").length;
    expect(pane.text(".figure")).toBe(`${marks} celler er skjult`);
    expect(pane.text(".shares")).toMatch(/^\d+(,\d)? % af cellerne \d+(,\d)? % af det samlede antal$/);
    expect(pane.text(".message.success")).toContain(`“${sheet?.name ?? ""}”`);
    expect(pane.text(".policy dd")).toBe("5 eller derunder skjuler 0–5 | Indbygget regelsæt");
    expect(pane.text(".facts")).toContain("3 andre tabeller");
    expect(pane.text("[role=status]")).toBe(`I takt. ${marks} celler er skjult.`);
    expect(pane.text(".step.in")).toBe("I takt");
  });

  test("is made once; the button then leads to it, until it is followed no more", async () => {
    const pane = await mount(), { length } = pane.excel.sheets;
    await pane.pane.protect();
    const made = pane.excel.active.sheet;
    pane.excel.select(pane.excel.pivots[0].sheet, 8, 0);
    expect(pane.text("button.primary")).toBe("Gå til arket");
    await pane.pane.protect();
    expect([pane.excel.sheets.length, pane.excel.active.sheet]).toEqual([length + 1, made]);
    await pane.pane.letGo();
    expect([stateOf(pane), pane.excel.sheets.length]).toEqual(["ready", length + 1]);
  });

  test("a policy that shows zeros says so", async () => {
    const pane = await mount(undefined, { policy: { ...BUILT_IN, zeros: "show", maxN: 4, label: "Kommunens" } });
    expect(pane.text(".policy dd")).toBe("4 eller derunder skjuler 1–4, nul vises | Kommunens");
  });

  test("a pivot whose measures are all unknown is refused, and no sheet is added", async () => {
    const pane = await mount(undefined, { policy: { ...BUILT_IN, measures: [] } });
    const sheets = pane.excel.sheets.length;
    await pane.pane.protect();
    expect(stateOf(pane)).toBe("refused");
    expect(pane.text(".outcome h2")).toBe("Kan ikke vises sikkert");
    expect(pane.text(".reasons li")).toContain("Antal modtagere");
    expect(pane.excel.sheets).toHaveLength(sheets);
    expect(pane.excel.written).toEqual([]);
  });

  test("a measure that is not shown is named with the way out", async () => {
    const pane = await mount();
    pane.pane.choose(pane.excel.pivots[2]);
    await pane.pane.protect();
    expect(pane.text(".message h3")).toBe("Vises ikke");
    expect(pane.text(".message .reasons")).toContain("Udgift");
    const captions = (): readonly unknown[] => [...pane.excel.sheets.at(-1)!.cells.values()].map(({ value }) => value);
    expect(captions()).toContain("Udgift i 1.000 kr.");
    await pane.pane.change({ leavesOut: true });
    expect(captions()).not.toContain("Udgift i 1.000 kr.");
    expect(captions()).toContain("Antal modtagere");
  });

  test("a pivot that is gone gets no sheet, and the next one is chosen", async () => {
    const gone = withoutPivot(SAMPLE);
    const pane = await mount();
    pane.pane.choose(gone.pivot);
    pane.excel.become(gone.bytes);
    await pane.pane.protect();
    expect(chosen(pane)).not.toBe(gone.pivot.name);
    expect(chosen(pane)).toBeDefined();
    expect(pane.excel.written).toEqual([]);
  });

  test.each(["file", "addSheet"] as const)("a failure at %s leaves the pane usable", async (call) => {
    let broken = false;
    const pane = await mount((host) => ({ [call]: (...args: never[]) => (broken ? failing("host/excel")() : (host[call] as (...values: never[]) => Promise<unknown>)(...args)) }));
    broken = true;
    await pane.pane.protect();
    expect(stateOf(pane)).toBe("failed");
    expect(pane.text(".outcome")).toContain("TestCode");
    broken = false;
    await pane.pane.protect();
    expect(stateOf(pane)).toBe("kept");
  });

  test("events that cannot be had do no harm", async () => {
    const pane = await mount(() => ({ watch: failing("host/excel") }));
    await pane.pane.protect();
    expect(stateOf(pane)).toBe("kept");
    await pane.pane.stop();
    expect(pane.element.textContent).toBe("");
  });
});

describe("a copy in a workbook of its own", () => {
  const share = async (pane: Mounted): Promise<void> => {
    pane.pane.share({});
    await pane.pane.makeCopy();
  };

  test("holds the table's protected values and nothing else", async () => {
    const pane = await mount();
    await pane.pane.protect();
    const sheet = pane.excel.sheets.at(-1)!;
    await share(pane);
    expect(pane.text(".message.success h2")).toContain("Kopien er åbnet i en ny projektmappe. Gem den, før du deler den.");
    const copy = openExcel(pane.excel.opened[0]), [only] = copy.sheets;
    expect([copy.pivots, copy.sheets.length]).toEqual([[], 1]);
    const grid = (cells: typeof sheet.cells): readonly unknown[] => [...cells].filter(([, { value }]) => typeof value === "number" || value === "..").map(([cell, { value }]) => [cell, value]).sort();
    expect(grid(only.cells)).toEqual(grid(sheet.cells));
    expect(grid(only.cells).length).toBeGreaterThan(300);
  });

  test("of all tables, one sheet each", async () => {
    const pane = await mount();
    pane.pane.share({ scope: "all" });
    await pane.pane.makeCopy();
    expect(openExcel(pane.excel.opened[0]).sheets).toHaveLength(4);
  });

  test("of all tables says how many could not go along", async () => {
    const view = { counts: PLACES.map((_, place) => [40 + place, 31, 90, 22]), ages: [0, 1, 2, 3], top: 2, left: 0 }, below = { ...view, counts: view.counts.map((line, place) => (place === 0 ? [-40, 31, 90, 22] : line)) };
    const pane = await mount(undefined, { bytes: twoSources(below, view) });
    pane.pane.choose({ sheet: "Ark2", name: "Anden" });
    await pane.pane.protect();
    expect(pane.text(".pivot .where")).toBe("Ark: Ark1 · Kan ikke vises sikkert | Ark: Ark2 · I takt");
    pane.pane.share({ scope: "all" });
    await pane.pane.makeCopy();
    expect(openExcel(pane.excel.opened[0]).sheets).toHaveLength(1);
    expect(pane.text(".message.success")).toContain("1 pivottabel kan ikke vises sikkert og er ikke regnet med.");
    pane.pane.choose({ sheet: "Ark1", name: "Pivot" });
    await pane.pane.protect();
    expect([pane.pane.state.snapshot.kept.length, pane.text(".message.warning h2")]).toEqual([1, "Kan ikke vises sikkert"]);
  });

  test("asks who it is for only where that can make a difference", async () => {
    const everybody = await mount();
    everybody.pane.share({});
    expect(everybody.text("legend")).not.toContain("Hvem er kopien til?");
    const own = await mount(undefined, { policy: { ...BUILT_IN, audience: "none" } });
    own.pane.share({});
    expect(own.text("legend")).toContain("Hvem er kopien til?");
  });

  test("is not offered where the policy forbids it", async () => {
    const pane = await mount(undefined, { policy: { ...BUILT_IN, allow: { ...BUILT_IN.allow, export: false } } });
    expect(pane.text(".hint")).toContain("tillader ikke kopier");
  });

  test("an Excel that cannot open it says so", async () => {
    const pane = await mount(() => ({ openWorkbook: failing("host/excel") }));
    await share(pane);
    expect(pane.text(".message.error")).toContain("TestCode");
  });
});

test("the English pane", async () => {
  const pane = await mount(undefined, { locale: "en" });
  await pane.pane.protect();
  expect(pane.element.querySelector(".diskret")?.getAttribute("lang")).toBe("en");
  expect(pane.text(".figure")).toMatch(/^\d+ cells are hidden$/);
  expect(pane.text("button.primary")).toBe("Go to the sheet");
  expect(pane.text(".policy dd")).toContain("5 or fewer");
});

/** A host whose Excel lists one PivotTable more. */
function withListed(host: Host, more: PivotName): Host["look"] {
  return async (wanted) => { const seen = await host.look(wanted); return { ...seen, pivots: [...seen.pivots, more] }; };
}

function withoutPivots(): Uint8Array {
  return writeWorkbook([{ name: "Ark1", grid: { rows: [[{ kind: "text", text: "tom" }]] } }]);
}

/** The workbook after the user has deleted a pivot, and which one that was. */
function withoutPivot(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly pivot: { sheet: string; name: string } } {
  const without = withPart(bytes, /worksheets\/_rels\/sheet\d+\.xml\.rels$/, (xml) => xml.replace(/<Relationship [^>]*pivotTable[^>]*\/>/, ""));
  const left = openExcel(without).pivots;
  const pivot = openExcel(bytes).pivots.find(({ name }) => !left.some((other) => other.name === name))!;
  return { bytes: without, pivot };
}
