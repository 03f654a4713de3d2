import type powerbi from "powerbi-visuals-api";
import { pathName } from "../../shared/table/path.ts";
import { cellCount, type Axis, type Measure, type Table } from "../../shared/table/table.ts";

type Node = powerbi.DataViewMatrixNode;
type Column = powerbi.DataViewMetadataColumn;

/** What surrounds the table in the report. Everything has Power BI's default. */
export interface Report {
  /** Captions of the fields per axis, outermost first; by default the axis name, numbered where it has more levels. */
  readonly fields?: { readonly rows?: readonly string[]; readonly columns?: readonly string[] };
  /** Field wells each measure stands in, by measure; by default Values. */
  readonly roles?: readonly (readonly ("Values" | "Count")[])[];
  /** Where subtotals stand among their siblings. */
  readonly totals?: "Top" | "Bottom";
  /** Objects as the report file stores them (format pane). */
  readonly objects?: powerbi.DataViewObjects;
  /** More data waits to be fetched. */
  readonly segment?: boolean;
  /** A slicer or filter holds. */
  readonly filtered?: boolean;
  /** Values of a selection in another visual, by measure and cell. */
  readonly highlights?: readonly Float64Array[];
}

/**
 * A table as Power BI delivers it to a visual with a matrix mapping and all subtotals on. Axis 0 becomes the rows,
 * axis 1 (if any) the columns; a member's label becomes its group value, its depth its level. Shape of totals and
 * measure headers: Microsoft's matrixTests.ts. An axis without a common root gets the grand total that Power BI
 * would compute (a sum); NaN becomes a blank.
 */
export function matrixDataView(given: Table, report: Report = {}): powerbi.DataView {
  const table = withGrandTotals(given);
  const [rowAxis, columnAxis] = axesOf(table);
  const sources = table.measures.map((measure, index) => measureSource(measure, report.roles?.[index] ?? ["Values"], index));
  const rowTree = new Tree(rowAxis, "Rows", report.fields?.rows, report.totals ?? "Bottom", sources.length);
  const columnTree = new Tree(columnAxis, "Columns", report.fields?.columns, "Bottom", sources.length + rowTree.sources.length);
  const leaves: { member: number; measure: number }[] = [];
  const columns = columnTree.nodes((member, node) => withMeasures(node, member, columnTree.sources.length, sources.length, leaves));
  const rows = rowTree.nodes((row, node) => ({ ...node, values: rowValues(table, report, row, leaves) }));
  return {
    metadata: {
      columns: [...rowTree.sources, ...columnTree.sources, ...sources], objects: report.objects ?? {},
      ...(report.segment === true ? { segment: {} } : {}), ...(report.filtered === undefined ? {} : { isDataFilterApplied: report.filtered }),
    },
    matrix: {
      rows: { root: { children: rows }, levels: rowTree.sources.map((source) => ({ sources: [source] })) },
      columns: { root: { children: columns }, levels: [...columnTree.sources.map((source) => ({ sources: [source] })), ...(sources.length > 1 || columnTree.sources.length === 0 ? [{ sources }] : [])] },
      valueSources: sources,
    },
  };
}

function axesOf(table: Table): [Axis, Axis] {
  if (table.shape.kind !== "cross") throw new RangeError("only a table of axes fits a matrix");
  const [rows, columns, ...more] = table.shape.axes;
  if (rows === undefined || more.length > 0) throw new RangeError("a matrix has one or two axes");
  return [rows, columns ?? { name: "columns", members: [pathName([])], hierarchies: [{ name: "columns", parent: [-1] }] }];
}

function measureSource(measure: Measure, roles: readonly string[], index: number): Column {
  const query = measure.aggregation === "sum" ? `Sum(Data.${measure.name})` : measure.aggregation === "count" ? `CountNonNull(Data.${measure.name})` : `Data.${measure.name}`;
  return { displayName: measure.name, queryName: query, index, isMeasure: true, roles: Object.fromEntries(roles.map((role) => [role, true])), format: measure.numberFormat ?? "#,0" };
}

/** One axis as a tree of nodes with its totals. */
class Tree {
  readonly sources: readonly Column[];
  private readonly children: readonly (readonly number[])[];

  constructor(private readonly axis: Axis, role: string, fields: readonly string[] | undefined, private readonly totals: "Top" | "Bottom", index: number) {
    const parent = axis.hierarchies[0]?.parent ?? [-1];
    this.children = axis.members.map((_, member) => parent.flatMap((above, child) => (above === member ? [child] : [])));
    const depth = Math.max(0, ...axis.members.map((_, member) => levelOf(parent, member))) ;
    this.sources = Array.from({ length: depth }, (_, level): Column => ({
      displayName: fields?.[level] ?? (depth === 1 ? axis.name : `${axis.name} ${level + 1}`),
      queryName: `Data.${axis.name}.${level}`, index: index + level, roles: { [role]: true },
    }));
  }

