import { isTotalWord } from "../sources/line.ts";

/** Codes that Danish statistics write for a total. */
const CODES = /^(tot|all|\*|\((all|alle)\))$/i;

/** Whether a text announces a total by itself. */
export function announcesTotal(text: string): boolean {
  return isTotalWord(text) || CODES.test(text);
}
