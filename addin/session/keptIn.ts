import daKeeping from "../../shared/i18n/da/keeping.ts";
import enKeeping from "../../shared/i18n/en/keeping.ts";
import type { Host } from "../host.ts";
import type { Note } from "./note.ts";
import type { Kept } from "./sheetState.ts";

/** What stands in the first cell of every protected sheet, in either language. */
const TITLES: readonly unknown[] = [daKeeping["sheet/title"], enKeeping["sheet/title"]];

/**
 * The protected sheets of earlier openings that are still there, by Excel's id or, where that is another today, by name. One
 * of which only one of the two is left must still bear our title: a sheet of the user's own under that name is never written to.
 */
export async function keptIn({ kept }: Note, host: Host): Promise<readonly Kept[]> {
  const { sheets } = await host.look({ ranges: [] }), found = kept.flatMap(({ sheet, name, into, id }) => {
    const there = sheets.find((one) => one.id === id) ?? sheets.find((one) => one.name === into);
    return there === undefined ? [] : [{ of: { sheet, name }, ref: there, sure: there.id === id && there.name === into }];
  });
  const { blocks } = await host.look({ ranges: found.map(({ ref }) => ({ sheet: ref.id, row: 0, column: 0, rows: 1, columns: 1 })) });
  return found.flatMap(({ of, ref, sure }, at): Kept[] => (sure || TITLES.includes(blocks[at]?.[0]?.[0]) ? [{ of, ref, shown: null, refused: [] }] : []));
}
