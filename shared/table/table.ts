/**
 * A table: cells addressed by members of axes, with one or more measures.
 *
 * Encoding: cell index is row-major over the axes' members, last axis fastest. A blank cell is NaN.
 * Every inner member of a hierarchy equals the sum of its children (relation total = sum of parts), or counts
 * once who is in several of them; a reader whose host does not show a subtotal leaves that member out and attaches its children one level up.
 */
export interface Table {
  readonly name: string;
  readonly shape: Shape;
  readonly measures: readonly Measure[];
  /** Filters that hold for the whole table: field → members kept. Needed to join tables of one source. */
  readonly context?: Readonly<Record<string, readonly string[]>>;
  /** Tables with the same source describe the same population and are protected as one system. */
  readonly source?: string;
  /** Cells whose value is withheld and unknown already (an exported table). */
  readonly suppressed?: readonly number[];
  /** Cells the recipient knows although they may be hidden. */
  readonly known?: readonly number[];
  readonly blank?: Blank;
}

export type Blank = "zero" | "suppressed" | "infer";

export type Shape = Cross | Linear;

/** Full cross of axes. */
export interface Cross {
  readonly kind: "cross";
  readonly axes: readonly Axis[];
}

/** Any linear structure: cells by id, relations by cell index. */
export interface Linear {
  readonly kind: "linear";
  readonly cells: readonly string[];
  readonly relations: readonly LinearRelation[];
  /** Municipality that owns each cell (its code or name), null for cells of none. */
  readonly owners?: readonly (string | null)[];
}

export interface LinearRelation {
  readonly total: number;
  readonly parts: readonly number[];
  /** A sum whatever is counted, as in a hierarchy. */
  readonly isSum?: boolean;
}

export interface Axis {
  readonly name: string;
  /** Unique within the axis; for nested fields the whole path, so that equal captions stay apart. */
  readonly members: readonly string[];
  /** What a reader sees; defaults to `members`. */
  readonly labels?: readonly string[];
  readonly hierarchies: readonly Hierarchy[];
  /** Municipality that owns each member (its code or name), null for members above or outside municipalities. */
  readonly owners?: readonly (string | null)[];
  /** For each member the field → member choices that define it, so that cells of several tables can be compared. */
  readonly coordinates?: readonly Readonly<Record<string, string>>[];
}

export interface Hierarchy {
  readonly name: string;
  /** Index of the parent member, −1 for a root, null for a member outside this hierarchy. */
  readonly parent: readonly (number | null)[];
  /** Its totals are sums whatever is counted, also where those of other hierarchies count persons once: a mean of its parts, or counts that are sums of each other. */
  readonly isSum?: boolean;
}

export interface Measure {
  readonly name: string;
  /** One value per cell, NaN = blank. */
  readonly values: Float64Array;
  /** Stated by the source or the table file; policy decides where absent. */
  readonly class?: MeasureClass;
  /** Name of the count behind a `basedOn` measure. */
  readonly base?: string;
  /** How the host aggregated it: only sums and counts are additive by construction. */
  readonly aggregation?: "sum" | "count" | "other";
  /** False: stated by the source to count persons once in each part and once in the total, so that totals may be less than sums. */
  readonly additive?: boolean;
  readonly numberFormat?: string;
  /** Cells of this measure that are withheld and unknown already, where they are not the same in all measures of the table. */
  readonly suppressed?: readonly number[];
  /** Cells that stay hidden whatever their value: an earlier release of the same numbers hid them, or looser rules do. */
  readonly withheld?: readonly number[];
}

export type MeasureClass = "persons" | "basedOn" | "notPersons" | "unknown";

/** Number of cells of a shape. */
export function cellCount(shape: Shape): number {
  return shape.kind === "linear" ? shape.cells.length : shape.axes.reduce((n, axis) => n * axis.members.length, 1);
}
