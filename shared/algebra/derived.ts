import type { System } from "../table/relations.ts";

/** A sum of hidden cells that a recipient can work out, and that is small. */
export interface DerivedSum {
  readonly relation: number;
  readonly cells: readonly number[];
  readonly sum: number;
  /** Municipality that has to know its own cells for it; −1 for anyone. */
  readonly insider: number;
}

export interface Published {
  readonly system: System;
  readonly values: Float64Array;
  /** 1 = not known to the recipient. */
  readonly hidden: Uint8Array;
  readonly owner: Int32Array;
  readonly insiders: boolean;
  /** Inclusive. */
  readonly limit: number;
}

/**
 * The small sum that one relation gives away, or null. Searched: the relation's shown total minus its shown parts; the
 * same with a hidden part replaced by its own hidden parts (the difference of two nested sums), as deep as that goes,
 * always by the smallest such sum; each for anyone and for each municipality that takes its own cells off; and the
 * difference to a relation that has the same hidden cells and more. Not searched: sums over further combinations.
 */
export function derivedSum(published: Published, relation: number): DerivedSum | null {
  const { system, hidden } = published;
  const at = system.start[relation];
  if (hidden[system.cells[at]] !== 0) return null;
  const found = isSurelyLarge(published, relation) ? null : small(published, relation, expanded(published, relation, 0));
  return found ?? nested(published, relation);
}

/**
 * Whether the first hidden parts, each replaced as in `expanded`, already sum to more than the limit for everyone: those of
 * no municipality, or those of one and those of others; or all of them are of one. Long relations are settled so by a few
 * parts.
 */
function isSurelyLarge(published: Published, relation: number): boolean {
  const { system, values, hidden, owner, insiders, limit } = published;
  let ofNone = 0, ofFirst = 0, ofOthers = 0, first = -1;
  for (let k = system.start[relation] + 1; k < system.start[relation + 1]; k++) {
    if (hidden[system.cells[k]] === 0) continue;
    for (const part of smallestParts(published, system.cells[k], 0)) {
      const own = insiders ? owner[part] : -1;
      if (own < 0) ofNone += values[part];
      else if (first < 0 || own === first) { first = own; ofFirst += values[part]; } else ofOthers += values[part];
    }
    if (ofNone > limit || (ofFirst > limit && ofOthers > limit)) return true;
  }
  return ofNone === 0 && ofOthers === 0 && ofFirst > limit;
}

/** Whether some relation around a cell gives away a small sum: its own relations, and those its hidden totals are part of. */
export function givesSum(published: Published, cell: number): boolean {
  const { system, hidden } = published;
  const relations = new Set(system.relationsOf.subarray(system.first[cell], system.first[cell + 1]));
  for (const relation of relations) {
    if (derivedSum(published, relation) !== null) return true;
    const total = system.cells[system.start[relation]];
    if (hidden[total] !== 0) for (const above of partIn(system, total)) relations.add(above);
  }
  return false;
}

/** Deepest replacement of hidden parts by their own parts: deeper than any hierarchy in use. */
const DEEPEST = 12;

/** Hidden parts of a relation, each replaced by its own hidden parts where their sum is smaller. */
function expanded(published: Published, relation: number, depth: number): number[] {
  const { system, hidden } = published;
  const cells: number[] = [];
  for (let k = system.start[relation] + 1; k < system.start[relation + 1]; k++) {
    const part = system.cells[k];
    if (hidden[part] !== 0) cells.push(...(depth < DEEPEST ? smallestParts(published, part, depth) : [part]));
  }
  return cells;
}

function smallestParts(published: Published, cell: number, depth: number): number[] {
  const { system, values } = published;
  let best = [cell], bestSum = values[cell];
  for (let e = system.first[cell]; e < system.first[cell + 1]; e++) {
    const relation = system.relationsOf[e];
    if (system.cells[system.start[relation]] !== cell) continue;
    const parts = expanded(published, relation, depth + 1);
    const sum = sumOf(values, parts);
    if (parts.length > 0 && sum < bestSum) { best = parts; bestSum = sum; }
  }
  return best;
}

function small({ values, owner, insiders, limit }: Published, relation: number, cells: readonly number[]): DerivedSum | null {
  if (cells.length === 0) return null;
  const sum = sumOf(values, cells);
  if (sum <= limit) return { relation, cells, sum, insider: -1 };
  if (!insiders) return null;
  for (const insider of new Set(cells.map((cell) => owner[cell]))) {
    if (insider < 0) continue;
    const others = cells.filter((cell) => owner[cell] !== insider);
    const rest = sumOf(values, others);
    if (others.length > 0 && rest <= limit) return { relation, cells: others, sum: rest, insider };
  }
  return null;
}

/** Another relation with a shown total whose hidden parts include this one's: the rest of them is known too. */
function nested(published: Published, relation: number): DerivedSum | null {
  const { system, hidden } = published, [a, b] = firstTwo(published, relation);
  if (b === undefined) return null;
  const others = shared(system, a, b).filter((other) => other !== relation);
  if (others.length === 0) return null;
  const mine = hiddenParts(published, relation);
  for (const other of others) {
    if (hidden[system.cells[system.start[other]]] !== 0) continue;
    const theirs = hiddenParts(published, other);
    if (theirs.length <= mine.length || !mine.every((cell) => theirs.includes(cell))) continue;
    const found = small(published, other, theirs.filter((cell) => !mine.includes(cell)));
    if (found !== null) return found;
  }
  return null;
}

/** The first two hidden parts of a relation. */
function firstTwo({ system, hidden }: Published, relation: number): number[] {
  const found: number[] = [];
  for (let k = system.start[relation] + 1; k < system.start[relation + 1] && found.length < 2; k++) if (hidden[system.cells[k]] !== 0) found.push(system.cells[k]);
  return found;
}

function hiddenParts({ system, hidden }: Published, relation: number): number[] {
  const found: number[] = [];
  for (let k = system.start[relation] + 1; k < system.start[relation + 1]; k++) if (hidden[system.cells[k]] !== 0) found.push(system.cells[k]);
  return found;
}

/** Relations in which both cells are parts. */
function shared(system: System, a: number, b: number): number[] {
  const ofA = partIn(system, a), ofB = partIn(system, b);
  return ofA.filter((relation) => ofB.includes(relation));
}

/** Relations in which a cell is a part, not the total. */
function partIn(system: System, cell: number): number[] {
  const found: number[] = [];
  for (let e = system.first[cell]; e < system.first[cell + 1]; e++) if (system.cells[system.start[system.relationsOf[e]]] !== cell) found.push(system.relationsOf[e]);
  return found;
}

function sumOf(values: Float64Array, cells: readonly number[]): number {
  let sum = 0;
  for (const cell of cells) sum += values[cell];
  return sum;
}
