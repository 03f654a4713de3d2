import type { Policy } from "../shared/policy/policy.ts";
import type { SourceNames } from "../shared/policy/resolve.ts";
import { onScreen, protectSources, type SourcesOutcome } from "../shared/protectSources.ts";
import type { Table } from "../shared/table/table.ts";

/** A table as readers of this screen see it, and as it may leave it in a file (without the reader's own small numbers). */
export interface Protected {
  readonly onScreen: SourcesOutcome;
  readonly inFiles: SourcesOutcome;
}

/**
 * Protects a table, and remembers the last one: an update that changes nothing but colours, a language or a setting of the
 * look brings the same numbers again, and the same table under the same policy has the same pattern.
 */
export class Protection {
  private last: { readonly table: Table; readonly rules: string; readonly result: Protected } | null = null;

  /** `floor`: the package's policy, `asked`: the same as the author has tightened it. What the floor hides stays hidden, then more is added. */
  of(table: Table, names: SourceNames, floor: Policy, asked: Policy): Protected {
    const rules = JSON.stringify([floor, asked, names]);
    if (this.last?.rules !== rules || !same(this.last.table, table)) {
      this.last = null;
      this.last = { table, rules, result: protectedTable(table, names, floor, asked) };
    }
    return this.last.result;
  }
}

function protectedTable(table: Table, names: SourceNames, floor: Policy, asked: Policy): Protected {
  const inFiles = protectSources([{ table, names }], asked, [floor]);
  return { inFiles, onScreen: onScreen(inFiles, [floor]) };
}

/** Whether everything that the engine sees is the same. */
function same(a: Table, b: Table): boolean {
  if (JSON.stringify(a.shape) !== JSON.stringify(b.shape) || a.measures.length !== b.measures.length) return false;
  return a.measures.every((measure, at) => {
    const { values, ...rest } = measure, { values: others, ...otherRest } = b.measures[at];
    return JSON.stringify(rest) === JSON.stringify(otherRest) && values.length === others.length && values.every((value, cell) => Object.is(value, others[cell]));
  });
}
