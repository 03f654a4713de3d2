import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { speaker } from "../../addin/speak.ts";
import addin from "../../shared/i18n/da/addin.ts";
import keeping from "../../shared/i18n/da/keeping.ts";
import review from "../../shared/i18n/da/review.ts";
import systemCheck from "../../shared/i18n/da/systemCheck.ts";
import workbook from "../../shared/i18n/da/workbook.ts";

/** The add-in's own areas; slots and translations are compared for all areas among the house rules. */
const AREAS = { addin, keeping, review, systemCheck };

test("every message code that the add-in names has a text, and every text is used", () => {
  const folder = path.join(process.cwd(), "addin");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const source = files.map((name) => readFileSync(path.join(folder, name), "utf8")).join("\n");
  const texts = Object.keys(Object.assign({}, ...Object.values(AREAS)) as Record<string, unknown>), prefixes = [...new Set(texts.map((code) => code.split("/")[0]))];
  const named = new Set([...source.matchAll(new RegExp(`"((?:${prefixes.join("|")})/[\\w/-]+)"`, "g"))].map(([, code]) => code));
  // Codes made of a part and a word: `tab/${tab}`.
  const stems = [...source.matchAll(/`([\w]+\/(?:[\w]+\/)?)\$\{/g)].map(([, stem]) => stem);
  expect(named.size).toBeGreaterThan(100);
  expect([...named].filter((code) => !texts.includes(code) && !(code in workbook))).toEqual([]);
  expect(texts.filter((code) => !named.has(code) && !stems.some((stem) => code.startsWith(stem)))).toEqual([]);
});

test("numbers, shares and times as each language writes them", () => {
  expect([speaker("da").number(1234.5, 1), speaker("en").number(1234.5, 1)]).toEqual(["1.234,5", "1,234.5"]);
  expect([speaker("da").percent(0.1234), speaker("en").percent(0.1234, 0)]).toEqual(["12,3 %", "12%"]);
  expect(speaker("da").time(new Date(2026, 10, 23, 14, 5))).toMatch(/23\.11\.2026.*14[.:]05/);
});
