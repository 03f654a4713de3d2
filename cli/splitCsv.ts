import Papa from "papaparse";
import type { SplitCsv } from "../shared/sources/csv.ts";

/** RFC 4180 rows by Papa Parse. */
export const splitCsv: SplitCsv = (text, delimiter) => {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, header: false, skipEmptyLines: false });
  return errors.some(({ type }) => type === "Quotes") ? null : data;
};
