import { BUILT_IN } from "../../shared/policy/policy.ts";
import { bakedPolicy } from "../../visual/bakedPolicy.ts";

const literal = (text: string): string => `@@DISKRET_POLICY@@${text}@@END@@`;

test("a package that nobody baked carries the strict built-in policy", () => {
  expect(bakedPolicy()).toMatchObject({ maxN: BUILT_IN.maxN, zeros: "hide", protection: "standard" });
});
test("a baked policy is the package's floor", () => {
  const policy = { municipality: { name: "Ærø </script>", code: "492" }, maxN: 10 };
  expect(bakedPolicy(literal(JSON.stringify(policy)))).toMatchObject({ maxN: 10, municipality: policy.municipality });
});
test.each([
  ["", "nothing between the marks"], ["{", "no JSON"], ["null", "no object"], ['{"maxN":0}', "a limit that protects nothing"],
  ['{"maxn":5}', "a field nobody knows"], ['{"maxN":"5"}', "text for a number"], ['{"measures":[{"pattern":"(","class":"notPersons"}]}', "a broken pattern"],
])("%s is no policy: %s", (text) => {
  expect(bakedPolicy(literal(text))).toBeNull();
});
test("a literal without its marks is no policy", () => {
  expect(bakedPolicy("{}")).toBeNull();
  expect(bakedPolicy("@@DISKRET_POLICY@@{}")).toBeNull();
});