  /** Top-level nodes; `finish` completes each leaf with values or measure headers. */
  nodes(finish: (member: number, node: Node) => Node): Node[] {
    const root = this.axis.hierarchies[0]?.parent.indexOf(-1) ?? 0;
    return this.sources.length === 0 ? [finish(root, { level: 0 })].flatMap((node) => node.children ?? [node]) : this.family(root, 0, finish);
  }

  private family(member: number, level: number, finish: (member: number, node: Node) => Node): Node[] {
    const parts = (): Node[] => this.children[member].map((child) => {
      const label = (this.axis.labels ?? this.axis.members)[child];
      const node: Node = { level, levelValues: [{ levelSourceIndex: 0, value: label === "" ? null : label } as powerbi.DataViewMatrixGroupValue], identity: { identityIndex: child } };
      return this.children[child].length === 0 ? finish(child, node) : { ...node, children: this.family(child, level + 1, finish) };
    });
    const total = (): Node => finish(member, { level, isSubtotal: true });
    return this.totals === "Top" ? [total(), ...parts()] : [...parts(), total()];
  }
}

function levelOf(parent: readonly (number | null)[], member: number): number {
  const above = parent[member];
  return above === null || above === undefined || above < 0 ? 0 : 1 + levelOf(parent, above);
}

/** With several measures, or no column field, a column leaf carries measure headers; each header is one leaf. */
function withMeasures(node: Node, member: number, depth: number, measures: number, leaves: { member: number; measure: number }[]): Node {
  for (let measure = 0; measure < measures; measure++) leaves.push({ member, measure });
  if (measures === 1 && depth > 0) return node;
  const headers = Array.from({ length: measures }, (_, measure): Node => ({
    level: depth, ...(measure === 0 ? {} : { levelSourceIndex: measure }), ...(node.isSubtotal === true ? { isSubtotal: true } : {}),
  }));
  return { ...node, children: headers };
}

function rowValues(table: Table, report: Report, row: number, leaves: readonly { member: number; measure: number }[]): Record<number, powerbi.DataViewMatrixNodeValue> {
  const width = table.shape.kind === "cross" ? table.shape.axes[1]?.members.length ?? 1 : 1;
  return Object.fromEntries(leaves.map(({ member, measure }, at): [number, powerbi.DataViewMatrixNodeValue] => {
    const cell = row * width + member, highlight = report.highlights?.[measure];
    return [at, {
      value: orNull(table.measures[measure].values[cell]), ...(measure === 0 ? {} : { valueSourceIndex: measure }),
      ...(highlight === undefined ? {} : { highlight: orNull(highlight[cell]) }),
    }];
  }));
}

/** Power BI's types know no null, its data does. */
function orNull(value: number | undefined): number {
  return value === undefined || Number.isNaN(value) ? null as unknown as number : value;
}

/** Gives every axis that has several roots one grand total, as Power BI computes it for a summed measure. */
function withGrandTotals(table: Table): Table {
  if (table.shape.kind !== "cross") throw new RangeError("only a table of axes fits a matrix");
  return table.shape.axes.reduce((grown, _, at) => withGrandTotal(grown, at), table);
}

function withGrandTotal(table: Table, at: number): Table {
  const axes = table.shape.kind === "cross" ? table.shape.axes : [];
  const axis = axes[at], parent = axis.hierarchies[0]?.parent ?? axis.members.map(() => -1);
  const roots = parent.flatMap((above, member) => (above === -1 ? [member] : []));
  if (roots.length === 1 && axis.members.length === 1 && axis.members[0] === pathName([]) || roots.length === 1 && parent.includes(roots[0])) return table;
  const grown: Axis = {
    ...axis, members: [...axis.members, pathName([])], labels: [...(axis.labels ?? axis.members), ""],
    hierarchies: [{ name: axis.name, parent: [...parent.map((above) => (above === -1 ? axis.members.length : above)), -1] }],
  };
  const shape = { kind: "cross" as const, axes: axes.map((other, k) => (k === at ? grown : other)) };
  return { ...table, shape, measures: table.measures.map((measure) => ({ ...measure, values: summed(measure.values, axes, at, roots, cellCount(shape)) })) };
}

/** Cells of the grown table: the old ones at their new place, the new member as the sum of the roots. */
function summed(values: Float64Array, axes: readonly Axis[], at: number, roots: readonly number[], cells: number): Float64Array {
  const size = axes[at].members.length, inner = axes.slice(at + 1).reduce((n, axis) => n * axis.members.length, 1);
  return Float64Array.from({ length: cells }, (_, cell) => {
    const outer = Math.floor(cell / (inner * (size + 1))), member = Math.floor(cell / inner) % (size + 1), rest = cell % inner;
    const old = (k: number): number => values[(outer * size + k) * inner + rest];
    if (member < size) return old(member);
    const parts = roots.map(old).filter((value) => !Number.isNaN(value));
    return parts.length === 0 ? NaN : parts.reduce((sum, value) => sum + value, 0);
  });
}
