import type { Oracle } from "../audit/attack.ts";
import type { Message } from "../i18n/message.ts";
import type { Policy } from "../policy/policy.ts";
import type { WorkbookFile } from "../workbook/workbookFile.ts";

/** block: must not leave the house. warn: somebody must look. info: travels with the file and is seldom a leak by itself. */
export type Severity = "block" | "warn" | "info";

/** Where something stands: a part of the package, and what a user sees of it. */
export interface Where {
  readonly part: string;
  readonly sheet?: string;
  /** A cell or a range. */
  readonly cell?: string;
}

/** Something that travels with the file. Coordinates and numbers of things, never a cell value. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly where: Where;
  /** How many values, members, rows or things. */
  readonly count: number;
  /** What was found; `n` is the count. Why it matters and what to do stand under the rule's id. */
  readonly message: Message;
  /** User names, for whoever asks for them. */
  readonly names?: readonly string[];
}

/** What a rule looks at. */
export interface Scene {
  readonly file: WorkbookFile;
  readonly policy: Policy;
  /** Linear programming that a host may lend to the recoverability rule. */
  readonly oracle?: Oracle;
}

/** One kind of leak. Its texts: `leak/<id>` names it, `leak/<id>/why`, `leak/<id>/do`, and one per finding. */
export interface Rule {
  readonly id: string;
  /** Severity of its findings unless one states its own. */
  readonly severity: Severity;
  /** Why it is on the list. */
  readonly source: string;
  readonly find: (scene: Scene) => readonly Found[];
  /** Some of it is beyond a client: `leak/<id>/unseen` says what. */
  readonly unseen?: true;
}

/** A finding as its rule states it. */
export interface Found {
  readonly where: Where;
  readonly count: number;
  readonly severity?: Severity;
  /** Last word of the message code; "found" where a rule has one kind of finding. */
  readonly kind?: string;
  readonly params?: Message["params"];
  readonly names?: readonly string[];
}

export function findings({ id, severity, find }: Rule, scene: Scene): readonly Finding[] {
  return find(scene).map(({ where, count, severity: own, kind, params, names }) => ({
    rule: id, severity: own ?? severity, where, count,
    message: { code: `leak/${id}/${kind ?? "found"}`, params: { ...params, n: count } },
    ...(names === undefined || names.length === 0 ? {} : { names }),
  }));
}
