import type { ListMeasure } from "../shared/list/protectList.ts";
import type { ListFile } from "./readList.ts";

/** The file again, byte for byte, with the mark in place of every hidden number. */
export function listCopy({ source, layout: { delimiter }, starts, list }: ListFile, measures: readonly ListMeasure[], mark: string): Uint8Array {
  const { text } = source, written = source.encode(mark), plain = /["\r\n]/.test(written) || written.includes(delimiter) ? `"${written.replaceAll('"', '""')}"` : written;
  const masked = [...measures].sort((a, b) => a.column - b.column), pieces: string[] = [];
  let copied = 0;
  for (let row = 0; row < list.rows; row++) {
    if (!masked.some(({ hidden }) => hidden[row] === 1)) continue;
    const spans = fieldSpans(text, starts[row], starts[row + 1], delimiter);
    for (const { column, hidden } of masked) {
      if (hidden[row] !== 1) continue;
      const [from, to] = spans[column];
      pieces.push(text.slice(copied, from), text[from] === '"' && !plain.startsWith('"') ? `"${plain}"` : plain);
      copied = to;
    }
  }
  pieces.push(text.slice(copied));
  return source.bytes(pieces.join(""));
}

/** Where each field of a record begins and ends, quotes included (RFC 4180). */
function fieldSpans(text: string, start: number, end: number, delimiter: string): readonly (readonly [from: number, to: number])[] {
  while (end > start && (text[end - 1] === "\n" || text[end - 1] === "\r")) end--;
  const spans: [number, number][] = [];
  for (let from = start; ; ) {
    let to = from;
    if (text[from] === '"') {
      do to = text.indexOf('"', to + 1) + 1; while (to > 0 && text[to] === '"');
      if (to <= 0 || to > end) to = end;
    }
    const next = text.indexOf(delimiter, to), last = next < 0 || next >= end;
    to = last ? end : next;
    spans.push([from, to]);
    if (last) return spans;
    from = to + delimiter.length;
  }
}
