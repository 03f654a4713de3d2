import { render } from "lit";
import type { Locale, Message } from "../../shared/i18n/message.ts";
import { BUILT_IN, type Policy } from "../../shared/policy/policy.ts";
import type { Engine } from "../engine/engine.ts";
import type { Host, PivotName } from "../host.ts";
import { Keeper } from "../session/keeper.ts";
import { Session } from "../session/session.ts";
import { watch, type Clock } from "../session/watch.ts";
import type { FileNote } from "../noteFiling.ts";
import { speaker } from "../speak.ts";
import { PaneActions } from "./actions.ts";
import { PAGE_CLOCK } from "./pageClock.ts";
import type { Actions, PaneState } from "./state.ts";
import { paneView } from "./view.ts";

export interface PaneOptions {
  /** Defaults to the host's language. */
  readonly locale?: Locale;
  readonly policy?: Policy;
  /** What readers are told of the policy: that it ends soon, or that there is none. */
  readonly notices?: readonly Message[];
  readonly now?: () => Date;
  /** Where the long work runs. */
  readonly engine: Engine;
  readonly clock?: Clock;
  /** Files notes where the policy says; left out: the user does. */
  readonly fileNote?: FileNote | null;
  /** Told of each protected sheet: the table it was made of, the sheet's name. */
  readonly onSheet?: (pivot: PivotName, sheetName: string) => void;
}

/** A running pane: what its buttons do can be asked of it too, by ribbon commands and the workbench. */
export interface Pane extends Actions {
  readonly state: PaneState;
  /** The state of the workbook's protection in one line. */
  status(): string;
  onChange(listener: () => void): void;
  /** Chooses the table under the active cell; false where there is none to choose. */
  chooseSelected(): Promise<boolean>;
  stop(): Promise<void>;
}

/** Draws the task pane into `element` and keeps it in step with the host. Resolves when the workbook has been read. */
export async function mountPane(element: HTMLElement, host: Host, options: PaneOptions): Promise<Pane> {
  const { policy = BUILT_IN, notices = [], fileNote = null, now = () => new Date(), engine, clock = PAGE_CLOCK, onSheet = () => undefined } = options;
  const speak = speaker(options.locale ?? host.locale);
  const session = new Session(new Keeper(host, engine, { policy, speak, now, fileNote }));
  const draw = (state: PaneState): void => { render(paneView({ state, policy: session.keeper.policy, notices, speak, theme: host.theme, actions }), element); };
  const actions = new PaneActions(host, session, { speak, now, onSheet, draw });
  draw(actions.state);
  if (host.obstacle !== null) return Object.assign(actions, { stop: () => Promise.resolve(render(null, element)).then(() => undefined) });
  await actions.start();
  const unwatch = await watch(host, session, clock, () => { void actions.selected(); });
  return Object.assign(actions, {
    stop: async () => {
      await unwatch();
      engine.stop();
      render(null, element);
    },
  });
}
