/** Excel's limit, in UTF-16 code units. */
const LONGEST_NAME = 31;

/** Names that Excel accepts for these sheets, in order: no forbidden character, short enough, all different without regard to case. */
export function sheetNames(wished: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return wished.map((wish) => {
    const base = allowed(wish);
    let name = cut(base, LONGEST_NAME);
    for (let n = 2; taken.has(name.toLowerCase()); n++) {
      const suffix = ` (${n})`;
      name = cut(base, LONGEST_NAME - suffix.length) + suffix;
    }
    taken.add(name.toLowerCase());
    return name;
  });
}

/** "History" is the one name Excel keeps for itself. */
function allowed(wish: string): string {
  // eslint-disable-next-line no-control-regex
  const name = wish.replace(/[[\]:*?/\\\u0000-\u001f\ufffe\uffff]/g, " ").replace(/\s+/g, " ").trim().replace(/^'+|'+$/g, "");
  if (name === "") return "Sheet";
  return name.toLowerCase() === "history" ? `${name}_` : name;
}

/** Never ends in half a character, a space, or an apostrophe. */
function cut(name: string, length: number): string {
  return name.slice(0, length).replace(/[\ud800-\udbff]$/, "").replace(/[\s']+$/, "");
}
