import type powerbi from "powerbi-visuals-api";
import type { Message } from "../shared/i18n/message.ts";
import { eachInTurn, knownTogether } from "../shared/policy/audience.ts";
import { municipalityCode } from "../shared/policy/municipalities.ts";
import type { Policy, Rules } from "../shared/policy/policy.ts";
import { LOOSEST } from "../shared/policy/tighten.ts";
import { Refusal, type Told } from "./matrix.ts";

type Column = powerbi.DataViewMetadataColumn;

const ROLES = ["Reader", "DataSet"] as const;

/** A field that is told, not counted: it has no number in the table. */
export function isTold({ roles }: Column): boolean {
  return ROLES.some((role) => roles?.[role] === true) && roles?.["Values"] !== true && roles?.["Count"] !== true;
}

/** `texts`: by source, every value that its field has somewhere in the table. A reader who cannot be told is nobody's: no table. */
export function told(sources: readonly Column[], texts: readonly ReadonlySet<string>[]): Told {
  const inRole = (role: (typeof ROLES)[number]): string[] => [...new Set(sources.flatMap(({ roles }, index) => (roles?.[role] === true ? [...texts[index]] : [])))];
  const readers = inRole("Reader"), reader = readers.length === 1 ? municipalityCode(readers[0]) : null;
  if (reader === null && sources.some(({ roles }) => roles?.["Reader"] === true)) throw new Refusal({ code: "matrix/reader" });
  return { reader, dataSets: inRole("DataSet") };
}

/** Staff of another municipality see neither this one's own small numbers nor its own tables whole. */
export function rulesForReader({ reader }: Told, { municipality }: Policy): Partial<Rules> {
  return reader === null || reader === municipality?.code ? {} : { ownCells: "hide", allow: { ...LOOSEST.allow, ownDataExemption: false } };
}

/**
 * Why a reader is shown nothing; null where the table is protected towards that reader. The pattern itself never follows the
 * reader: two patterns of one table would together tell what each of them hides.
 */
export function readerRefusal({ reader }: Told, { audience }: Policy): Message | null {
  return reader === null || eachInTurn(audience) || knownTogether(audience).includes(reader) ? null : { code: "visual/reader", params: { municipality: reader } };
}
