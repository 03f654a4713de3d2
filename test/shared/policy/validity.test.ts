import da from "../../../shared/i18n/da/core.ts";
import en from "../../../shared/i18n/en/core.ts";
import { say } from "../../../shared/i18n/message.ts";
import { parsePolicy } from "../../../shared/policy/parse.ts";
import { BUILT_IN } from "../../../shared/policy/policy.ts";
import { rulesOf, tighten } from "../../../shared/policy/tighten.ts";
import { inForce } from "../../../shared/policy/validity.ts";

const read = parsePolicy({ municipality: { name: "Ærø", code: "492" }, valid: { from: "2026-12-01", to: "2027-11-30" }, maxN: 3, zeros: "show" });
const policy = read.status === "parsed" ? read.policy : BUILT_IN;
const joined = { ...policy, ...(tighten(rulesOf(policy), rulesOf(BUILT_IN)) as typeof policy) };

test.each([
  ["2026-11-30", joined, "policy/notYetValid"],
  ["2026-12-01", policy, undefined],
  ["2027-09-30", policy, undefined],
  ["2027-10-01", policy, "policy/endsSoon"],
  ["2027-11-30", policy, "policy/endsSoon"],
  ["2027-12-01", joined, "policy/expired"],
])("on %s", (today, expected, notice) => {
  const now = inForce(read, today);
  expect(now.policy).toEqual(expected);
  expect(now.notices.map(({ code }) => code)).toEqual(notice === undefined ? [] : [notice]);
});

test("out of its time a policy is no weaker than the built-in default, and keeps its name", () => {
  expect(inForce(read, "2028-01-01").policy).toMatchObject({ maxN: 5, zeros: "hide", municipality: { code: "492" }, label: "Ærø" });
});

test("without a policy the built-in default holds and says so", () => {
  expect(inForce(null, "2026-12-01")).toEqual({ policy: BUILT_IN, notices: [{ code: "policy/none" }] });
});

test("a policy that cannot be read shows no table", () => {
  expect(inForce(parsePolicy({ maxN: 0 }), "2026-12-01")).toEqual({ policy: null, notices: [{ code: "policy/unreadable" }] });
});

test("the notices in both languages", () => {
  const texts = ["2026-11-30", "2027-11-29", "2027-11-30", "2027-12-01"].flatMap((today) => inForce(read, today).notices).flatMap((notice) => [say(da, notice, "da"), say(en, notice, "en")]);
  expect(texts).toEqual([
    "Kommunens regelsæt gælder først fra 2026-12-01. Indtil da gælder det sammen med de indbyggede regler.", "The municipality's policy applies from 2026-12-01 only. Until then it applies together with the built-in rules.",
    "Kommunens regelsæt udløber 2027-11-30, om 1 dag. Der skal besluttes et nyt.", "The municipality's policy expires on 2027-11-30, in 1 day. A new one must be decided.",
    "Kommunens regelsæt udløber 2027-11-30, om 0 dage. Der skal besluttes et nyt.", "The municipality's policy expires on 2027-11-30, in 0 days. A new one must be decided.",
    "Kommunens regelsæt udløb 2027-11-30. Indtil der er besluttet et nyt, gælder det sammen med de indbyggede regler.", "The municipality's policy expired on 2027-11-30. Until a new one is decided, it applies together with the built-in rules.",
  ]);
});
