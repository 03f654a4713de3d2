import type { Blank } from "../table/table.ts";
import { joinAudiences } from "./audience.ts";
import type { Allowed, MeasureRule, Policy, Rules } from "./policy.ts";

/** Choices from the weakest to the strictest. */
const ORDER = {
  zeros: ["show", "hide"],
  blank: ["zero", "infer", "suppressed"],
  protection: ["exact", "standard", "interval"],
  explain: ["full", "one"],
  ledger: ["off", "released", "shown"],
  filteredViews: ["show", "warn", "refuse"],
  ownCells: ["show", "hide"],
} as const satisfies { readonly [K in keyof Rules]?: readonly Rules[K][] };

/** The later of two choices in their order. */
function stricter<const C>(order: readonly C[], a: C, b: C): C {
  return order[Math.max(order.indexOf(a), order.indexOf(b))];
}

/** What an empty cell means where tables and a policy say something of it: the strictest reading. */
export function strictestBlank(policy: Blank, stated: readonly (Blank | undefined)[]): Blank {
  return stated.reduce<Blank>((mode, blank) => stricter(ORDER.blank, mode, blank ?? mode), policy);
}

/** What is no number says nothing: it may come out of a file that anybody can edit, and must not turn the other into none. */
function larger(a: number, b: number): number {
  if (!Number.isFinite(a)) return b;
  return Number.isFinite(b) ? Math.max(a, b) : a;
}

/** A list that says nothing: joined with it, another list holds alone. */
export const NO_LIST: readonly MeasureRule[] = [{ pattern: "", class: "notPersons" }];

/** The least element: joined with it, anything stays as it is. */
export const LOOSEST: Rules = {
  maxN: 1,
  zeros: "show",
  blank: "zero",
  protection: "exact",
  audience: "none",
  explain: "full",
  ledger: "off",
  ledgerDays: 1,
  filteredViews: "show",
  filteredMinimum: 0,
  ownCells: "show",
  allow: { ownDataExemption: true, displayMasking: true, forgetting: true, export: true, contextMenu: true, publishToWeb: true },
  measures: NO_LIST,
  otherMeasures: [],
};

/** The greatest element: no table is shown. For a policy that is unreadable, tampered with, foreign, or of an unknown version. */
export const REFUSE = "refuse";
export type Strictness = Rules | typeof REFUSE;

/**
 * The least rules that are at least as strict as both: commutative, associative, idempotent and monotone, so the order in
 * which package, municipality, workbook and author are joined says nothing, and none of them can loosen another.
 */
export function tighten(a: Strictness, b: Strictness): Strictness {
  if (a === REFUSE || b === REFUSE) return REFUSE;
  return {
    maxN: larger(a.maxN, b.maxN),
    zeros: stricter(ORDER.zeros, a.zeros, b.zeros),
    blank: stricter(ORDER.blank, a.blank, b.blank),
    protection: stricter(ORDER.protection, a.protection, b.protection),
    audience: joinAudiences(a.audience, b.audience),
    explain: stricter(ORDER.explain, a.explain, b.explain),
    ledger: stricter(ORDER.ledger, a.ledger, b.ledger),
    ledgerDays: larger(a.ledgerDays, b.ledgerDays),
    filteredViews: stricter(ORDER.filteredViews, a.filteredViews, b.filteredViews),
    filteredMinimum: Math.max(a.filteredMinimum, b.filteredMinimum),
    ownCells: stricter(ORDER.ownCells, a.ownCells, b.ownCells),
    allow: both(a.allow, b.allow),
    ...joinLists(a, b),
  };
}

/** A policy under further rules. Only what protects is joined: who decided it, its mark and its name stay. */
export function tightenPolicy(policy: Policy, further: Partial<Rules> | typeof REFUSE): Policy | typeof REFUSE {
  const joined = tighten(rulesOf(policy), further === REFUSE ? REFUSE : { ...LOOSEST, ...further });
  return joined === REFUSE ? REFUSE : { ...policy, ...joined };
}

/** What protects in a policy, in the one form that equal rules have. */
export function rulesOf({ maxN, zeros, blank, protection, audience, explain, ledger, ledgerDays, filteredViews, filteredMinimum, ownCells, allow, measures, otherMeasures }: Rules): Rules {
  return { maxN, zeros, blank, protection, audience: joinAudiences(audience, "none"), explain, ledger, ledgerDays, filteredViews, filteredMinimum, ownCells, allow, ...joinLists({ measures, otherMeasures }, LOOSEST) };
}

/** Whether two policies hide the same cells of every table: what else they say concerns whoever shows it. */
export function hideAlike(a: Policy, b: Policy): boolean {
  return whatHides(a) === whatHides(b);
}

function whatHides(policy: Policy): string {
  const { maxN, zeros, blank, protection, audience, filteredViews, measures, otherMeasures } = rulesOf(policy);
  return JSON.stringify([maxN, zeros, blank, protection, audience, filteredViews, measures, otherMeasures, policy.allow.ownDataExemption, policy.municipality, policy.dataSets, policy.catalogue]);
}

function both(a: Allowed, b: Allowed): Allowed {
  return {
    ownDataExemption: a.ownDataExemption && b.ownDataExemption,
    displayMasking: a.displayMasking && b.displayMasking,
    forgetting: a.forgetting && b.forgetting,
    export: a.export && b.export,
    contextMenu: a.contextMenu && b.contextMenu,
    publishToWeb: a.publishToWeb && b.publishToWeb,
  };
}

type Lists = Pick<Rules, "measures" | "otherMeasures">;

/** All lists of both, each once, in a fixed order. */
function joinLists(a: Lists, b: Lists): Lists {
  const lists = new Map([a.measures, ...a.otherMeasures, b.measures, ...b.otherMeasures].map((list) => [JSON.stringify(list.map(fields)), list]));
  if (lists.size > 1) lists.delete(JSON.stringify(NO_LIST.map(fields)));
  const [measures, ...otherMeasures] = [...lists.keys()].sort().map((key) => lists.get(key) ?? NO_LIST);
  return { measures: measures ?? NO_LIST, otherMeasures };
}

function fields({ pattern, class: kind, base = "", reason = "" }: MeasureRule): readonly string[] {
  return [pattern, kind, base, reason];
}
