import type { Message } from "../i18n/message.ts";
import { BUILT_IN, type Policy } from "./policy.ts";
import type { ParsedPolicy } from "./parse.ts";
import { tightenPolicy } from "./tighten.ts";

/** Days before the last one in which the end is announced. */
const WARNED_DAYS = 60;

/** Why nothing is shown where a policy cannot be read. */
export const UNREADABLE: Message = { code: "policy/unreadable" };

const DAY = 24 * 60 * 60 * 1000;

/** What holds today, and what readers are told of it; `policy` null: no table may be shown. */
export interface InForce {
  readonly policy: Policy | null;
  readonly notices: readonly Message[];
  /** Of the policy file in force, where there is one. */
  readonly sha256?: string;
}

/**
 * The policy in force on a day (ISO date). An authentic policy out of its time holds together with the built-in default; without
 * any policy the default holds alone, and readers are told for as long as it does; one that cannot be read refuses every table.
 */
export function inForce(read: ParsedPolicy | null, today: string): InForce {
  if (read === null) return { policy: BUILT_IN, notices: [{ code: "policy/none" }] };
  if (read.status === "refused") return { policy: null, notices: [UNREADABLE] };
  const { policy } = read, notice = timeNotice(policy, today);
  if (notice === null || notice.code === "policy/endsSoon") return { policy, notices: notice === null ? [] : [notice] };
  const joined = tightenPolicy(policy, BUILT_IN);
  return { policy: joined === "refuse" ? null : joined, notices: [notice] };
}

/** What there is to say of a policy's time on a day; null within it. */
export function timeNotice({ valid: { from, to } }: Policy, today: string): Message | null {
  if (from !== null && today < from) return { code: "policy/notYetValid", params: { from } };
  if (to === null) return null;
  if (today > to) return { code: "policy/expired", params: { to } };
  const days = Math.round((Date.parse(to) - Date.parse(today)) / DAY);
  return days <= WARNED_DAYS ? { code: "policy/endsSoon", params: { to, n: days } } : null;
}
