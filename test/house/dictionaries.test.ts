import { readdirSync } from "node:fs";
import path from "node:path";
import type { Dictionary, Text } from "../../shared/i18n/message.ts";

const FOLDER = path.join(process.cwd(), "shared/i18n");
const areas = readdirSync(path.join(FOLDER, "da")).sort();
const load = async (language: "da" | "en", area: string): Promise<Dictionary> => ((await import(path.join(FOLDER, language, area))) as { readonly default: Dictionary }).default;

const forms = (text: Text): readonly string[] => (typeof text === "string" ? [text] : [text.one, text.other]);
const slots = (text: Text): readonly string[] => [...new Set(forms(text).flatMap((form) => [...form.matchAll(/\{(\w+)\}/g)].map(([, slot]) => String(slot))))].sort();

/** Names, and lines of nothing but slots and signs: the same in both languages. */
const SAME = ["pane/name", "copy/sheetName", "copy/filter", "copy/mark", "cli/progress", "excel/name", "powerbi/frame", "powerbi/name", "visual/name"];
/** Words that would tell hidden cells apart, or promise what no table can keep. */
const AVOIDED = /primær|sekundær|\bprimary\b|\bsecondary\b|anonym|tærskel/i;
/** Names the fields of a pattern file, for whoever holds the true table. */
const FILE_FIELDS = ["audit/pattern"];

test("both languages have the same areas", () => {
  expect(areas.length).toBeGreaterThan(4);
  expect(readdirSync(path.join(FOLDER, "en")).sort()).toEqual(areas);
});

test.each(areas)("%s: the same codes, slots and plural forms in both languages, and no word to avoid", async (area) => {
  const [da, en] = await Promise.all([load("da", area), load("en", area)]);
  expect(Object.keys(da).length).toBeGreaterThan(5);
  expect(Object.keys(en)).toEqual(Object.keys(da));
  const shape = (text: Text): readonly unknown[] => [slots(text), forms(text).length];
  for (const [code, text] of Object.entries(da)) expect([code, ...shape(en[code])]).toEqual([code, ...shape(text)]);
  const texts = [...Object.entries(da), ...Object.entries(en)];
  expect(texts.filter(([code, text]) => AVOIDED.test(forms(text).join(" ")) && !FILE_FIELDS.includes(code))).toEqual([]);
  expect(texts.filter(([, text]) => forms(text).some((form) => form.trim() !== form || form === ""))).toEqual([]);
});

test("every text is translated; the few that are the same in both languages are listed", async () => {
  const same = await Promise.all(areas.map(async (area) => {
    const [da, en] = await Promise.all([load("da", area), load("en", area)]);
    return Object.entries(da).filter(([code, text]) => forms(text).join() === forms(en[code]).join()).map(([code]) => code);
  }));
  expect(same.flat().sort()).toEqual([...SAME].sort());
});
