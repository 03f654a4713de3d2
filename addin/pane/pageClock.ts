import type { Clock } from "../session/watch.ts";

/** The page's own timer and window. */
export const PAGE_CLOCK: Clock = {
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds);
    return () => { clearTimeout(timer); };
  },
  isVisible: () => document.visibilityState !== "hidden",
};
