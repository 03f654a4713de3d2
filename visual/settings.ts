import type powerbi from "powerbi-visuals-api";
import type { Policy } from "../shared/policy/policy.ts";

/** Marks an author may choose; a dash or a digit would read as a value. */
export const MARKS = ["..", "•", "×", "*"] as const;

/**
 * The policy in force: what the report asks for, clamped to the package's floor. Report files, bookmarks, themes and
 * rules can carry any value, so everything unreadable, and everything weaker than the floor, is the floor.
 */
export function tightened(floor: Policy, objects: powerbi.DataViewObjects | undefined): Policy {
  const asked = objects?.["protection"];
  const limit = asked?.["limit"], zeros = asked?.["hideZeros"], mark = asked?.["mark"];
  return {
    ...floor,
    maxN: typeof limit === "number" && Number.isSafeInteger(limit) ? Math.max(floor.maxN, limit) : floor.maxN,
    zeros: zeros === true ? "hide" : floor.zeros,
    mark: MARKS.find((allowed) => allowed === mark) ?? floor.mark,
  };
}
