import type { Host, Stop } from "../host.ts";
import type { Session } from "./session.ts";

/** Milliseconds. A burst of events is one change; polls grow rarer while nothing happens. */
const SETTLE = 300, SHORTEST = 2_000, LONGEST = 15_000, GROWTH = 1.5;

/** What the loop needs of the page around it. */
export interface Clock {
  after(milliseconds: number, act: () => void): () => void;
  /** Whether anybody can see the workbook's window. */
  isVisible(): boolean;
}

/**
 * Keeps a session in step: after the user's doings at once, else by a cheap look now and then, since Excel has no event
 * for a refiltered pivot. Nothing is polled while there is nothing to keep in step or the window is hidden.
 */
export async function watch(host: Host, session: Session, clock: Clock, selected: () => void): Promise<Stop> {
  let pause = SHORTEST, cancelPoll: () => void = () => undefined, cancelLook: (() => void) | null = null, whole = false, stopped = false;
  const schedule = (): void => {
    cancelPoll();
    if (!stopped) cancelPoll = clock.after(pause, () => { void poll(); });
  };
  const poll = async (): Promise<void> => {
    pause = Math.min(LONGEST, pause * GROWTH);
    if (session.isWatching && clock.isVisible()) await session.poll();
    schedule();
  };
  /** A change is a reason to look at everything; a mere click, which may have been in a slicer, to look at the edges. */
  const lookSoon = (changed: boolean): void => {
    pause = SHORTEST;
    whole ||= changed;
    cancelLook ??= clock.after(SETTLE, () => {
      const all = whole;
      cancelLook = null;
      whole = false;
      void (all ? session.follow() : session.poll()).then(schedule);
    });
  };
  // Without events the polls still see everything.
  const unwatch = await host.watch((event) => {
    if (event === "selected") selected();
    lookSoon(event === "changed");
  }).catch((): Stop => () => Promise.resolve());
  schedule();
  return async () => {
    stopped = true;
    cancelPoll();
    cancelLook?.();
    await unwatch().catch(() => undefined);
  };
}
