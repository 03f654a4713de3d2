import type powerbi from "powerbi-visuals-api";
import type { Axis } from "../shared/table/table.ts";
import { pathName } from "../shared/table/path.ts";
import { Refusal, type MatrixAxis, type Place } from "./matrix.ts";
import { isTold } from "./told.ts";

type Node = powerbi.DataViewMatrixNode;
type GroupValue = powerbi.DataViewMatrixGroupValue;

/** One line of the matrix: a row with its values, or a column (of one measure) at its place in reading order. */
export interface Leaf {
  readonly member: number;
  /** Index of the measure where the axis carries measure headers, else null. */
  readonly measure: number | null;
  readonly node: Node;
}

export interface AxisReading extends MatrixAxis {
  readonly leaves: readonly Leaf[];
}

/** Writes a group value for the reader; `field` is its source column. */
export type Caption = (value: powerbi.PrimitiveValue | undefined, field: powerbi.DataViewMetadataColumn | undefined) => string;

/**
 * Reads one tree of the matrix. Totals are nodes: the subtotal of X is a child of X with `isSubtotal`; the grand
 * total is a level-0 leaf even where deeper levels exist; with several measures the children of a leaf group, and
 * of a total, are measure headers (Microsoft's matrixTests.ts, "matrixTwoRowGroupsTwoColumnGroupsTwoMeasuresAndTotals").
 * A total may be missing only where the report turned it off (`mayLack`), and then on the whole level.
 */
export function readAxis(role: "Rows" | "Columns", hierarchy: powerbi.DataViewHierarchy, mayLack: boolean, caption: Caption): AxisReading {
  const groups = hierarchy.levels.filter((level) => !isMeasureLevel(level));
  const tree = new TreeReader(role, hierarchy, mayLack, caption);
  tree.read();
  const fields = groups.map((level) => level.sources.map((source) => source.displayName).join(", "));
  return { axis: tree.axis(), places: tree.places, levels: hierarchy.levels, fields, leaves: tree.leaves };
}

function isMeasureLevel(level: powerbi.DataViewHierarchyLevel): boolean {
  return level.sources.length > 0 && level.sources.every((source) => source.isMeasure === true || source.roles?.["Values"] === true || source.roles?.["Count"] === true || isTold(source));
}

/** Gathers places, members and leaves of one tree while walking it in reading order. */
class TreeReader {
  readonly leaves: Leaf[] = [];
  readonly places: Place[] = [];
  private readonly paths: (readonly string[])[] = [];
  private readonly labels: string[] = [];
  private readonly parents: number[] = [];
  private readonly taken = new Set<string>();
  /** Whether the groups of a level have totals. */
  private readonly totalled = new Map<number, boolean>();

  constructor(private readonly role: string, private readonly hierarchy: powerbi.DataViewHierarchy, private readonly mayLack: boolean, private readonly caption: Caption) {}

  read(): void {
    this.group(this.hierarchy.root.children ?? [], { text: "", parent: -1, node: null }, [], 0, -1);
  }

  /** Named by its place, as the axes of a pivot are: the same table then gives the same pattern in both hosts. */
  axis(): Axis {
    const name = this.role.toLowerCase();
    return { name, members: this.paths.map(pathName), labels: this.labels, hierarchies: [{ name, parent: this.parents }] };
  }

  /** A group and all below it. Its member stands before those of its parts; without a total it has none. */
  private group(children: readonly Node[], head: Omit<Place, "member" | "name">, path: readonly string[], depth: number, above: number): void {
    const kinds = children.map((child) => this.isMeasure(child) ? "header" : child.isSubtotal === true || this.isWhole(child) ? "total" : "part");
    const totals = kinds.filter((kind) => kind === "total").length, grouped = kinds.includes("part");
    if (kinds.includes("header") && (grouped || totals > 0)) throw this.refusal("matrix/structure");
    if (grouped) this.checkTotals(totals, depth);
    const member = grouped && totals === 0 ? null : this.member(path, head.text, above);
    const place = this.places.push({ ...head, name: pathName(path), member }) - 1;
    children.forEach((child, at) => {
      if (kinds[at] === "part") this.part(child, place, path, depth + 1, member ?? above);
      else if (member !== null) for (const leaf of kinds[at] === "total" ? this.totalLeaves(child) : [child]) this.leaf(leaf, member);
    });
  }

  private checkTotals(totals: number, depth: number): void {
    const expected = this.totalled.get(depth) ?? totals === 1;
    if (totals > 1 || (totals === 0 && !this.mayLack) || expected !== (totals === 1)) throw this.refusal("matrix/totals");
    this.totalled.set(depth, expected);
  }

  private totalLeaves(total: Node): readonly Node[] {
    const children = total.children ?? [];
    if (children.some((child) => !this.isMeasure(child))) throw this.refusal("matrix/structure");
    return children.length === 0 ? [total] : children;
  }

  private part(node: Node, parent: number, above: readonly string[], depth: number, member: number): void {
    if (node.isCollapsed === true) throw this.refusal("matrix/collapsed");
    const sources = this.hierarchy.levels[node.level ?? -1]?.sources, values = node.levelValues ?? valueAlone(node);
    if (sources === undefined || values === undefined || values.length === 0) throw this.refusal("matrix/structure");
    const path = this.unique(above, values.map((value) => keyText(value)).join(", "));
    const head = { text: values.map((value) => this.caption(value.value, sources[value.levelSourceIndex ?? 0])).join(", "), parent, node };
    if ((node.children ?? []).length > 0) { this.group(node.children ?? [], head, path, depth, member); return; }
    const own = this.member(path, head.text, member);
    this.places.push({ ...head, name: pathName(path), member: own });
    this.leaf(node, own);
  }

  private member(path: readonly string[], label: string, parent: number): number {
    this.parents.push(parent);
    this.labels.push(label);
    return this.paths.push(path) - 1;
  }

  /** Two groups of one caption are two members (their keys differ in the model). */
  private unique(above: readonly string[], key: string): readonly string[] {
    let path = [...above, key];
    for (let copy = 2; this.taken.has(pathName(path)); copy++) path = [...above, `${key} (${copy})`];
    this.taken.add(pathName(path));
    return path;
  }

  private leaf(node: Node, member: number): void {
    if ((node.children ?? []).length > 0) throw this.refusal("matrix/structure");
    this.leaves.push({ member, measure: this.isMeasure(node) ? node.levelSourceIndex ?? 0 : null, node });
  }

  private isMeasure(node: Node): boolean {
    const level = this.hierarchy.levels[node.level ?? -1];
    return level !== undefined && isMeasureLevel(level);
  }

  /** Where the role is empty, one node without a group stands for the whole axis. */
  private isWhole({ levelValues }: Node): boolean {
    return this.hierarchy.levels.length === 0 && levelValues === undefined;
  }

  private refusal(code: string): Refusal {
    return new Refusal({ code, params: { role: this.role } });
  }
}

/** Before nodes had values per level they had one; nothing at all is no group. */
function valueAlone(node: Node): readonly GroupValue[] | undefined {
  return "value" in node ? [{ levelSourceIndex: 0, value: node.value ?? null }] as readonly GroupValue[] : undefined;
}

/** Identity of a group value: independent of the reader's language. */
function keyText({ value }: GroupValue): string {
  return value instanceof Date ? value.toISOString() : value === null || value === undefined ? "(blank)" : String(value);
}
