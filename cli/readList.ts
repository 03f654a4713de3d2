import Papa from "papaparse";
import type { List, ListColumn } from "../shared/list/list.ts";
import { WholeNumbers } from "../shared/list/wholeNumbers.ts";
import { listText, type ListText } from "./listText.ts";
import { Problem, REFUSED } from "./problem.ts";
import { sniffList, type ListLayout } from "./sniffList.ts";

/** A list with its place in the file, so that single fields can be replaced. */
export interface ListFile {
  readonly list: List;
  readonly source: ListText;
  readonly layout: ListLayout;
  /** Where each row begins, and where the last one ends. */
  readonly starts: Uint32Array;
}

/** Distinct texts that a file may have in all its columns together: bounds memory. */
const MOST_TEXTS = 4_000_000;

/** Reads a list with Papa Parse: each column as numbers into its distinct texts. `name` is the file's, for reports. */
export function readList(file: { readonly path: string; readonly name: string }, bytes: Uint8Array): ListFile {
  const source = listText(bytes), layout = sniffList(source.text, source.begin, source.decode, file.path), width = layout.names.length;
  const columns = layout.names.map(() => ({ index: new Map<string, number>(), codes: new WholeNumbers() }));
  const starts = new WholeNumbers();
  let row = 0, ended = 0, distinct = 0, end = layout.body;
  const { text } = source;
  Papa.parse<string[]>(layout.body === 0 ? text : text.slice(layout.body), {
    delimiter: layout.delimiter, newline: layout.newline,
    step: ({ data, errors, meta }) => {
      if (errors.some(({ type }) => type === "Quotes")) throw new Problem(REFUSED, "csv/quotes", { file: file.path });
      const start = end;
      end = layout.body + meta.cursor;
      if (data.length === 1 && data[0] === "") { ended++; return; }
      if (data.length !== width || ended > 0) throw new Problem(REFUSED, "list/width", { file: file.path, row: row + 1 });
      starts.push(start);
      for (let c = 0; c < width; c++) {
        const { index, codes } = columns[c], field = data[c];
        let code = index.get(field);
        if (code === undefined) { index.set(field, code = index.size); distinct++; }
        codes.push(code);
      }
      if (distinct > MOST_TEXTS) throw new Problem(REFUSED, "list/tooVaried", { file: file.path });
      row++;
    },
  });
  if (row === 0) throw new Problem(REFUSED, "grid/empty", { file: file.path });
  starts.push(end);
  return { source, layout, starts: Uint32Array.from(starts.taken()), list: { name: file.name, rows: row, columns: layout.names.map((name, c) => column(name, columns[c].index, columns[c].codes.taken(), source)) } };
}

/** Texts that read alike but for blanks around them are one member. */
function column(name: string, index: ReadonlyMap<string, number>, codes: Int32Array, { decode }: ListText): ListColumn {
  const texts = new Map<string, number>(), code = new Int32Array(index.size);
  for (const [raw, at] of index) {
    const text = decode(raw).trim(), known = texts.get(text) ?? texts.size;
    texts.set(text, known);
    code[at] = known;
  }
  return { name, texts: [...texts.keys()], codes: codes.map((at) => code[at]) };
}
