import type { Area } from "./area.ts";
import type { PivotCache } from "./pivotCache.ts";

/** A PivotTable as its definition part states it (ECMA-376-1 §18.10.1.73), schema defaults filled in. */
export interface PivotRecord {
  readonly name: string;
  readonly sheet: string;
  readonly part: string;
  /** Body of the pivot on its sheet, page fields not included; `ref` as written. */
  readonly ref: string;
  readonly area: Area;
  /** Offsets from the area's first row and column to its first value. */
  readonly firstDataRow: number;
  readonly firstDataColumn: number;
  readonly cache: PivotCache;
  readonly fields: readonly PivotField[];
  readonly rows: PivotAxis;
  readonly columns: PivotAxis;
  readonly pageFields: readonly PageField[];
  readonly dataFields: readonly DataField[];
  readonly hierarchies: readonly PivotHierarchy[];
  readonly filters: readonly PivotFilter[];
  /** Form of the Values field, which has no field record of its own. */
  readonly compactData: boolean;
  readonly outlineData: boolean;
  /** Text shown for cells without data. */
  readonly missingCaption: string | undefined;
  /** False: totals of a cube also count members that are not shown. */
  readonly visualTotals: boolean;
  readonly subtotalHiddenItems: boolean;
}

/** Field number of "Values": it stands where several data fields are laid out. */
export const VALUES = -2;

export interface PivotAxis {
  /** Field numbers from outermost to innermost; `VALUES` is one of them where there are several data fields. */
  readonly fields: readonly number[];
  /** One per rendered line; undefined where the writer left them out. */
  readonly items: readonly AxisItem[] | undefined;
}

/** One rendered row or column (ECMA-376-1 §18.10.1.44). */
export interface AxisItem {
  /** "data", "default", "grand", "blank" or the function of a custom subtotal. */
  readonly kind: string;
  /** How many entries it takes over from the line before. */
  readonly repeated: number;
  readonly dataField: number;
  /** Its own entries: indexes into the items of the axis's fields, or data fields at `VALUES`. */
  readonly entries: readonly number[];
}

export interface PivotField {
  readonly items: readonly PivotItem[];
  readonly compact: boolean;
  readonly outline: boolean;
  /** Sorted by a value, so that the order tells how large the values are. */
  readonly sortedByValue: boolean;
  /** Property shown in a column of its own (cubes only). */
  readonly propertyColumn: boolean;
}

export interface PivotItem {
  /** "data", "default", "blank", "grand" or a subtotal function. */
  readonly kind: string;
  /** Index into the cache field's members. */
  readonly member: number | undefined;
  /** The user's own name for it. */
  readonly caption: string | undefined;
  readonly hidden: boolean;
  readonly calculated: boolean;
}

export interface PageField {
  readonly field: number;
  /** Chosen item; undefined for all of them or for several. */
  readonly item: number | undefined;
  /** Chosen member and hierarchy of a cube. */
  readonly uniqueName: string | undefined;
  readonly hierarchy: number | undefined;
}

export interface DataField {
  readonly name: string;
  readonly field: number;
  /** Aggregate function: "sum", "count", "average" … */
  readonly subtotal: string;
  /** "normal" or a calculation such as "percentOfTotal", also those that Excel 2010 added. */
  readonly showDataAs: string;
  readonly numberFormat: number | undefined;
}

export interface PivotHierarchy {
  /** Members of a choice, by unique name; empty where nothing is chosen. */
  readonly members: readonly string[];
  /** The choice names what is left out, not what is kept. */
  readonly excludes: boolean;
  /** Choices were made on several levels. */
  readonly levels: number;
}

export interface PivotFilter {
  readonly field: number;
  /** ST_PivotFilterType, e.g. "count" (Top N), "valueGreaterThan", "captionBeginsWith". */
  readonly type: string;
}
