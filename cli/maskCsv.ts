import type { Message } from "../shared/i18n/message.ts";
import type { Policy } from "../shared/policy/policy.ts";
import { BUILT_IN } from "../shared/policy/policy.ts";
import type { Options } from "./commandLine.ts";
import { maskList } from "./maskList.ts";
import { maskCsvFile, type Masked } from "./maskTables.ts";
import { listText } from "./listText.ts";
import { Problem } from "./problem.ts";
import type { InputFile } from "./readFile.ts";
import { sniffList } from "./sniffList.ts";

/** Bytes beyond which nobody keeps a crosstab. */
const LARGEST_CROSSTAB = 8 * 1024 * 1024;

/** A list where its headings name a measure, or columns are stated; else a crosstab, and a list where it is none. */
export async function maskCsv(file: InputFile, stated: Policy | null, options: Options, progress?: (message: Message) => void): Promise<Masked> {
  if (options.dimensions !== undefined || file.bytes.length > LARGEST_CROSSTAB || namesMeasure(file, stated ?? BUILT_IN)) return maskList(file, file.bytes, stated, options, progress);
  try {
    return maskCsvFile(file, stated, options);
  } catch (error) {
    if (!(error instanceof Problem) || (error.reason.code !== "csv/list" && error.reason.code !== "csv/delimiter")) throw error;
    return maskListOr(error, file, stated, options, progress);
  }
}

/** What is neither list nor crosstab is refused as a crosstab. */
async function maskListOr(crosstab: Problem, file: InputFile, stated: Policy | null, options: Options, progress?: (message: Message) => void): Promise<Masked> {
  try {
    return await maskList(file, file.bytes, stated, options, progress);
  } catch (error) {
    if (error instanceof Problem && crosstab.reason.code === "csv/delimiter" && error.reason.code === "list/header") throw crosstab;
    throw error;
  }
}

/** Crosstabs have members for headings; a list calls its count by name. */
function namesMeasure(file: InputFile, { measures, otherMeasures }: Policy): boolean {
  try {
    const { text, begin, decode } = listText(file.bytes), { names } = sniffList(text, begin, decode, file.path);
    return names.slice(1).some((name) => [measures, ...otherMeasures].some((rules) => rules.some(({ pattern, class: kind }) => kind === "persons" && new RegExp(pattern, "i").test(name))));
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}
