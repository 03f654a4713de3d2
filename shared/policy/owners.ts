import { cellCount, type Axis, type Cross, type Table } from "../table/table.ts";
import { municipalityCode } from "./municipalities.ts";

/** Names of fields whose leaves are municipalities even where their members are codes of their own. */
const MUNICIPAL_FIELD = /kommune|omr(å|aa)de|municipal/i;

/** Municipality that owns each cell of a table, by code or member name; null for cells of none. */
export function ownersOf(table: Table): readonly (string | null)[] {
  if (table.shape.kind === "linear") return table.shape.owners ?? new Array<null>(cellCount(table.shape)).fill(null);
  let owners: (string | null)[] = [null];
  for (const axis of table.shape.axes) {
    const along = axisOwners(axis, table.shape);
    owners = owners.flatMap((owner) => along.map((own) => owner ?? own));
  }
  return owners;
}

/** Owner of each member: what the source states, else members that are municipalities, else leaves of a municipal field. */
function axisOwners(axis: Axis, shape: Cross): readonly (string | null)[] {
  if (axis.owners !== undefined) return axis.owners;
  const named = axis.members.map((member, at) => municipalityIn(axis, at) ?? municipalityCode(member));
  if (new Set(named.filter((owner) => owner !== null)).size >= 2) return named;
  if (!MUNICIPAL_FIELD.test(axis.name) || shape.axes.some((other) => other.owners !== undefined)) return axis.members.map(() => null);
  const parents = new Set(axis.hierarchies.flatMap((hierarchy) => hierarchy.parent));
  return axis.members.map((member, at) => (parents.has(at) ? null : member));
}

function municipalityIn(axis: Axis, member: number): string | null {
  for (const value of Object.values(axis.coordinates?.[member] ?? {})) {
    const code = municipalityCode(value);
    if (code !== null) return code;
  }
  const label = axis.labels?.[member];
  return label === undefined ? null : municipalityCode(label);
}
