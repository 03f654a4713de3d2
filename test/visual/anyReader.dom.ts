import fc from "fast-check";
import { matrixDataView } from "../hosts/powerbi.ts";
import { benchmark, smallAnywhere } from "./benchmark.ts";
import { openVisual } from "./openVisual.ts";
import { textTable } from "./textTable.ts";

const FIELDS = { rows: ["Region", "Kommune"], columns: ["År", "Aldersgruppe"] };
/** As a report file may hold them: wrong ones too. */
const anyObjects = fc.record({
  look: fc.record({ unfolded: fc.constantFrom("all", "one", "none", 2), form: fc.constantFrom("table", "table", "bars", "pie"), layout: fc.constantFrom("stepped", "tabular", 7), bars: fc.boolean(), wrap: fc.boolean(), measuresOnRows: fc.boolean(), textSize: fc.constantFrom(9, 14, -1) }),
  subTotals: fc.record({ showRows: fc.constantFrom("top", "bottom", "none", null), showColumns: fc.constantFrom("last", "first", "none", {}), grandTotal: fc.constantFrom("top", "bottom", "none", false) }),
  protection: fc.record({ limit: fc.constantFrom(undefined, 7, 0, "x"), mark: fc.constantFrom("..", "•", "0") }),
});
const anyKey = fc.record({ key: fc.constantFrom("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown", "Enter", " ", "Escape"), ctrlKey: fc.boolean(), shiftKey: fc.boolean() });
const anyAct = fc.oneof({ weight: 6, arbitrary: anyKey }, { weight: 2, arbitrary: fc.record({ click: fc.nat(200) }) }, { weight: 1, arbitrary: fc.record({ update: anyObjects }) });

test("whatever a reader presses and an author chooses: one tab stop, nothing hidden in the page, nothing fails", () => {
  fc.assert(fc.property(anyObjects, fc.array(anyAct, { maxLength: 25 }), (objects, acts) => {
    const { update, element, press } = openVisual();
    const draw = (chosen: object): void => { expect(update(matrixDataView(benchmark(), { fields: FIELDS, objects: chosen as never })).at(-1)).toBe("finished"); };
    draw(objects);
    for (const act of acts) {
      if ("update" in act) draw(act.update);
      else if ("click" in act) { const all = element.querySelectorAll<HTMLElement>("table th, table td, .fold, .label"); all[act.click % all.length].click(); }
      else {
        if (!element.contains(document.activeElement)) element.querySelector<HTMLElement>('[tabindex="0"], button')?.focus();
        press(act.key, act);
      }
      expect(element.querySelectorAll(".message")).toHaveLength(0);
      expect(element.querySelectorAll('table [tabindex="0"]')).toHaveLength(1);
    }
    expect(smallAnywhere(element.innerHTML.replaceAll(/<span class="unseen">[^<]*<\/span>/g, "").replaceAll(/<ul class="key">.*?<\/ul>/g, ""))).toEqual([]);
  }), { seed: 20261123, numRuns: 60 });
});

test("measures on rows without any column field stand in one column of totals", () => {
  const { update, texts } = openVisual();
  expect(update(matrixDataView(textTable("  Antal|Antal timer  I alt\n  Nord  120|900\n  Syd  290|100\n  I alt  410|1000"), { objects: { look: { measuresOnRows: true, layout: "tabular" } } })).at(-1)).toBe("finished");
  expect([texts("thead th"), texts("tbody td")]).toEqual([["rows", "Værdi", "I alt"], ["120", "900", "290", "100", "410", "1.000"]]);
});
