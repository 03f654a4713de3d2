import { readFileSync } from "node:fs";
import path from "node:path";
import { inlineEngine } from "../../addin/engine/inlineEngine.ts";
import { mountPane, type Pane, type PaneOptions } from "../../addin/pane/mountPane.ts";
import { BUILT_IN } from "../../shared/policy/policy.ts";
import { openExcel, type EmulatedExcel } from "../hosts/emulatedExcel.ts";
import { emulatedHost } from "../hosts/emulatedHost.ts";
import { withPart } from "./parts.ts";
import { pivotWorkbook } from "./session/pivotView.ts";

const SAMPLE = new Uint8Array(readFileSync(path.join(process.cwd(), "sample.xlsx")));
/** With its data sheet hidden. */
const HIDDEN = withPart(SAMPLE, /workbook\.xml$/, (xml) => xml.replace(/(<sheet name="Skoledata[^"]*")/, '$1 state="hidden"'));

interface Mounted {
  readonly excel: EmulatedExcel;
  readonly pane: Pane;
  readonly text: (selector: string) => string;
  readonly press: (words: string) => Promise<void>;
}

async function mount(bytes: Uint8Array = SAMPLE, options: Partial<PaneOptions> = {}): Promise<Mounted> {
  const excel = openExcel(bytes), element = document.createElement("div");
  document.body.replaceChildren(element);
  const pane = await mountPane(element, emulatedHost(excel, { locale: "da", theme: null }), { engine: inlineEngine, now: () => new Date(2026, 0, 2), ...options });
  const text = (selector: string): string => [...element.querySelectorAll(selector)].map((found) => found.textContent.replace(/\s+/g, " ").trim()).join(" | ");
  const press = async (words: string): Promise<void> => {
    const button = [...element.querySelectorAll("button")].find((one) => one.textContent.includes(words));
    if (button === undefined) throw new Error(`no button ${words}`);
    button.click();
    do await new Promise((resolve) => { setTimeout(resolve, 5); }); while (pane.state.working || pane.state.review.status === "running");
  };
  return { excel, pane, text, press };
}

describe("the check of the workbook", () => {
  test("lists what travels with it, most dangerous first, each with where and what to do", async () => {
    const { pane, text, press } = await mount();
    pane.open("scan");
    await press("Tjek projektmappen");
    expect(text(".severity").split(" | ")).toEqual([...text(".severity").split(" | ")].sort((a, b) => rank(a) - rank(b)));
    expect(text(".finding h3")).toContain("Kilderækker i pivottabellens lager");
    expect(text(".finding .do").length).toBeGreaterThan(20);
    expect(text(".where")).toContain("FIKTIVE TAL");
  });

  test("mends what Excel lets it, and notes that it did", async () => {
    const { excel, pane, text, press } = await mount(HIDDEN), sheet = excel.sheets.find(({ name }) => name.startsWith("Skoledata"))!;
    pane.open("scan");
    await press("Tjek projektmappen");
    await press(`Vis arket “${sheet.name}”`);
    expect(sheet.visibility).toBe("Visible");
    expect(text(".message.success")).toContain("Tjek igen");
    expect(pane.state.snapshot.note.journal.map(({ message }) => message.code)).toEqual(["journal/mended"]);
    await press(`Slet arket “${sheet.name}”`);
    expect(excel.sheets).not.toContain(sheet);
  });

  test("leads to a copy, where the policy allows one", async () => {
    const { pane, text, press } = await mount();
    pane.open("scan");
    await press("Tjek projektmappen");
    await press("Kopi uden små tal");
    expect([pane.state.tab, text(".card h2")]).toEqual(["tables", "Kopi uden små tal"]);
  });

  test("of a file that is none says so", async () => {
    const { pane, text, press, excel } = await mount();
    Object.assign(excel, { bytes: new Uint8Array(20) });
    pane.open("scan");
    await press("Tjek projektmappen");
    expect(text(".message.error")).toContain("ikke gennemgået");
  });
});

const rank = (severity: string): number => ["Skal stoppes", "Skal ses på", "Oplysning"].indexOf(severity);

describe("what else there is", () => {
  test("a control report on a sheet of its own, with the case number", async () => {
    const { excel, pane, text, press } = await mount();
    pane.open("more");
    pane.setCase("26/123");
    await press("Lav kontrolrapport som ark");
    expect(text(".message.success")).toContain("Kontrolrapport");
    expect([...excel.sheets.at(-1)!.cells.values()].map(({ value }) => value)).toEqual(expect.arrayContaining(["Internt – må ikke deles", "Sagsnummer", "26/123"]));
  });

  test("numbers handed out are counted, remembered, and forgotten with a note that says so", async () => {
    const { pane, text, press } = await mount();
    pane.share({});
    await pane.makeCopy();
    pane.open("more");
    expect(text(".card")).toContain("1 tabel er udleveret");
    await press("Glem udleverede tal");
    expect(text(".card")).toContain("Ingen tal er udleveret");
    expect(pane.state.snapshot.note.journal.map(({ message }) => message.code)).toEqual(["journal/copy", "journal/forgotten"]);
  });

  test("a limit can be made stricter and no looser", async () => {
    const { pane, text } = await mount();
    await pane.change({ maxN: 9 });
    pane.open("tables");
    expect(text(".policy dd")).toContain("9 eller derunder");
    await pane.change({ maxN: 3 });
    expect(text(".policy dd")).toContain("5 eller derunder");
  });

  test("the system check shows its report before it is saved", async () => {
    const { pane, text, press } = await mount();
    pane.open("more");
    await press("Kør systemtjek");
    expect(text(".report")).toContain("T12 Kan elementerne bag en totalcelle aflæses?");
    expect(text(".card button")).toContain("Gem rapporten");
  });
});

describe("why hidden", () => {
  test("follows the active cell, on the table and on its protected sheet", async () => {
    const { excel, pane, text } = await mount();
    await pane.protect();
    const sheet = excel.sheets.at(-1)!, [place] = [...sheet.cells].find(([cell, { value }]) => value === ".." && cell.startsWith("B"))!;
    excel.select(sheet.name, Number(place.slice(1)) - 1, 1);
    pane.open("why");
    await new Promise((resolve) => { setTimeout(resolve, 5); });
    expect(text(".message h2")).toBe("Cellen er skjult");
    expect(text(".card")).toContain("Skjult, fordi antallet er 5 eller derunder");
    expect(text(".ways")).toContain("grovere grupper");
    excel.select("Ydelsesdata – FIKTIVE TAL", 3, 3);
    await new Promise((resolve) => { setTimeout(resolve, 5); });
    expect(text(".ask")).toContain("ikke i en tabel");
  });

  test("of a column that is not shown: what to add", async () => {
    const { excel, pane, text } = await mount(), { sheet, area } = excel.pivots[2];
    pane.choose(excel.pivots[2]);
    await pane.protect();
    excel.select(sheet, area!.bottom - 1, area!.right - 1);
    pane.open("why");
    await new Promise((resolve) => { setTimeout(resolve, 5); });
    expect(text(".message h2")).toBe("Kolonnen vises ikke");
    expect(text(".ways")).toContain("Tilføj feltet Antal under Værdier");
  });
});

describe("the municipality's own data set", () => {
  const schools = ["Alleskolen", "Byskolen", "Dalskolen", "Engskolen", "Fjordskolen", "Gadeskolen"];
  const bytes = pivotWorkbook({ counts: [[40, 31, 90, 22], [35, 28, 81, 19], [12, 3, 44, 17], [8, 2, 21, 11], [30, 26, 60, 33], [17, 14, 39, 20]], ages: [0, 1, 2, 3], top: 2, left: 0, lines: { field: "Skole", members: schools } });
  const policy = {
    ...BUILT_IN, municipality: { name: "Odense Kommune", code: "461" }, allow: { ...BUILT_IN.allow, ownDataExemption: true }, ownDataLog: "J:\\Diskret",
    dataSets: [{ name: "Egne skoler", recognise: { field: "^Skole$" }, kind: "own" as const, rules: {} }],
  };

  test("is a choice where the policy makes it one, with the folder for the note; the copy then asks who it is for", async () => {
    const { pane, text } = await mount(bytes, { policy });
    await pane.protect();
    expect([text(".toggle"), text(".aside")]).toEqual([expect.stringContaining("Vis helt som kommunespecifikt datasæt"), expect.not.stringContaining("J:\\Diskret")]);
    await pane.showWhole(true);
    expect([text(".figure"), text(".aside")]).toEqual(["Vises helt: ingen celler er skjult.", expect.stringContaining("Læg den i J:\\Diskret.")]);
    pane.share({});
    expect(text("legend")).toContain("Hvem er kopien til?");
    pane.open("more");
    await pane.makeReport();
    expect(text(".message.success")).toContain("Kontrolrapport");
  });

  test("is none elsewhere", async () => {
    const { pane, text } = await mount(bytes, { policy: { ...policy, dataSets: [] } });
    await pane.protect();
    expect(text(".toggle")).not.toContain("kommunespecifikt");
  });
});

test("numbers handed out stay remembered where the policy does not let them be forgotten, and for how long is told", async () => {
  const { pane, text } = await mount(SAMPLE, { policy: { ...BUILT_IN, ledgerDays: 90, allow: { ...BUILT_IN.allow, forgetting: false } } });
  pane.share({});
  await pane.makeCopy();
  pane.open("more");
  expect([text(".card"), text("button")]).toEqual([expect.stringContaining("Tallene huskes 90 dage. Kommunens regelsæt tillader ikke, at de glemmes før tid."), expect.not.stringContaining("Glem udleverede tal")]);
});

test("masks are not offered where the policy forbids them", async () => {
  expect((await mount()).text(".toggle")).toContain("kun visning");
  expect((await mount(SAMPLE, { policy: { ...BUILT_IN, allow: { ...BUILT_IN.allow, displayMasking: false } } })).text(".toggle")).toBe("");
});
