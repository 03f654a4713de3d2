import { sheetNames } from "../shared/sheetWriter/sheetNames.ts";

/** `wanted` as a sheet name that Excel accepts beside those `taken`. */
export function sheetName(wanted: string, taken: readonly string[]): string {
  return sheetNames([...taken, wanted])[taken.length];
}
