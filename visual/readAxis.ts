import type powerbi from "powerbi-visuals-api";
import type { Axis } from "../shared/table/table.ts";
import { pathName } from "../shared/table/path.ts";
import { Refusal, type MatrixAxis } from "./matrix.ts";

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
 * A group without a total is refused: protection needs the complete table.
 */
export function readAxis(role: "Rows" | "Columns", hierarchy: powerbi.DataViewHierarchy, caption: Caption): AxisReading {
  const groups = hierarchy.levels.filter((level) => !isMeasureLevel(level));
  const tree = new TreeReader(role, hierarchy, caption);
  tree.group(hierarchy.root.children ?? [], 0);
  const fields = groups.map((level) => level.sources.map((source) => source.displayName).join(", "));
  return { axis: tree.axis(), fields, leaves: tree.leaves };
}

function isMeasureLevel(level: powerbi.DataViewHierarchyLevel): boolean {
  return level.sources.length > 0 && level.sources.every((source) => source.isMeasure === true || source.roles?.["Values"] === true || source.roles?.["Count"] === true);
}

/** Gathers members and leaves of one tree while walking it in reading order. */
class TreeReader {
  readonly leaves: Leaf[] = [];
  private readonly paths: string[][] = [[]];
  private readonly labels: string[] = [""];
  private readonly parents: number[] = [-1];
  private readonly taken = new Set<string>([pathName([])]);

  constructor(private readonly role: string, private readonly hierarchy: powerbi.DataViewHierarchy, private readonly caption: Caption) {}

  /** Named by its place, as the axes of a pivot are: the same table then gives the same pattern in both hosts. */
  axis(): Axis {
    const name = this.role.toLowerCase();
    return { name, members: this.paths.map(pathName), labels: this.labels, hierarchies: [{ name, parent: this.parents }] };
  }

  /** Children of a group: measure headers, its subtotal and its parts. */
  group(children: readonly Node[], member: number): void {
    let totals = 0, parts = 0;
    for (const child of children) {
      if (this.isMeasure(child)) this.leaf(child, member);
      else if (child.isSubtotal === true) { totals++; this.total(child, member); }
      else { parts++; this.part(child, member); }
    }
    if (parts > 0 && totals !== 1) throw new Refusal({ code: "matrix/totals", params: { role: this.role } });
  }

  private total(node: Node, member: number): void {
    const children = node.children ?? [];
    if (children.length === 0) { this.leaf(node, member); return; }
    for (const child of children) {
      if (!this.isMeasure(child)) throw new Refusal({ code: "matrix/structure", params: { role: this.role } });
      this.leaf(child, member);
    }
  }

  private part(node: Node, parent: number): void {
    if (node.isCollapsed === true) throw new Refusal({ code: "matrix/collapsed", params: { role: this.role } });
    const member = this.add(node, parent);
    const children = node.children ?? [];
    if (children.length === 0) this.leaf(node, member);
    else this.group(children, member);
  }

  private add(node: Node, parent: number): number {
    const sources = this.hierarchy.levels[node.level ?? -1]?.sources;
    const values = node.levelValues;
    if (sources === undefined || values === undefined || values.length === 0) throw new Refusal({ code: "matrix/structure", params: { role: this.role } });
    const key = values.map((value) => keyText(value)).join(", ");
    const above = this.paths[parent];
    let path = [...above, key];
    for (let copy = 2; this.taken.has(pathName(path)); copy++) path = [...above, `${key} (${copy})`];
    this.taken.add(pathName(path));
    this.paths.push(path);
    this.parents.push(parent);
    return this.labels.push(values.map((value) => this.caption(value.value, sources[value.levelSourceIndex ?? 0])).join(", ")) - 1;
  }

  private leaf(node: Node, member: number): void {
    if ((node.children ?? []).length > 0) throw new Refusal({ code: "matrix/structure", params: { role: this.role } });
    this.leaves.push({ member, measure: this.isMeasure(node) ? node.levelSourceIndex ?? 0 : null, node });
  }

  private isMeasure(node: Node): boolean {
    const level = this.hierarchy.levels[node.level ?? -1];
    return level !== undefined && isMeasureLevel(level);
  }
}

/** Identity of a group value: independent of the reader's language. */
function keyText({ value }: GroupValue): string {
  return value instanceof Date ? value.toISOString() : value === null || value === undefined ? "(blank)" : String(value);
}
