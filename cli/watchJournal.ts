import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import path from "node:path";

/**
 * What became of each file, one JSON line each, on the disk before the next step is taken. `ready` names the copy's bytes before the copy
 * gets its name: after a power cut the copy is then known to be whole, and is not made again.
 */
export type Entry =
  | { readonly step: "begun"; readonly key: string }
  | { readonly step: "ready"; readonly key: string; readonly target: string; readonly temporary: string; readonly sha256: string }
  | { readonly step: "done" | "quarantined"; readonly key: string };

export interface Journal {
  /** How far a file has come; how often it was begun without an end. */
  readonly state: (key: string) => { readonly last: Entry | undefined; readonly begun: number };
  readonly unfinished: () => readonly Entry[];
  readonly note: (entry: Entry) => void;
  readonly close: () => void;
}

export function openJournal(folder: string): Journal {
  const file = path.join(folder, "journal.jsonl"), states = new Map<string, { last: Entry | undefined; begun: number }>();
  const take = (entry: Entry) => {
    const state = states.get(entry.key) ?? { last: undefined, begun: 0 };
    states.set(entry.key, { last: entry, begun: state.begun + (entry.step === "begun" ? 1 : 0) });
  };
  for (const line of existsSync(file) ? readFileSync(file, "utf8").split("\n") : []) {
    const entry = parse(line);
    if (entry !== undefined) take(entry);
  }
  // A line that a power cut left half written ends here.
  appendFileSync(file, "\n");
  const descriptor = openSync(file, "a");
  return {
    state: (key) => states.get(key) ?? { last: undefined, begun: 0 },
    unfinished: () => [...states.values()].flatMap(({ last }) => (last?.step === "ready" ? [last] : [])),
    note: (entry) => { writeSync(descriptor, `${JSON.stringify(entry)}\n`); fsyncSync(descriptor); take(entry); },
    close: () => { closeSync(descriptor); },
  };
}

function parse(line: string): Entry | undefined {
  try {
    const entry = JSON.parse(line) as Partial<Entry> | null;
    return typeof entry?.key === "string" && typeof entry.step === "string" ? (entry as Entry) : undefined;
  } catch {
    return undefined;
  }
}
