import { Dictionary } from "../algebra/dictionary.ts";
import { findWitness, proves, type Knowledge } from "./witness.ts";

/** What a recipient can do with a published pattern. */
export interface Audit {
  /** Hidden cells for which no second possible table was found: treated as disclosed. */
  readonly unproven: readonly number[];
}

/** Looks for a second possible table for every hidden cell; a pattern is safe when every cell has one. */
export function audit(knowledge: Knowledge): Audit {
  const { hidden } = knowledge;
  const dictionary = freedom(knowledge);
  const moved = new Uint8Array(hidden.length);
  const unproven: number[] = [];
  for (let cell = 0; cell < hidden.length; cell++) {
    if (hidden[cell] === 0 || moved[cell] !== 0) continue;
    const witness = findWitness(dictionary, knowledge, cell);
    if (witness === null || !proves(witness, knowledge)) { unproven.push(cell); continue; }
    for (const other of witness.cells) moved[other] = 1;
  }
  return { unproven: unproven.filter((cell) => moved[cell] === 0) };
}

/** Every movement the published numbers leave to the hidden cells. */
function freedom({ system, hidden, values, lower }: Knowledge): Dictionary {
  const dictionary = new Dictionary(system.variables, Uint8Array.from(values, (value) => (value <= lower ? 1 : 0)));
  for (let r = 0; r + 1 < system.start.length; r++) {
    const total = system.cells[system.start[r]!]!;
    const unknown = Array.from(system.cells.subarray(system.start[r], system.start[r + 1])).filter((cell) => hidden[cell] !== 0);
    dictionary.addRelation(unknown, unknown.map((cell) => (cell === total ? -1 : 1)));
  }
  return dictionary;
}
