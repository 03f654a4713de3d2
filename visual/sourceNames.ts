import type powerbi from "powerbi-visuals-api";
import type { SourceNames } from "../shared/policy/resolve.ts";

/**
 * The names by which a data set is recognised, as the author captions them and as the query names them: a caption can
 * be changed for one visual, so it can add a data set's rules and take none away.
 */
export function sourceNames({ columns }: powerbi.DataViewMetadata): SourceNames {
  const inRole = (...roles: readonly string[]): readonly string[] =>
    columns.filter((column) => roles.some((role) => column.roles?.[role] === true)).flatMap(({ displayName, queryName }) => [displayName, ...(queryName === undefined ? [] : [queryName])]);
  return { measures: inRole("Values", "Count"), fields: inRole("Rows", "Columns") };
}
