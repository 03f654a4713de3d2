import { namesIn } from "./names.ts";
import { projectFiles, textOf } from "./projectFiles.ts";

const typescript = projectFiles().filter((file) => file.endsWith(".ts"));
const shared = typescript.filter((file) => file.startsWith("shared/"));
/** From `table` to `audit`: what decides which cells are hidden. */
const stages = shared.filter((file) => /^shared\/(table|policy|primary|secondary|algebra|audit|protect\.ts)/.test(file));

/** Clock, chance, console, network, timers. */
const AMBIENT = ["console", "Math.random", "Date.now", "new Date()", "performance", "crypto", "fetch", "XMLHttpRequest", "WebSocket", "setTimeout", "setInterval", "queueMicrotask", "globalThis", "eval", "Function"];
/** ECMA-262 leaves the last digits of these to the engine (§21.3.2), or their order and text to the locale (ECMA-402). */
const ENGINE_MATHS = ["exp", "expm1", "log", "log1p", "log2", "log10", "pow", "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "cbrt", "hypot"].map((name) => `Math.${name}`);
const ENGINE_ORDER = ["Intl", ".localeCompare", ".toLocaleString", ".toLocaleLowerCase", ".toLocaleUpperCase"];

const found = (files: readonly string[], forbidden: readonly string[]): readonly string[] =>
  files.flatMap((file) => {
    const names = namesIn(file, textOf(file));
    return forbidden.filter((name) => names.has(name)).map((name) => `${file}: ${name}`);
  });

test("the checks see files, and what is planted in one", () => {
  expect(shared.length).toBeGreaterThan(60);
  expect(stages.length).toBeGreaterThan(15);
  const planted = namesIn("x.ts", `const o: { Office: 1 } = { Office: 1 }; o.Office; Math.exp(1); a.localeCompare(b); console.log(2 ** 0.5); new Date(); let r: Excel.Range;`);
  for (const name of ["Math.exp", ".localeCompare", "console", "**", "new Date()", "Excel"]) expect([name, planted.has(name)]).toEqual([name, true]);
  expect(planted.has("Office")).toBe(false);
});

test("shared/ has no clock, chance, console, network or timer", () => {
  expect(found(shared, AMBIENT)).toEqual([]);
});

test("the stages that choose and check a pattern give the same in every engine and locale", () => {
  expect(found(stages, [...ENGINE_MATHS, ...ENGINE_ORDER, "**"])).toEqual([]);
});

test("only addin/excel/ names Excel and Office", () => {
  const hosts = typescript.filter((file) => !file.startsWith("test/"));
  const adapter = hosts.filter((file) => file.startsWith("addin/excel/"));
  expect(found(adapter, ["Excel", "Office"]).length).toBeGreaterThan(2);
  expect(found(hosts.filter((file) => !adapter.includes(file)), ["Excel", "Office", "OfficeExtension", "OfficeRuntime"])).toEqual([]);
});
