import { logFolder } from "../shared/policy/ownDataLog.ts";
import type { Policy } from "../shared/policy/policy.ts";

/** What the municipality's own folder gets for each choice to show a table whole, or to protect it again: no number of any table. */
export interface FiledNote {
  /** Names the file, so that the same note sent twice is one. */
  readonly id: string;
  /** ISO. */
  readonly time: string;
  readonly event: "shownWhole" | "protectedAgain";
  readonly table: string;
  readonly dataSets: readonly string[];
}

/** Puts a note where the policy says. `code`: what the server answered, "" where no answer came. */
export type FileNote = (note: FiledNote) => Promise<{ readonly filed: true } | { readonly filed: false; readonly code: string }>;

/** Milliseconds until an answer is given up. */
const PATIENCE = 15_000;

/**
 * A small file per note, by PUT into the folder that the policy names, with the credentials the browser has for that server
 * (Windows sign-in). Null where the policy names no folder of a web server: then the user files the notes.
 */
export function noteFiling({ ownDataLog, municipality, label, revision }: Policy): FileNote | null {
  const folder = logFolder(ownDataLog);
  if (folder === null) return null;
  return async ({ id, ...note }) => {
    const body = JSON.stringify({ format: "diskret-own-data-note", version: 1, ...note, municipality: municipality?.code ?? null, policy: { label, revision } });
    try {
      const answer = await fetch(`${folder.address}diskret-${note.time.replace(/[:.]/g, "")}-${id}.json`, {
        method: "PUT", body, headers: { "Content-Type": "application/json" }, credentials: "include", mode: "cors", cache: "no-store", redirect: "error", referrerPolicy: "no-referrer", signal: AbortSignal.timeout(PATIENCE),
      });
      return answer.ok ? { filed: true } : { filed: false, code: String(answer.status) };
    } catch {
      return { filed: false, code: "" };
    }
  };
}
