import type powerbi from "powerbi-visuals-api";
import { BUILT_IN, type Policy } from "../../shared/policy/policy.ts";
import { matrixDataView, type Report } from "../hosts/powerbi.ts";
import { openVisual } from "./openVisual.ts";
import { textTable } from "./textTable.ts";

const TABLE = textTable(`
  Antal      2023  2024  I alt
  Aalborg       3    60     63
  Odense       70    40    110
  Vejle        50    80    130
  Randers      44    52     96
  I alt       167   232    399
`);
const AALBORG: Policy = { ...BUILT_IN, municipality: { name: "Aalborg", code: "851" }, label: "Aalborg", ownCells: "show" };
const draw = (told: Report["told"], floor: Policy = AALBORG, more: Report = {}) => {
  const opened = openVisual({}, floor);
  return { ...opened, outcome: opened.update(matrixDataView(TABLE, { ...(told === undefined ? {} : { told }), ...more })).at(-1) };
};
const reader = (value: string | null): Report["told"] => [{ role: "Reader", value }];

describe("the reader's municipality", () => {
  test("is no measure of the table", () => {
    const { outcome, texts, row } = draw(reader("851"));
    expect([outcome, texts("thead th").slice(1), row("Odense").length]).toEqual(["finished", ["2023", "2024", "I alt"], 3]);
  });
  test("own small numbers are for staff of the package's municipality alone; the pattern is the same for all", () => {
    expect(draw(undefined).row("Aalborg")).toEqual(["3", "60", "63"]);
    expect(draw(reader("Aalborg Kommune")).row("Aalborg")).toEqual(["3", "60", "63"]);
    const other = draw(reader("461")), hiding = draw(undefined, { ...AALBORG, ownCells: "hide" });
    expect(other.row("Aalborg")[0]).toBe("..");
    expect(other.texts("tbody td")).toEqual(hiding.texts("tbody td"));
  });
  test("an own data set is shown whole to its own staff only", () => {
    const own: Policy = { ...AALBORG, ownCells: "hide", allow: { ...BUILT_IN.allow, ownDataExemption: true }, dataSets: [{ name: "Skole", recognise: { measure: "^Antal" }, kind: "own", rules: {} }] };
    const table = textTable("  Antal  2023  2024  I alt\n  Gug  3  60  63\n  Vejgaard  70  40  110\n  Hasseris  50  80  130\n  I alt  123  180  303");
    const hidden = (told: Report["told"]): number => {
      const { update, texts } = openVisual({}, own);
      update(matrixDataView(table, { ...(told === undefined ? {} : { told }) }));
      return texts("td.hidden").length;
    };
    expect([hidden(undefined), hidden(reader("851"))]).toEqual([0, 0]);
    expect(hidden(reader("461"))).toBeGreaterThan(0);
  });
  test.each([["851", "finished"], ["461", "failed: visual/reader"]])("%s, where the policy knows one reader only", (code, outcome) => {
    const drawn = draw(reader(code), { ...AALBORG, audience: ["851"] });
    expect(drawn.outcome).toBe(outcome);
    if (outcome !== "finished") expect(drawn.texts("td")).toEqual([]);
  });
  test.each([null, "", "999", "Atlantis", "851, 461"])("%j is no municipality: nothing is shown", (value) => {
    const { outcome, texts, element } = draw(reader(value));
    expect([outcome, element.querySelector("table")]).toEqual(["failed: matrix/reader", null]);
    expect(texts("p")).toEqual(["“Læserens kommune” skal være én kommunes kode eller navn, det samme i hele tabellen. Derfor vises ingen tal."]);
  });
  test("two readers in one table are none", () => {
    const given = JSON.parse(JSON.stringify(matrixDataView(TABLE, { told: [{ role: "Reader", value: "851" }] }))) as powerbi.DataView, first = given.matrix!.rows.root.children![0].values!;
    first[1] = { ...first[1], value: "461" };
    const { update } = openVisual({}, AALBORG);
    expect(update(given).at(-1)).toBe("failed: matrix/reader");
  });
});

describe("the data set, told by the model", () => {
  const floor: Policy = { ...BUILT_IN, dataSets: [{ name: "Skole", recognise: { cube: "skole" }, kind: "own", rules: { maxN: 75 } }, { name: "Andet", recognise: { measure: "^Antal" }, kind: "benchmark", rules: {} }] };
  const hidden = (value: string | null): number => draw([{ role: "DataSet", value }], floor).texts("td.hidden").length;
  test("adds the rules of that data set and takes none away", () => {
    const without = draw(undefined, floor).texts("td.hidden").length;
    expect(hidden("Skole")).toBeGreaterThan(without);
    expect([hidden("Andet"), hidden("Findes ikke"), hidden(null)]).toEqual([without, without, without]);
  });
  test("alone it is no table", () => {
    const { update, texts } = openVisual();
    const given: powerbi.DataView = matrixDataView(TABLE, { told: [{ role: "DataSet", value: "Skole" }], roles: [[]] });
    expect(update(given)).toEqual(["started", "finished"]);
    expect(texts("table")).toEqual([]);
  });
});
