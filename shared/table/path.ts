/**
 * Name of a nested member, or of an axis with nested fields: captions from the outermost field inwards.
 * The grand total is the empty path. Every source uses it, so that one table has one canonical order in every host.
 */
export function pathName(path: readonly string[]): string {
  return path.map((part) => part.replaceAll("›", "››")).join(" › ");
}
