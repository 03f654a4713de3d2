import type { Speak } from "./speak.ts";

/** Members named before the line says only how many more there are. */
const NAMED = 6;

/** One filter of a PivotTable as a line of the copy's heading. `members` are stored values, in a cube unique names. */
export function filterLine(field: string, members: readonly string[], speak: Speak): string {
  // A cube's choice on several levels, or of what to leave out, has no short form.
  if (members.some((member) => member.startsWith("not ["))) return speak.text("copy/filterSeveral", { field: caption(field) });
  const named = members.slice(0, NAMED).map(caption).join(", ");
  if (members.length <= NAMED) return speak.text("copy/filter", { field: caption(field), members: named });
  return speak.text("copy/filterMore", { field: caption(field), members: named, more: members.length - NAMED });
}

/** The last bracketed part of a cube's unique name ("[Tid].[År].&[2024]" is "2024"); any other name as it is. */
function caption(name: string): string {
  const last = /^\[.*\[((?:[^\]]|\]\])*)\]$|^\[((?:[^\]]|\]\])*)\]$/.exec(name);
  return last === null ? name : (last[1] ?? last[2]).replaceAll("]]", "]");
}
