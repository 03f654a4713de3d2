import { pathName } from "../../shared/table/path.ts";
import type { Axis, Table } from "../../shared/table/table.ts";

type Choices = Readonly<Record<string, string>>;

/** How `link` writes a choice of several members as one. */
const SET = "\u0002";

/** The range's axes with what defines their members in the PivotTable; null where a caption is none of its. */
export function matchedAxes({ shape: own }: Table, { shape: other }: Table): readonly Axis[] | null {
  if (own.kind === "linear" || other.kind === "linear") return null;
  const left = [...other.axes];
  const found = own.axes.map((axis) => {
    const at = left.findIndex((candidate) => choicesIn(axis, candidate) !== null);
    return at < 0 ? null : { ...axis, coordinates: choicesIn(axis, left.splice(at, 1)[0])! };
  });
  // A single line that names no member is the total over what the range does not break down by.
  const totals = left.map(totalOf);
  if (totals.some((total) => total === null)) return null;
  const beside: Choices = Object.assign({}, ...totals) as Choices;
  let isUsed = left.length === 0;
  const axes = found.map((axis, at) => {
    if (axis !== null || isUsed || own.axes[at].members.length !== 1) return axis;
    isUsed = true;
    return { ...own.axes[at], coordinates: [beside] };
  });
  return isUsed && axes.every((axis) => axis !== null) ? axes : null;
}

/** What defines each line of an axis by the other axis's captions; null where they are not all there. */
function choicesIn(axis: Axis, other: Axis): readonly Choices[] | null {
  const paths = captionPaths(other), at = new Map(paths.map((path, member) => [pathName(path), member]));
  if (at.size !== paths.length || other.coordinates === undefined) return null;
  const lines = axis.members.map((member) => (member === pathName([]) ? [] : member.split(pathName(["", ""])))), inner = lines.filter((path) => path.length > 0);
  const longest = Math.min(...inner.map((path) => path.length)) - 1;
  for (let above = 0; above <= longest; above++) {
    // Captions of the header that all lines have in common.
    if (inner.some((path) => path.slice(0, above).join() !== inner[0].slice(0, above).join())) return null;
    const members = inner.map((path) => at.get(pathName(path.slice(above))));
    if (members.some((member) => member === undefined)) continue;
    const total = inner.length === paths.filter((path) => path.length > 0).length ? totalOf(other) : setOf(members as number[], other.coordinates);
    if (inner.length < lines.length && total === null) return null;
    let next = 0;
    return lines.map((path) => (path.length === 0 ? total! : other.coordinates![members[next++]!]));
  }
  return null;
}

/** Captions from the outermost inwards, as a reader sees them; none for the total of everything. */
function captionPaths({ members, labels = members, hierarchies: [{ parent }] }: Axis): readonly (readonly string[])[] {
  const path = (member: number): readonly string[] => (members[member] === pathName([]) ? [] : [...(parent[member] === null || parent[member] < 0 ? [] : path(parent[member])), labels[member]]);
  return members.map((_, member) => path(member));
}

function totalOf({ members, coordinates }: Axis): Choices | null {
  const at = members.indexOf(pathName([]));
  return at < 0 ? null : coordinates?.[at] ?? null;
}

/** The choice of some members of one field; null over several fields. */
function setOf(members: readonly number[], coordinates: readonly Choices[]): Choices | null {
  const chosen = members.map((member) => Object.entries(coordinates[member])), fields = new Set(chosen.flatMap((choices) => choices.map(([field]) => field)));
  const [field] = fields;
  return fields.size !== 1 || chosen.some((choices) => choices.length !== 1) ? null : { [field]: chosen.map(([[, member]]) => member).sort().join(SET) };
}
