/**
 * Name of a nested member: captions from the outermost field inwards. The grand total is the empty path.
 * Every source uses it, so that one table has one canonical order in every host.
 */
export function pathName(path: readonly string[]): string {
  return path.length === 0 ? "(total)" : path.join(" / ");
}
