import type { Message } from "../../shared/i18n/message.ts";
import { Cancelled } from "../engine/engine.ts";
import { HostError } from "../host.ts";

/** Only a `HostError` says what it is; anything else may quote cells. */
export function reasonOf(error: unknown): Message {
  if (error instanceof HostError) return error.reason;
  return { code: error instanceof Cancelled ? "host/cancelled" : "host/unexpected" };
}
