import { createHash } from "node:crypto";
import vm from "node:vm";
import { bakedPolicy as inAddin } from "../../addin/bakedPolicy.ts";
import { bake, bakedLiteral } from "../../shared/policy/bake.ts";
import { FLIS_CATALOGUE } from "../../shared/policy/flisCatalogue.ts";
import { BUILT_IN } from "../../shared/policy/policy.ts";
import type { InForce } from "../../shared/policy/validity.ts";
import { bakedPolicy as inVisual } from "../../visual/bakedPolicy.ts";

const TODAY = "2026-12-24";
const literal = (text: string): string => `@@DISKRET_POLICY@@${text}@@END@@`;
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const baked = (policy: string): string => literal(JSON.stringify({ policy, sha256: sha256(policy) }));

describe.each<[string, (literal?: string, today?: string) => InForce | Promise<InForce>]>([["the visual", inVisual], ["the add-in", inAddin]])("%s", (_, bakedPolicy) => {
  test("that nobody baked carries the strict built-in policy, and says so", async () => {
    expect(await bakedPolicy(undefined, TODAY)).toEqual({ policy: BUILT_IN, notices: [{ code: "policy/none" }] });
  });
  test("a baked policy is the floor, and its name holds its hash", async () => {
    const text = JSON.stringify({ municipality: { name: "Ærø </script>", code: "492" }, maxN: 10 });
    expect(await bakedPolicy(baked(text), TODAY)).toMatchObject({ policy: { maxN: 10, municipality: { code: "492" }, label: `Ærø </script> · ${sha256(text).slice(0, 8)}` }, notices: [] });
  });
  test("FLIS's list is the program's own, or a newer one that was baked with the policy", async () => {
    const newer = { ...FLIS_CATALOGUE, version: FLIS_CATALOGUE.version + 1, cubes: [] };
    expect((await bakedPolicy(baked("{}"), TODAY)).policy?.catalogue).toEqual(FLIS_CATALOGUE);
    expect((await bakedPolicy(literal(JSON.stringify({ policy: "{}", sha256: sha256("{}"), catalogue: newer })), TODAY)).policy?.catalogue).toEqual(newer);
    expect(await bakedPolicy(literal(JSON.stringify({ policy: "{}", sha256: sha256("{}"), catalogue: { ...newer, version: 0 } })), TODAY)).toEqual({ policy: null, notices: [{ code: "policy/unreadable" }] });
  });
  test("out of its time it holds together with the built-in default", async () => {
    expect(await bakedPolicy(baked('{"maxN":3,"valid":{"to":"2026-12-23"}}'), TODAY)).toMatchObject({ policy: { maxN: 5 }, notices: [{ code: "policy/expired" }] });
  });
  test.each([
    ["", "nothing between the marks"], ["{", "no JSON"], ["null", "no object"], ["[]", "a list"], ['{"maxN":5}', "a policy without its hash"], ['{"policy":"{}"}', "no hash"],
    [JSON.stringify({ policy: "{}", sha256: "ab" }), "no SHA-256"], [JSON.stringify({ policy: "{", sha256: sha256("{") }), "a policy that is no JSON"],
  ])("%s shows nothing: %s", async (text) => {
    expect(await bakedPolicy(literal(text), TODAY)).toEqual({ policy: null, notices: [{ code: "policy/unreadable" }] });
  });
  test.each(['{"maxN":0}', '{"maxn":5}', '{"maxN":"5"}', '{"version":2}', '{"measures":[{"pattern":"(","class":"persons"}]}'])("a policy that is none shows nothing: %s", async (text) => {
    expect((await bakedPolicy(baked(text), TODAY)).policy).toBeNull();
  });
  test("a literal without its marks is no policy", async () => {
    expect((await bakedPolicy("{}", TODAY)).policy).toBeNull();
    expect((await bakedPolicy("@@DISKRET_POLICY@@{}", TODAY)).policy).toBeNull();
  });
});

describe("a bundle's script", () => {
  const policy = '{"municipality": {"name": "Ærø \'`${x}</script> @@END@@ \u2028", "code": "492"}}\n';
  test.each(['"', "'", "`"])("takes any policy between %s, and gives it back", (quote) => {
    const script = `var a = ${quote}${literal("{}")}${quote}; a`;
    const full = bake(script, { policy, sha256: sha256(policy) }) ?? "";
    expect(full).toMatch(/^[\x20-\x7e]*$/);
    const atRunTime = String(vm.runInNewContext(full));
    expect(bakedLiteral(full)).toBe(atRunTime);
    expect(inVisual(atRunTime, TODAY).policy?.municipality?.name).toContain("@@END@@");
    expect(bake(full, { policy: "{}", sha256: sha256("{}") })).toBe(bake(script, { policy: "{}", sha256: sha256("{}") }));
  });
  test.each(["", `"${literal("{}")}" "${literal("{}")}"`])("without exactly one place takes none: %j", (script) => {
    expect(bake(script, { policy, sha256: sha256(policy) })).toBeNull();
    expect(bakedLiteral(script)).toBeNull();
  });
});
