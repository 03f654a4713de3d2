import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { speaker } from "../../addin/speak.ts";
import da from "../../shared/i18n/da/addin.ts";
import en from "../../shared/i18n/en/addin.ts";
import type { Dictionary, Text } from "../../shared/i18n/message.ts";

/** Texts that are names, or nothing but slots, and so the same in both languages. */
const SAME = new Set(["pane/name", "copy/sheetName", "copy/filter", "copy/mark"]);
const codes = Object.keys(da) as (keyof typeof da)[];
const forms = (text: Text): readonly string[] => (typeof text === "string" ? [text] : [text.one, text.other]);
const slots = (text: Text): readonly string[] => [...new Set(forms(text).flatMap((form) => [...form.matchAll(/\{(\w+)\}/g)].map(([, slot]) => slot)))].sort();

test.each(codes)("%s says the same in Danish and English, with the same slots", (code) => {
  expect(slots((en as Dictionary)[code])).toEqual(slots((da as Dictionary)[code]));
  expect(forms((en as Dictionary)[code]).join() === forms((da as Dictionary)[code]).join()).toBe(SAME.has(code));
});

test("every message code that the add-in names has a text, and every text is used", () => {
  const folder = path.join(process.cwd(), "addin");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const source = files.map((name) => readFileSync(path.join(folder, name), "utf8")).join("\n");
  const named = new Set([...source.matchAll(/"((?:pane|policy|result|copy|pivot|host)\/[\w/-]+)"/g)].map(([, code]) => code));
  expect(named.size).toBeGreaterThan(40);
  expect([...named].filter((code) => !(code in da))).toEqual([]);
  expect(codes.filter((code) => !named.has(code))).toEqual([]);
});

test("the words the user must never see", () => {
  for (const text of [...Object.values(da), ...Object.values(en)]) expect(forms(text).join(" ")).not.toMatch(/primær|sekundær|primary|secondary|anonym|tærskel|threshold/i);
});

test("numbers, shares and times as each language writes them", () => {
  expect([speaker("da").number(1234.5, 1), speaker("en").number(1234.5, 1)]).toEqual(["1.234,5", "1,234.5"]);
  expect(speaker("da").time(new Date(2026, 10, 23, 14, 5))).toMatch(/23\.11\.2026.*14[.:]05/);
});
