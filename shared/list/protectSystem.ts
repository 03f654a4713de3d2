import type { Policy } from "../policy/policy.ts";
import { protect, type ProtectedTable } from "../protect.ts";
import type { Table } from "../table/table.ts";

/** What may be shown of one system: 1 = hidden, per cell of its table; or why nothing of it is. */
export type SystemResult = { readonly hidden: Uint8Array } | { readonly reason: string };

/** Protects one table of counts. `check` looks once more at what is about to be shown; false where a hidden number can be worked out. */
export function protectSystem(table: Table, policy: Policy, check: (tables: readonly ProtectedTable[]) => boolean = () => true): SystemResult {
  const outcome = protect([table], policy);
  if (outcome.status === "refused") return { reason: outcome.findings[0].code };
  const [measure] = outcome.tables[0].measures;
  return measure.status === "protected" && check(outcome.tables) ? { hidden: measure.hidden } : { reason: "mask/unsafe" };
}
