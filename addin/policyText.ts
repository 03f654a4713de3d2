import type { Policy } from "../shared/policy/policy.ts";
import type { Speak } from "./speak.ts";

/** The policy in the user's words: which one, its inclusive limit, and what it does with zeros. */
export interface PolicyText {
  readonly label: string;
  readonly limit: string;
  readonly zeros: string;
  /** The one explanation of every hidden cell. */
  readonly explanation: string;
}

export function policyText({ label, maxN, zeros }: Policy, speak: Speak): PolicyText {
  return {
    label: label === "built-in" ? speak.text("policy/built-in") : label,
    limit: speak.text("policy/limit", { maxN }),
    zeros: speak.text(zeros === "hide" ? "policy/zerosHidden" : "policy/zerosShown", { maxN }),
    explanation: speak.text("policy/explanation", { maxN }),
  };
}
