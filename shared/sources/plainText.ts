/** Numbers in a text that say when, how old or which, never how many: years, dates, ages, weeks, quarters, versions of a limit. */
const NAMING = /\b(?:19|20)\d\d(?:[-/.](?:0?[1-9]|1[0-2])(?:[-/.](?:0?[1-9]|[12]\d|3[01]))?)?\b|\b(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|1[0-2])[-/.](?:19|20)?\d\d\b|\b\d{1,3}\s*[-–]\s*\d{1,3}\s*(?:år|aar|years?)\b|\b\d{1,3}\+?\s*(?:år|aar|years?)\b|\b(?:uge|week|q|k|kvt\.?|side|page|tabel|table|figur|figure|ark|sheet)\s*\d{1,2}\b|\b[1-4]\.\s*(?:kvartal|kvt)|\b[1-4]\.\s*quarter/gi;
/** Longer texts are notes, and notes quote numbers in words. */
const LONGEST = 200;

/** Whether a text beside a table may come along in a copy: it says nothing that could be a count. */
export function isPlainText(text: string): boolean {
  return text.length <= LONGEST && !/\d/.test(text.replace(NAMING, ""));
}
