/** Longest sheet name Excel takes. */
const MAX_LENGTH = 31;

/** A sheet name Excel accepts that starts with `wanted` and is not `taken`, compared without regard to case as Excel does. */
export function sheetName(wanted: string, taken: readonly string[]): string {
  const clean = wanted.replace(/[:\\/?*[\]\p{Cc}]/gu, " ").replace(/\s+/g, " ").trim().replace(/^'+|'+$/g, "");
  const names = new Set(taken.map((name) => name.toLowerCase()));
  for (let n = 1; ; n++) {
    const name = withSuffix(clean, n === 1 ? "" : ` (${n})`);
    if (!names.has(name.toLowerCase())) return name;
  }
}

/** Cut by whole characters, so that no surrogate pair is torn; Excel counts UTF-16 units. */
function withSuffix(name: string, suffix: string): string {
  let kept = "";
  for (const character of name) {
    if (kept.length + character.length + suffix.length > MAX_LENGTH) break;
    kept += character;
  }
  return kept.trimEnd().replace(/'+$/, "") + suffix;
}
