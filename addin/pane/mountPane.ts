import { render } from "lit";
import type { Locale, Message } from "../../shared/i18n/message.ts";
import { BUILT_IN, type Policy } from "../../shared/policy/policy.ts";
import { HostError, type Host, type HostEvent, type PivotName, type Place, type Stop, type ValuesSheet } from "../host.ts";
import { makeCopy, type Copy } from "../makeCopy.ts";
import { holds, readPivots, samePivot } from "../readPivots.ts";
import { speaker } from "../speak.ts";
import { workbookOf } from "../workbookOf.ts";
import type { Actions, Opening, PaneState, Protected, Ready } from "./state.ts";
import { paneView } from "./view.ts";

export interface PaneOptions {
  /** Defaults to the host's language. */
  readonly locale?: Locale;
  readonly policy?: Policy;
  /** What readers are told of the policy: that it ends soon, or that there is none. */
  readonly notices?: readonly Message[];
  readonly now?: () => Date;
  /** Told of each copy: the PivotTable it was made of, the sheet it stands on. */
  readonly onCopy?: (pivot: PivotName, sheetName: string) => void;
}

/** A running pane: what its buttons do can be asked of it too, by ribbon commands and the workbench. */
export interface Pane extends Actions {
  /** Chooses the PivotTable under the active cell; false where there is none to choose. */
  chooseSelected(): Promise<boolean>;
  stop(): Promise<void>;
}

/** Draws the task pane into `element` and keeps it in step with the host. Resolves when the workbook has been read. */
export async function mountPane(element: HTMLElement, host: Host, options: PaneOptions = {}): Promise<Pane> {
  const pane = new RunningPane(element, host, options);
  await pane.start();
  return pane;
}

class RunningPane implements Pane {
  private state: PaneState = { status: "loading" };
  private readonly policy: Policy;
  private readonly speak: ReturnType<typeof speaker>;
  private readonly now: () => Date;
  private unwatch: Stop = () => Promise.resolve();

  constructor(private readonly element: HTMLElement, private readonly host: Host, private readonly options: PaneOptions) {
    this.policy = options.policy ?? BUILT_IN;
    this.speak = speaker(options.locale ?? host.locale);
    this.now = options.now ?? (() => new Date());
  }

  async start(): Promise<void> {
    if (this.host.obstacle !== null) return this.show({ status: "cannotRun", reason: this.host.obstacle });
    await this.refresh();
    // Without events the pane still works: each copy is made from the workbook as it then is.
    this.unwatch = await this.host.watch((event) => { this.heard(event); }).catch(() => this.unwatch);
  }

  async stop(): Promise<void> {
    await this.unwatch().catch(() => undefined);
    render(null, this.element);
  }

  async refresh(): Promise<void> {
    if (this.host.obstacle !== null || this.busy()) return;
    this.show({ status: "loading" });
    this.show(await this.read(null).catch((error: unknown): PaneState => ({ status: "error", reason: reasonOf(error) })));
    await this.chooseSelected();
  }

  choose(pivot: PivotName): void {
    const { state } = this;
    if (state.status !== "ready" || this.busy() || (state.chosen !== null && samePivot(state.chosen, pivot))) return;
    if (state.pivots.some((reading) => reading.status === "read" && samePivot(reading, pivot))) this.show({ ...state, chosen: pivot, work: { kind: "none" } });
  }

  async chooseSelected(): Promise<boolean> {
    const place: Place | null = await this.host.selection().catch(() => null);
    if (this.state.status !== "ready" || place === null) return false;
    const pivot = this.state.pivots.find((reading) => reading.status === "read" && holds(reading, place));
    if (pivot !== undefined) this.choose(pivot);
    return pivot !== undefined;
  }

  /** Reads the workbook anew: Excel tells of no refiltered pivot, so what was read before may be stale. */
  async protect(): Promise<void> {
    const { state } = this;
    if (state.status !== "ready" || state.chosen === null || this.busy()) return;
    this.show({ ...state, work: { kind: "protecting" } });
    await painted();
    try {
      const fresh = await this.read(state.chosen);
      this.show(fresh.status === "ready" ? await this.copied(fresh, state.chosen) : fresh);
      this.element.querySelector(".outcome")?.scrollIntoView({ block: "nearest" });
    } catch (error) {
      this.show({ ...state, work: { kind: "failed", reason: reasonOf(error) } });
    }
  }

  async openWorkbook(): Promise<void> {
    const work = this.protectedWork();
    if (work === null || work.opening.kind === "opening") return;
    this.showWork({ ...work, opening: { kind: "opening" } });
    const opening = await this.opened(work.sheet).catch((error: unknown): Opening => ({ kind: "failed", reason: reasonOf(error) }));
    const current = this.protectedWork();
    if (current?.sheet === work.sheet) this.showWork({ ...current, opening });
  }

  private async opened(sheet: ValuesSheet): Promise<Opening> {
    await this.host.openWorkbook(workbookOf(sheet));
    return { kind: "opened" };
  }

  private async read(chosen: PivotName | null): Promise<PaneState> {
    // Excel's own list only checks the file: where Excel cannot list a cube's pivots, the file still has them.
    const listed = await this.host.pivots().catch(() => []);
    const reading = readPivots(await this.host.file(), listed);
    if (reading.status === "refused") return { status: "error", reason: reading.reason };
    if (reading.pivots.length === 0) return { status: "noPivot" };
    const readable = reading.pivots.filter(({ status }) => status === "read");
    const choice = readable.find((pivot) => chosen !== null && samePivot(pivot, chosen)) ?? readable[0];
    return { status: "ready", pivots: reading.pivots, chosen: choice === undefined ? null : { sheet: choice.sheet, name: choice.name }, work: { kind: "none" } };
  }

  private async copied(fresh: Ready, chosen: PivotName): Promise<PaneState> {
    const copy: Copy = makeCopy({ pivots: fresh.pivots, chosen, policy: this.policy, speak: this.speak, now: this.now() });
    if (copy.status === "refused") return { ...fresh, work: { kind: "refused", findings: copy.findings } };
    const sheetName = await this.host.addSheet(copy.sheet);
    this.options.onCopy?.(chosen, sheetName);
    return { ...fresh, work: { kind: "protected", sheet: copy.sheet, sheetName, report: copy.report, changed: false, opening: { kind: "none" } } };
  }

  /** The choice follows the active cell until there is a result that a mere click must not wipe away. */
  private heard(event: HostEvent): void {
    const work = this.protectedWork();
    if (event === "changed" && work !== null && !work.changed) this.showWork({ ...work, changed: true });
    if (event === "selected" && this.state.status === "ready" && this.state.work.kind === "none") void this.chooseSelected();
  }

  private busy(): boolean {
    return this.state.status === "ready" && this.state.work.kind === "protecting";
  }

  private protectedWork(): Protected | null {
    return this.state.status === "ready" && this.state.work.kind === "protected" ? this.state.work : null;
  }

  private showWork(work: Protected): void {
    if (this.state.status === "ready") this.show({ ...this.state, work });
  }

  private show(state: PaneState): void {
    this.state = state;
    render(paneView({ state, policy: this.policy, notices: this.options.notices ?? [], speak: this.speak, theme: this.host.theme, actions: this }), this.element);
  }
}

/** Lets the browser draw before long work on the same thread. */
function painted(): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve); });
}

/** Only a `HostError` says what it is; anything else may quote cells. */
function reasonOf(error: unknown): Message {
  return error instanceof HostError ? error.reason : { code: "host/unexpected" };
}
