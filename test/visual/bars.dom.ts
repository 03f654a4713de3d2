import fc from "fast-check";
import { scale } from "../../visual/scale.ts";
import { matrixDataView } from "../hosts/powerbi.ts";
import { benchmark, smallAnywhere } from "./benchmark.ts";
import { openVisual, settled } from "./openVisual.ts";
import { textTable } from "./textTable.ts";

const BARS = { look: { form: "bars" } };
const NESTED = matrixDataView(benchmark(), { fields: { rows: ["Region", "Kommune"], columns: ["År", "Aldersgruppe"] }, objects: BARS });

describe("the bar chart", () => {
  test("one bar per inner row and column, said as well as drawn; totals have none", () => {
    const { update, element, texts } = openVisual();
    expect(update(NESTED)).toEqual(["started", "finished"]);
    expect(texts(".key li")).toEqual(["2023 · 18-29", "2023 · 30-49", "2023 · 50-66", "2024 · 18-29", "2024 · 30-49", "2024 · 50-66"]);
    expect(texts("tbody th")).toEqual(["Hovedstaden", "Dragør", "Frederiksberg", "København", "Vallensbæk", "Nordjylland", "Aalborg", "Læsø", "Thisted", "Syddanmark", "Fanø", "Sønderborg", "Vejle"]);
    expect(element.querySelectorAll("tbody td > div")).toHaveLength(60);
    expect(texts("tbody tr:nth-child(4) td > div")[1]).toBe("2023 · 30-49: 1.604");
    expect(smallAnywhere(element.innerHTML.replaceAll(/[^>]*: (?=<)/g, ""))).toEqual([]);
  });

  test("hidden bars are all alike, and the axis is the same whatever they hide", () => {
    const { update, element, texts } = openVisual();
    const draw = (b: number): string => {
      const total = (a: number, c: number): string => `${a}  ${c}  ${a + c}`;
      update(matrixDataView(textTable(`  Antal  2024  2025  I alt\n  A  ${total(3, b)}\n  B  ${total(b, 2)}\n  C  ${total(400, 380)}\n  I alt  ${total(403 + b, 382 + b)}`), { objects: BARS }));
      return [...texts(".axis span"), ...[...element.querySelectorAll("div.hidden")].map((bar) => bar.innerHTML.replace(/2024|2025/, ""))].join("|");
    };
    const drawn = draw(2000);
    expect(drawn).toBe(draw(9000));
    expect(texts(".axis span")).toEqual(["0", "100", "200", "300", "400"]);
    expect(new Set([...element.querySelectorAll("div.hidden")].map((bar) => bar.innerHTML.replace(/2024|2025/, ""))).size).toBe(1);
  });

  test("a row is chosen by its caption", async () => {
    const { update, element, log } = openVisual();
    update(NESTED);
    [...element.querySelectorAll<HTMLElement>(".label")].find(({ textContent }) => textContent === "Aalborg")!.click();
    await settled();
    expect(log).toEqual(["select: Nordjylland / Aalborg"]);
    expect(element.querySelector("[aria-pressed=true]")?.textContent).toBe("Aalborg");
    element.querySelector("[aria-pressed=true]")?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    await settled();
    expect([log.splice(0).at(-1), element.querySelector("[aria-pressed=true], .choosing")]).toEqual(["select: ", null]);
  });

  test("one stop for the tab key, and arrows between the rows", () => {
    const { update, element, press } = openVisual(), focused = (): string | undefined => document.activeElement?.textContent;
    update(NESTED);
    expect(element.querySelectorAll('table [tabindex="0"]')).toHaveLength(1);
    element.querySelector<HTMLElement>('table [tabindex="0"]')?.focus();
    const seen = ["ArrowDown", "ArrowDown", "ArrowUp", "End", "ArrowDown", "Home", "ArrowUp"].map((key) => { press(key); return focused(); });
    expect(seen).toEqual(["Dragør", "Frederiksberg", "Dragør", "Vejle", "Vejle", "Hovedstaden", "Hovedstaden"]);
    expect(element.querySelectorAll('table [tabindex="0"]')).toHaveLength(1);
  });

  test("without column fields the measure is the one series", () => {
    const { update, texts } = openVisual();
    update(matrixDataView(textTable("  Antal  I alt\n  Nord  12\n  Syd  19\n  I alt  31"), { objects: BARS }));
    expect([texts(".key li"), texts("tbody td > div")]).toEqual([["Antal"], ["Antal: 12", "Antal: 19"]]);
  });
});

test("the axis begins with 0, ends at or above the largest bar, and has at most six marks", () => {
  fc.assert(fc.property(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), (largest) => {
    const marks = scale(largest);
    expect(marks[0]).toBe(0);
    expect(marks.at(-1)! >= largest * (1 - 1e-8)).toBe(true);
    expect(marks.at(-1)! <= largest * 2.5).toBe(true);
    expect(marks.length).toBeLessThanOrEqual(6);
  }), { seed: 3 });
  expect(scale(0)).toEqual([0, 1]);
});
