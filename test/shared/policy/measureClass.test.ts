import { classify } from "../../../shared/policy/measureClass.ts";
import { BUILT_IN, type MeasureRule } from "../../../shared/policy/policy.ts";
import type { Measure } from "../../../shared/table/table.ts";

const measure = (name: string, stated: Partial<Measure> = {}): Measure => ({ name, values: new Float64Array(), ...stated });
const rules = (...lists: (readonly MeasureRule[])[]) => ({ measures: lists[0] ?? [], otherMeasures: lists.slice(1) });

test.each<[string, string]>([
  ["Antal elever", "persons"], ["Antal kræftpatienter", "persons"], ["Antal andelsboliger", "persons"], ["Antal borgere i kredsen", "persons"],
  ["Andel elever", "unknown"], ["Kvindeandel af ansatte", "unknown"], ["Andelen af borgere", "unknown"], ["Elever, 1.000 kr.", "unknown"], ["Antal pr. 1.000 borgere", "unknown"],
  ["Sygefraværsprocent, ansatte", "unknown"], ["Borgere %", "unknown"], ["Kr pr. elev", "unknown"], ["Støttebeløbet, modtagere", "unknown"], ["Rate of pupils", "unknown"], ["Temperatur", "unknown"],
])("the built-in names: %s is %s", (name, expected) => { expect(classify(measure(name), BUILT_IN).class).toBe(expected); });

describe("what a table file or an author states", () => {
  const policy = rules([{ pattern: "^andel", class: "unknown" }, { pattern: "^elever", class: "persons" }, { pattern: "^ydelse", class: "basedOn", base: "Modtagere" }, { pattern: "^budget", class: "notPersons", reason: "r" }]);
  const stated = (name: string, kind: NonNullable<Measure["class"]>, base?: string) => classify(measure(name, { class: kind, ...(base === undefined ? {} : { base }) }), policy);

  test("fills a gap: persons, or a count behind", () => {
    expect(stated("Ukendt", "persons")).toEqual({ class: "persons" });
    expect(stated("Ukendt", "basedOn", "Elever")).toEqual({ class: "basedOn", base: "Elever" });
    expect(stated("Andel", "basedOn", "Elever")).toEqual({ class: "basedOn", base: "Elever" });
    expect(stated("Budget", "persons")).toEqual({ class: "persons" });
  });
  test.each<[string, NonNullable<Measure["class"]>, string | undefined, object]>([
    ["Ukendt", "notPersons", undefined, { class: "unknown" }], ["Andel", "persons", undefined, { class: "unknown" }], ["Andel", "notPersons", undefined, { class: "unknown" }],
    ["Elever", "notPersons", undefined, { class: "persons" }], ["Elever", "basedOn", "Stor", { class: "unknown" }], ["Elever", "unknown", undefined, { class: "unknown" }],
    ["Ydelse", "notPersons", undefined, { class: "basedOn", base: "Modtagere" }], ["Ydelse", "basedOn", "Stor", { class: "unknown" }], ["Ydelse", "persons", undefined, { class: "unknown" }],
  ])("never loosens: %s as %s %s", (name, kind, base, expected) => { expect(stated(name, kind, base)).toEqual(expected); });
});

test("where two policies contradict each other, no count of an author's choice decides", () => {
  const expired = rules([{ pattern: "^ydelse", class: "basedOn", base: "Modtagere" }], []);
  expect(classify(measure("Ydelse"), expired)).toEqual({ class: "unknown" });
  expect(classify(measure("Ydelse", { class: "basedOn", base: "Alle" }), expired)).toEqual({ class: "unknown" });
  expect(classify(measure("Andet", { class: "basedOn", base: "Alle" }), expired)).toEqual({ class: "basedOn", base: "Alle" });
});
