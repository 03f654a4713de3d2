import { daxMeasures } from "../../../shared/policy/dax.ts";
import { parsePolicy } from "../../../shared/policy/parse.ts";
import { BUILT_IN, type Policy } from "../../../shared/policy/policy.ts";

function policyOf(json: object): Policy {
  const read = parsePolicy(json);
  return read.status === "parsed" ? read.policy : BUILT_IN;
}
const MEASURES = [{ pattern: "^Andel elever", class: "basedOn", base: "Antal elever" }, { pattern: "^Budget", class: "notPersons", reason: "r" }];

test("a count, what follows it, what needs nothing, and what nobody classified", () => {
  const found = daxMeasures(["Antal elever", "Andel elever", "Budget", "Temperatur"], policyOf({ measures: MEASURES, maxN: 7 }));
  expect(found.map(({ name, status }) => [name, status])).toEqual([["Antal elever", "written"], ["Andel elever", "written"], ["Budget", "whole"], ["Temperatur", "withheld"]]);
  expect(found.flatMap((one) => (one.status === "written" ? [one.definition] : []))).toEqual([
    "\tMEASURE 'Diskret'[Antal elever (diskret)] =\n\t\tVAR antal = [Antal elever]\n\t\tRETURN IF ( NOT ISBLANK ( antal ) && antal > 7, antal )",
    "\tMEASURE 'Diskret'[Andel elever (diskret)] =\n\t\tVAR antal = [Antal elever]\n\t\tRETURN IF ( NOT ISBLANK ( antal ) && antal > 7, [Andel elever] )",
  ]);
});

test("zeros are shown where the policy shows them; a blank is no zero to DAX only where it is asked for", () => {
  const [one] = daxMeasures(["Antal elever"], policyOf({ zeros: "show" }));
  expect(one?.status === "written" && one.definition).toContain("NOT ISBLANK ( antal ) && ( antal = 0 || antal > 5 )");
});

test("a name that would end the expression does not", () => {
  const [one] = daxMeasures(["Antal elever] + [Hemmelig"], policyOf({}));
  expect(one?.status === "written" && one.definition).toContain("VAR antal = [Antal elever]] + [Hemmelig]");
});

test("without the count in the model nothing is written", () => {
  expect(daxMeasures(["Andel elever"], policyOf({ measures: MEASURES }))).toEqual([{ name: "Andel elever", status: "baseMissing" }]);
});
