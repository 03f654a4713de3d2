import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { strToU8, zipSync } from "fflate";
import capabilities from "../../visual/capabilities.json";
import daVisual from "../../visual/strings/da-DK.json";
import enVisual from "../../visual/strings/en-US.json";

/** The build's own module runs outside jest's transform: each check asks Node. */
const MODULE = path.join(process.cwd(), "visual/sealPackage.mjs");
function ask(expression: string, bytes: Uint8Array, env: NodeJS.ProcessEnv = {}): unknown {
  const script = `import * as seal from ${JSON.stringify(MODULE)}; import { readFileSync } from "node:fs"; const bytes = readFileSync(0); console.log(JSON.stringify(${expression}));`;
  return JSON.parse(execFileSync(process.execPath, ["--input-type=module", "-e", script], { input: bytes, env: { ...process.env, ...env } }).toString());
}

const icon = `data:image/png;base64,${readFileSync("visual/assets/icon.png", "base64")}`;
const sound = {
  visual: { guid: "g", version: "1.0.0.0" }, capabilities: { privileges: [] as unknown[] }, stringResources: { "da-DK": { a: "a" }, "en-US": { a: "b" } } as Record<string, object>,
  content: { js: `var policy = "@@DISKRET_POLICY@@{}@@END@@";${" ".repeat(1000)}`, css: ".diskret {}".repeat(20), iconBase64: icon },
};
function pack(visual: object, mtime = new Date(2001, 1, 1), version = "1.0.0.0"): Uint8Array {
  const manifest = { version, resources: [{ file: "resources/g.pbiviz.json" }] };
  return zipSync({ "package.json": strToU8(JSON.stringify(manifest)), "resources/g.pbiviz.json": strToU8(JSON.stringify(visual)) }, { mtime });
}
const withScript = (js: string) => ({ ...sound, content: { ...sound.content, js: sound.content.js + js } });

test("a sound package has no faults", () => {
  expect(ask("seal.packageFaults(bytes)", pack(sound))).toEqual([]);
});

const noise = Array.from({ length: 90_000 }, (_, k) => Math.imul(k + 1, 2654435761) >>> 0).join("");
test.each<[string, object, RegExp]>([
  ["a locale without texts", { ...sound, stringResources: { "en-US": { a: "b" } } }, /no texts in da-DK/],
  ["privileges", { ...sound, capabilities: { privileges: [{ name: "WebAccess" }] } }, /privileges/],
  ["files as an essential privilege", { ...sound, capabilities: { privileges: [{ name: "ExportContent", essential: true }] } }, /privileges/],
  ["capabilities missing", { ...sound, capabilities: undefined }, /privileges/],
  ["no script", { ...sound, content: { ...sound.content, js: "" } }, /script or style sheet/],
  ["no icon", { ...sound, content: { ...sound.content, iconBase64: "" } }, /icon/],
  ["a version of three numbers", { ...sound, visual: { version: "1.0.0" } }, /version/],
  ["no policy", { ...sound, content: { ...sound.content, js: "x".repeat(2000) } }, /exactly one policy/],
  ["two policies", withScript('"@@DISKRET_POLICY@@{}@@END@@"'), /exactly one policy/],
  ["network", withScript("fetch ('x')"), /fetch/], ["dynamic code", withScript("eval('1')"), /eval/], ["functions from text", withScript("new Function('1')"), /Function/],
  ["workers", withScript("new Worker(u)"), /Worker/], ["storage", withScript("localStorage.a"), /localStorage/], ["timers from text", withScript("setTimeout('x', 1)"), /Timeout/], ["code from elsewhere", withScript("import('x')"), /import/],
  ["markup from text", withScript("e.innerHTML='x'"), /HTML/], ["XMLHttpRequest", withScript("new XMLHttpRequest"), /XMLHttpRequest/], ["WebSocket", withScript("new WebSocket(u)"), /WebSocket/],
  ["too large", withScript(noise), /bytes, more than/],
])("%s is a fault", (_, visual, message) => {
  expect(ask("seal.packageFaults(bytes).join()", pack(visual))).toMatch(message);
});
test("fetchMoreData is not fetch", () => {
  expect(ask("seal.packageFaults(bytes)", pack(withScript("host.fetchMoreData(true)")))).toEqual([]);
});

test("equal content gives equal bytes, whenever and wherever it was built", () => {
  const hash = `(await import("node:crypto")).createHash("sha256").update(seal.reproducible(bytes)).digest("hex")`;
  const one = ask(hash, pack(sound, new Date(2001, 1, 1)), { TZ: "Europe/Copenhagen" });
  expect(ask(hash, pack(sound, new Date(2020, 5, 5)), { TZ: "America/New_York" })).toBe(one);
  expect(ask(hash, pack(withScript(" ")))).not.toBe(one);
});

test.each([["the packaging plugin never ends", "hooks.beforeRun()"], ["no package was written", "hooks.beforeRun(); hooks.afterEmit({ errors: [] })"]])("the build fails when %s", (_, run) => {
  const script = `import { SealPackage } from ${JSON.stringify(MODULE)}; const hooks = {};
    const hook = (name) => ({ tap: (_, call) => { hooks[name] = call; } });
    new SealPackage("/nowhere/x.pbiviz").apply({ hooks: { beforeRun: hook("beforeRun"), afterEmit: hook("afterEmit") } }); ${run};`;
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script]);
  expect(status).toBe(1);
  expect(stderr.toString()).toContain("No visual package");
});

describe("what the package declares", () => {
  test("no drill, no host expansion, no privilege but files that the reader saves; highlights asked for, so that clicks elsewhere do not filter our numbers", () => {
    expect(Object.keys(capabilities)).not.toEqual(expect.arrayContaining(["drilldown"]));
    expect(Object.keys(capabilities)).not.toEqual(expect.arrayContaining(["expandCollapse"]));
    expect(capabilities).toMatchObject({ privileges: [{ name: "ExportContent", essential: false }], supportsHighlight: true, supportsKeyboardFocus: true, supportsLandingPage: true, supportsEmptyDataView: true });
  });
  test("all six subtotal switches are mapped to declared properties", () => {
    const switches = Object.values(capabilities.subtotals.matrix);
    expect(switches).toHaveLength(6);
    const declared: Record<string, object> = capabilities.objects.subTotals.properties;
    for (const { propertyIdentifier: { objectName, propertyName } } of switches) expect([objectName, declared[propertyName]]).toEqual(["subTotals", expect.anything()]);
  });
  test("every name has a text in both languages", () => {
    const keys = [...JSON.stringify(capabilities).matchAll(/"(?:displayName|description)Key":"(\w+)"/g)].map(([, key]) => key).sort();
    expect(keys.length).toBeGreaterThan(5);
    expect(Object.keys(daVisual.values).sort()).toEqual(keys);
    expect(Object.keys(enVisual.values).sort()).toEqual(keys);
  });
});
