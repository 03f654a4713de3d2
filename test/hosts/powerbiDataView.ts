import type powerbi from "powerbi-visuals-api";
import { pathName } from "../../shared/table/path.ts";
import type { Axis, Measure, Table } from "../../shared/table/table.ts";

type Node = powerbi.DataViewMatrixNode;
type Column = powerbi.DataViewMetadataColumn;

/** What surrounds the table in the report. Everything has Power BI's default. */
export interface Report {
  /** Captions of the fields per axis, outermost first; by default the axis name, numbered where it has more levels. */
  readonly fields?: { readonly rows?: readonly string[]; readonly columns?: readonly string[] };
  /** Field wells each measure stands in, by measure; by default Values. */
  readonly roles?: readonly (readonly ("Values" | "Count")[])[];
  /** Measures with one text everywhere, in field wells of their own. */
  readonly told?: readonly { readonly role: "Reader" | "DataSet"; readonly value: string | null }[];
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
 * axis 1 (if any) the columns; the steps of a member's name become nested group values. Shape of totals and measure
 * headers: Microsoft's matrixTests.ts. Totals that the table does not have are turned off in the report; NaN becomes a blank.
 */
export function matrixDataView(table: Table, report: Report = {}): powerbi.DataView {
  const [rowAxis, columnAxis] = axesOf(table);
  const sources = [
    ...table.measures.map((measure, index) => measureSource(measure, report.roles?.[index] ?? ["Values"], index)),
    ...(report.told ?? []).map(({ role }, at): Column => ({ displayName: role, queryName: `Data.${role}`, index: table.measures.length + at, isMeasure: true, roles: { [role]: true } })),
  ];
  const rowTree = new Tree(rowAxis, "Rows", report.fields?.rows, report.totals ?? "Bottom", sources.length);
  const columnTree = new Tree(columnAxis, "Columns", report.fields?.columns, "Bottom", sources.length + rowTree.sources.length);
  const leaves: { member: number; measure: number }[] = [];
  const columns = columnTree.nodes((member, node) => withMeasures(node, member, columnTree.sources.length, sources.length, leaves));
  const rows = rowTree.nodes((row, node) => ({ ...node, values: rowValues(table, report, row, leaves) }));
  return {
    metadata: {
      columns: [...rowTree.sources, ...columnTree.sources, ...sources], objects: { ...switches(rowTree, columnTree), ...report.objects },
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

/** The report's switches for totals, as `subtotals` in the capabilities names them. */
function switches(rows: Tree, columns: Tree): powerbi.DataViewObjects {
  return { ...(rows.complete && columns.complete ? {} : { subTotals: { perRowLevel: !rows.complete, perColumnLevel: !columns.complete } }) };
}

/** A group or leaf of the tree: its caption, its member if it has numbers, and its parts. */
interface Branch {
  readonly text: string | null;
  member: number | null;
  readonly parts: Map<string, Branch>;
}

/** One axis as a tree of nodes with the totals it has. */
class Tree {
  readonly sources: readonly Column[];
  /** Whether every group has its total. */
  readonly complete: boolean;
  private readonly root: Branch = { text: null, member: null, parts: new Map() };

  constructor(axis: Axis, role: string, fields: readonly string[] | undefined, private readonly totals: "Top" | "Bottom", index: number) {
    axis.members.forEach((name, member) => { this.add(name === pathName([]) ? [] : name.split(" / "), member, axis.labels?.[member]); });
    const depth = depthOf(this.root);
    this.complete = isComplete(this.root);
    this.sources = Array.from({ length: depth }, (_, level): Column => ({
      displayName: fields?.[level] ?? (depth === 1 ? axis.name : `${axis.name} ${level + 1}`),
      queryName: `Data.${axis.name}.${level}`, index: index + level, roles: { [role]: true },
    }));
  }

  private add(path: readonly string[], member: number, label: string | undefined): void {
    let branch = this.root;
    path.forEach((step, depth) => {
      const text = depth === path.length - 1 ? label ?? step : step, known = branch.parts.get(step);
      const next: Branch = known === undefined ? { text, member: null, parts: new Map() } : depth === path.length - 1 ? { ...known, text } : known;
      branch.parts.set(step, next);
      branch = next;
    });
    branch.member = member;
  }

  /** Top-level nodes; `finish` completes each leaf with values or measure headers. */
  nodes(finish: (member: number, node: Node) => Node): Node[] {
    if (this.sources.length === 0) return [finish(this.root.member ?? 0, { level: 0 })].flatMap((node) => node.children ?? [node]);
    return this.family(this.root, 0, finish);
  }

  private family({ member, parts }: Branch, level: number, finish: (member: number, node: Node) => Node): Node[] {
    const nodes = [...parts.values()].map((part): Node => {
      const node: Node = { level, levelValues: [{ levelSourceIndex: 0, value: part.text === "" ? null : part.text } as powerbi.DataViewMatrixGroupValue], identity: { identityIndex: part.member ?? -1 } };
      return part.parts.size === 0 ? finish(part.member ?? 0, node) : { ...node, children: this.family(part, level + 1, finish) };
    });
    const total = member === null ? [] : [finish(member, { level, isSubtotal: true })];
    return this.totals === "Top" ? [...total, ...nodes] : [...nodes, ...total];
  }
}

function depthOf({ parts }: Branch): number {
  return parts.size === 0 ? 0 : 1 + Math.max(...[...parts.values()].map(depthOf));
}

function isComplete({ member, parts }: Branch): boolean {
  return parts.size === 0 || (member !== null && [...parts.values()].every(isComplete));
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
    const cell = row * width + member, said = report.told?.[measure - table.measures.length], highlight = report.highlights?.[measure];
    return [at, {
      value: said === undefined ? orNull(table.measures[measure].values[cell]) : said.value as unknown as number, ...(measure === 0 ? {} : { valueSourceIndex: measure }),
      ...(highlight === undefined ? {} : { highlight: orNull(highlight[cell]) }),
    }];
  }));
}

/** Power BI's types know no null, its data does. */
function orNull(value: number | undefined): number {
  return value === undefined || Number.isNaN(value) ? null as unknown as number : value;
}
