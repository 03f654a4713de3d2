/** How far cells may move and what that costs, as it stands while a pattern grows and shrinks. All arrays are per variable. */
export interface Terrain {
  /** How far each cell may sink. */
  readonly slack: Float64Array;
  /** How far each cell may rise. */
  readonly headroom: Float64Array;
  /** 0 for a hidden cell, the loss for one that would have to be hidden, Infinity for one that must stay. */
  readonly price: Float64Array;
  /** Municipality that knows a cell, −1 for none. */
  readonly owner: Int32Array;
}

/** Stands for "no municipality": no cell has this owner. */
export const NOBODY = -2;

/** Any cost above nothing. */
export const FREE = 1e-9;
