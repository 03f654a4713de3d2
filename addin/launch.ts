import { onLaunch } from "./excel/launchEvent.ts";

/** A file of its own: where Excel runs it there is no page, and no import may follow. */
onLaunch();
