import type { MatrixAxis, Place } from "./matrix.ts";

/** Parts of each place of an axis, in the order they are drawn. */
export type Parts = readonly (readonly number[])[];

/** How the reader wants rows sorted: by their captions, or by the numbers of a column (its key). */
export interface Order {
  readonly by: "label" | { readonly column: string };
  readonly descending: boolean;
}

/** Parts in the host's order, or by name where the host's order would tell values. */
export function partsOf({ places }: MatrixAxis, byName: boolean, tag: string): Parts {
  const parts: number[][] = places.map(() => []);
  places.forEach(({ parent }, place) => { if (parent >= 0) parts[parent].push(place); });
  return byName ? sortedByLabel(parts, places, false, tag) : parts;
}

export function sortedByLabel(parts: Parts, places: readonly Place[], descending: boolean, tag: string): Parts {
  const compare = new Intl.Collator(tag, { numeric: true }).compare, sign = descending ? -1 : 1;
  return parts.map((family) => [...family].sort((a, b) => sign * compare(places[a].text, places[b].text)));
}

/**
 * Parts by the number that each of them shows; null where one of them is hidden, for then the order itself would tell
 * (9, hidden, 9). A blank stands last. `shown`: the number of a place, NaN for a blank, null where it is hidden.
 */
export function sortedByNumber(parts: Parts, shown: (place: number) => number | null, descending: boolean): Parts | null {
  const keys = new Map(parts.flat().map((place) => [place, shown(place)]));
  if ([...keys.values()].includes(null)) return null;
  const value = (place: number): number => keys.get(place) ?? NaN;
  const compare = (a: number, b: number): number =>
    Number.isNaN(value(a)) || Number.isNaN(value(b)) ? Number(Number.isNaN(value(a))) - Number(Number.isNaN(value(b))) : descending ? value(b) - value(a) : value(a) - value(b);
  return parts.map((family) => [...family].sort(compare));
}
