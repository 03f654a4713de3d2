import type { Message } from "../shared/i18n/message.ts";

/** Exit codes of every command. */
export const DONE = 0, REFUSED = 1, FAILED = 2;
export type ExitCode = typeof DONE | typeof REFUSED | typeof FAILED;

/** Ends the work on one file, or the whole command, with one line for the user; a workbook may add one per pivot. */
export class Problem extends Error {
  readonly reason: Message;
  readonly details: readonly Message[];
  /** Refused (1), or could not run at all (2). */
  readonly exitCode: ExitCode;
  constructor(exitCode: ExitCode, code: string, params?: Message["params"], details: readonly Message[] = []) {
    super(code);
    this.exitCode = exitCode;
    this.details = details;
    this.reason = params === undefined ? { code } : { code, params };
  }
}

/** A reason about a file, unless it names another itself; its line begins with the file's name. */
export function about(file: string, { code, params }: Message): Message {
  return { code, params: { file, ...params } };
}
