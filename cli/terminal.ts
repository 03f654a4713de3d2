import type { Message } from "../shared/i18n/message.ts";
import { line, type Speak } from "./speech.ts";

/** Where a command speaks: results on standard output, everything else on standard error. */
export interface Terminal {
  readonly speak: Speak;
  readonly print: (text: string) => void;
  /** One line about what went wrong. */
  readonly complain: (message: Message) => void;
  /** What is being done; shown only where somebody watches, and wiped before anything else is written. */
  readonly progress: (message: Message) => void;
}

interface Stream {
  readonly isTTY?: boolean;
  readonly write: (text: string) => unknown;
}

const WIPE = "\r\u001b[2K";

export function terminalOn(output: Stream, errors: Stream, speak: Speak): Terminal {
  let pending = false;
  const wipe = () => {
    if (pending) errors.write(WIPE);
    pending = false;
  };
  return {
    speak,
    print: (text) => { wipe(); output.write(`${text}\n`); },
    complain: (message) => { wipe(); errors.write(`${line(message, speak)}\n`); },
    progress: (message) => {
      if (errors.isTTY !== true) return;
      wipe();
      errors.write(speak(message));
      pending = true;
    },
  };
}
