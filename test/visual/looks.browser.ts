import { shot } from "../browser.ts";
import { matrixDataView, THEMES, type Colours, type FrameUpdate } from "../hosts/powerbi.ts";
import { benchmark, smallAnywhere } from "./benchmark.ts";
import { ReportSite } from "./reportPage.ts";
import { textTable } from "./textTable.ts";

let site: ReportSite;
beforeAll(async () => { site = await ReportSite.start(); }, 120_000);
afterAll(async () => { await site?.close(); });

const FIELDS = { rows: ["Region", "Kommune"], columns: ["År", "Aldersgruppe"] };
const nested = (objects: object = {}, filtered = false): FrameUpdate => ({ dataView: matrixDataView(benchmark(), { fields: FIELDS, objects: objects as never, filtered }) });
const AMOUNTS = textTable(`
  Antal|Udgift       2023/Heltid  2023/Deltid   2023/I alt    2024/Heltid   2024/Deltid  2024/I alt   I alt
  Dagtilbud          412|9120440  120|1200500  532|10320940  398|9045120   131|1310020  529|10355140  1061|20676080
  Skole              915|22010300  402|5120100  1317|27130400  931|22512000  388|5010700  1319|27522700  2636|54653100
  Ældre              640|14890200  3|21000      643|14911200  655|15230100  2|11000      657|15241100  1300|30152300
  I alt              1967|46020940  525|6341600  2492|52362540  1984|46787220  521|6331720  2505|53118940  4997|105481480
`);
const amounts = (objects: object): FrameUpdate => ({
  dataView: matrixDataView({ ...AMOUNTS, measures: AMOUNTS.measures.map((measure, at) => ({ ...measure, numberFormat: at === 0 ? "#,0" : "#,0 \"kr.\"" })) }, { fields: { rows: ["Område"], columns: ["År", "Ansættelse"] }, roles: [["Values", "Count"], ["Values"]], objects: objects as never }),
});

const looks: readonly [name: string, update: FrameUpdate, size: readonly [number, number]][] = [
  ["stepped", nested(), [900, 520]],
  ["tabular", nested({ look: { layout: "tabular" } }), [900, 620]],
  ["totals-below-first", nested({ subTotals: { showRows: "bottom", showColumns: "first" } }), [900, 560]],
  ["measures-on-rows", amounts({ look: { measuresOnRows: true } }), [900, 480]],
  ["measures-on-columns", amounts({ look: { bars: true } }), [1100, 300]],
  ["bars", nested({ look: { form: "bars" } }), [700, 720]],
  ["large-text", nested({ look: { textSize: 14 } }), [900, 520]],
  ["phone", nested(), [340, 560]],
  ["tile", nested({}, true), [250, 150]],
];
const schemes: readonly [name: string, locale: string, colours: Colours][] = [
  ["da-light", "da-DK", THEMES.light], ["en-dark", "en-US", THEMES.dark], ["da-high-contrast", "da-DK", THEMES.highContrast],
];

describe.each(schemes)("%s", (scheme, locale, colours) => {
  test.each(looks)("%s: nothing hidden in the page, no fault of accessibility", async (name, update, [width, height]) => {
    const report = await site.open(width, height, name === "phone");
    const { log, html } = await report.update({ ...update, locale, colours });
    expect(log).toEqual(["started", "finished"]);
    if (!name.startsWith("measures")) expect(smallAnywhere(html)).toEqual([]);
    await shot(report.page, `visual-look-${name}-${scheme}`);
    expect(await report.accessibilityFaults()).toEqual([]);
    await report.close();
  });
});
