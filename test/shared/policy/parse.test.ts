import { readFileSync } from "node:fs";
import da from "../../../shared/i18n/da/policy.ts";
import en from "../../../shared/i18n/en/policy.ts";
import { say } from "../../../shared/i18n/message.ts";
import { classify } from "../../../shared/policy/measureClass.ts";
import { parsePolicy } from "../../../shared/policy/parse.ts";
import { BUILT_IN, type Policy } from "../../../shared/policy/policy.ts";

function parsed(json: unknown): Policy {
  const result = parsePolicy(json);
  if (result.status === "refused") throw new Error(JSON.stringify(result.findings));
  return result.policy;
}
const class_ = (policy: Policy, name: string) => classify({ name, values: new Float64Array() }, policy);

test("an empty file is the built-in default", () => {
  expect(parsed({})).toEqual({ ...BUILT_IN, label: "file" });
});

test("the sample policy is read whole", () => {
  const policy = parsed(JSON.parse(readFileSync("policy.example.json", "utf8")));
  expect(policy).toMatchObject({
    municipality: { name: "Odense Kommune", code: "461" }, decided: { date: "2026-11-02" }, valid: { from: "2026-12-01", to: "2027-11-30" }, revision: 1,
    maxN: 5, zeros: "hide", protection: "standard", audience: "anyMunicipality", ledger: "released", ledgerDays: 400, filteredViews: "warn", label: "Odense Kommune",
    allow: { ownDataExemption: false, forgetting: true, publishToWeb: false }, ownDataLog: "Eksempel: J:\\Diskret\\log",
  });
  expect(policy.dataSets.map(({ name, kind, rules }) => [name, kind, rules])).toEqual([["KY Benchmark", "benchmark", { blank: "suppressed" }], ["Voksen Handicappede Benchmark", "benchmark", { maxN: 9 }]]);
  expect(class_(policy, "Andel elever i 9. klasse")).toEqual({ class: "basedOn", base: "Antal elever" });
  expect(class_(policy, "Budget, udgifter")).toEqual({ class: "notPersons" });
});

test("the first pattern that matches rules, and the built-in names follow the file's own", () => {
  const policy = parsed({ measures: [{ pattern: "^antal biler", class: "notPersons", reason: "Biler" }] });
  expect(class_(policy, "Antal biler").class).toBe("notPersons");
  expect(class_(policy, "Antal borgere").class).toBe("persons");
  expect(class_(policy, "Biler").class).toBe("unknown");
});

const refused: readonly (readonly [unknown, string, string])[] = [
  [null, "policy/notObject", ""], [[], "policy/notObject", ""], ["{}", "policy/notObject", ""],
  [{ maxn: 5 }, "policy/unknownField", "maxn"], [{ valid: { until: "2026-01-01" } }, "policy/unknownField", "valid.until"],
  [{ version: 2 }, "policy/version", "version"], [{ version: "1" }, "policy/version", "version"],
  [{ maxN: 0 }, "policy/limit", "maxN"], [{ maxN: 51 }, "policy/limit", "maxN"], [{ maxN: 4.5 }, "policy/limit", "maxN"], [{ maxN: "5" }, "policy/value", "maxN"], [{ filteredMinimum: -1 }, "policy/minimum", "filteredMinimum"],
  [{ ledgerDays: 0 }, "policy/days", "ledgerDays"], [{ ledgerDays: 3661 }, "policy/days", "ledgerDays"], [{ ownDataLog: " " }, "policy/empty", "ownDataLog"],
  [{ zeros: "maybe" }, "policy/value", "zeros"], [{ audience: ["1"] }, "policy/code", "audience.0"], [{ audience: [] }, "policy/empty", "audience"], [{ audience: 3 }, "policy/audience", "audience"],
  [{ municipality: { name: "Ærø" } }, "policy/missing", "municipality.code"], [{ municipality: { name: " ", code: "492" } }, "policy/empty", "municipality.name"],
  [{ decided: { by: "A", date: "02-11-2026", reference: "x" } }, "policy/date", "decided.date"], [{ valid: { to: "2026-02-30" } }, "policy/date", "valid.to"],
  [{ valid: { from: "2026-03-01", to: "2026-02-01" } }, "policy/order", "valid"], [{ revision: 0 }, "policy/revision", "revision"],
  [{ mark: "-" }, "policy/mark", "mark"], [{ mark: "<5" }, "policy/mark", "mark"], [{ mark: " " }, "policy/mark", "mark"],
  [{ measures: [{ pattern: "(", class: "persons" }] }, "policy/pattern", "measures.0.pattern"],
  [{ measures: [{ pattern: "a", class: "notPersons" }] }, "policy/missing", "measures.0.reason"],
  [{ measures: [{ pattern: "a", class: "basedOn" }] }, "policy/missing", "measures.0.base"],
  [{ measures: [{ pattern: "a", class: "people" }] }, "policy/value", "measures.0.class"],
  [{ dataSets: [{ name: "KY", recognise: {} }] }, "policy/recognise", "dataSets.0.recognise"],
  [{ dataSets: [{ name: "KY", recognise: { cube: "[" } }] }, "policy/pattern", "dataSets.0.recognise.cube"],
  [{ allow: { everything: true } }, "policy/unknownField", "allow.everything"],
  [JSON.parse('{"__proto__": {"maxN": 1}}'), "policy/unknownField", "__proto__"],
];

test.each(refused)("%j is refused: %s at “%s”", (json, code, path) => {
  const result = parsePolicy(json);
  const findings = result.status === "refused" ? result.findings : [];
  expect(findings.map((finding) => [finding.code, finding.params?.["path"]])).toContainEqual([code, path]);
});

test("every refusal has words in both languages, and they name the field and never the value", () => {
  for (const [json] of refused) {
    const result = parsePolicy(json);
    for (const finding of result.status === "refused" ? result.findings : [])
      for (const text of [say(da, finding, "da"), say(en, finding, "en")]) {
        expect(text).not.toBe(finding.code);
        expect(text).not.toMatch(/\{\w+\}/);
        expect(text).toContain(String(finding.params?.["path"]));
        expect(text).not.toMatch(/maybe|people|30-02|received/);
      }
  }
});
