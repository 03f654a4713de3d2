import type { Message } from "../../shared/i18n/message.ts";
import type { Scan } from "../../shared/leaks/scan.ts";
import { controlReport, journalLine, reportSheet, type ControlReport } from "../report/controlReport.ts";
import { reportPage } from "../report/reportPage.ts";
import { systemReport } from "../report/systemReport.ts";
import type { Host, Mend, PivotName } from "../host.ts";
import { holds, samePivot } from "../pivotReading.ts";
import { reasonOf } from "../session/reason.ts";
import type { Settings } from "../session/note.ts";
import type { Session } from "../session/session.ts";
import { FRESH } from "../session/snapshot.ts";
import type { Speak } from "../speak.ts";
import { workbookOf } from "../workbookOf.ts";
import { download } from "./download.ts";
import type { Actions, PaneState, Share, Tab } from "./state.ts";

export interface PaneSurroundings {
  readonly speak: Speak;
  readonly now: () => Date;
  readonly onSheet: (pivot: PivotName, sheetName: string) => void;
  readonly draw: (state: PaneState) => void;
}

/** What the pane's buttons do: each changes the state, and every change is drawn. */
export class PaneActions implements Actions {
  state: PaneState;

  constructor(private readonly host: Host, private readonly session: Session, private readonly around: PaneSurroundings) {
    this.state = {
      obstacle: host.obstacle, snapshot: FRESH, tab: "tables", chosen: null, working: false, failed: null, place: null,
      share: null, review: { status: "none" }, check: null, report: { caseNumber: "", madeOn: null },
    };
    session.keeper.onChange(() => { this.show({}); });
  }

  status(): string {
    const { snapshot: { kept, trouble }, obstacle } = this.state, { speak } = this.around;
    if (obstacle !== null) return speak.message(obstacle);
    const bad = kept.filter(({ refused }) => refused.length > 0).length;
    return speak.text(trouble !== null || bad > 0 ? "status/outOfStep" : kept.length === 0 ? "status/none" : "status/inStep", { n: kept.length });
  }

  onChange(listener: () => void): void {
    this.session.keeper.onChange(listener);
  }

  async start(): Promise<void> {
    await this.session.open();
    await this.selected();
  }

  async refresh(): Promise<void> {
    if (this.host.obstacle !== null || this.state.working) return;
    await this.work(() => this.session.refresh());
  }

  choose(pivot: PivotName): void {
    if (!this.state.working) this.show({ chosen: { sheet: pivot.sheet, name: pivot.name }, failed: null, share: null });
  }

  open(tab: Tab): void {
    this.show({ tab });
    if (tab === "why") void this.selected();
  }

  async chooseSelected(): Promise<boolean> {
    const place = await this.host.selection().catch(() => null);
    if (place === null) return false;
    this.show({ place });
    const pivot = this.session.keeper.readings.find((reading) => reading.status === "read" && holds(reading, place))
      ?? this.state.snapshot.kept.find(({ ref }) => ref.name === place.sheet)?.of;
    if (pivot === undefined) return false;
    if (this.state.chosen === null || !samePivot(this.state.chosen, pivot)) this.choose(pivot);
    return true;
  }

  /** The choice follows the active cell, but a form that is being filled in stays with its table. */
  async selected(): Promise<void> {
    if (this.state.share === null && !this.state.working) await this.chooseSelected();
  }

  async protect(): Promise<void> {
    const { chosen } = this.state;
    if (chosen === null) return;
    await this.work(async () => {
      const name = await this.session.keep(chosen);
      if (name !== null) this.around.onSheet(chosen, name);
    });
  }

  async letGo(of = this.state.chosen): Promise<void> {
    if (of !== null) await this.work(() => this.session.letGo(of));
  }

  async chart(): Promise<void> {
    const { chosen } = this.state;
    if (chosen !== null) await this.work(() => this.session.chart(chosen, this.around.speak.text("keep/chartTitle", { pivot: chosen.name })));
  }

  async protectSelection(): Promise<void> {
    await this.work(async () => {
      const reading = await this.session.addRange(await this.host.selection());
      if (reading.status === "refused") return this.show({ failed: reading.reason });
      this.show({ chosen: { sheet: reading.sheet, name: reading.name } });
      const name = await this.session.keep(reading);
      if (name !== null) this.around.onSheet(reading, name);
    });
  }

  cancel(): void {
    this.session.keeper.engine.cancel();
  }

  async mask(on: boolean): Promise<void> {
    const { chosen } = this.state;
    if (chosen === null) return;
    await this.work(async () => {
      const reason = on ? await this.session.mask(chosen) : await this.session.unmask(chosen);
      if (reason !== null && reason !== undefined) this.show({ failed: reason });
    });
  }

  async showWhole(whole: boolean): Promise<void> {
    const { chosen } = this.state;
    if (chosen !== null) await this.work(() => this.session.showWhole(chosen, whole));
  }

  async fileNotes(): Promise<void> {
    await this.work(() => this.session.filing.file());
  }

  saveJournal(): void {
    const { speak, now } = this.around, { journal } = this.state.snapshot.note, title = speak.text("report/journal");
    download(`Diskret ${title} ${now().toISOString().slice(0, 10)}.txt`, "text/plain", journal.map((entry) => journalLine(entry, speak)).join("\n"));
  }

  share(change: Partial<Share> | null): void {
    const before: Share = this.state.share ?? { scope: "one", readers: "others", progress: "asking" };
    this.show({ share: change === null ? null : { ...before, ...change }, failed: null });
  }

  async makeCopy(): Promise<void> {
    const { share, chosen } = this.state;
    if (share === null || chosen === null || share.progress === "making") return;
    this.show({ share: { ...share, progress: "making" } });
    await this.work(async () => {
      const laid = await this.session.forCopy(share.readers === "others" ? "anyMunicipality" : "none");
      const wanted = laid.filter(({ of }) => share.scope === "all" || samePivot(of, chosen)), made = wanted.filter((one) => one.status === "made");
      if (made.length === 0) return this.show({ share: null, failed: wanted.flatMap((one) => (one.status === "refused" ? one.findings : []))[0] ?? NOTHING });
      await this.host.openWorkbook(workbookOf(made.map(({ sheet }) => sheet)));
      await this.session.handedOut(made);
      this.show({ share: { ...share, progress: "made", leftOut: wanted.length - made.length } });
    });
    if (this.state.share?.progress === "making") this.show({ share: { ...share, progress: "asking" } });
  }

  async review(): Promise<void> {
    this.show({ review: { status: "running" } });
    const { engine, policy } = this.session.keeper;
    const scan = await this.host.file().then((bytes) => engine.run("scan", bytes, policy)).catch((error: unknown): Scan => ({ status: "notScanned", rule: "R36", message: reasonOf(error) }));
    this.show({ review: { status: "done", scan, mended: false } });
  }

  async mend(mend: Mend, what: string): Promise<void> {
    await this.work(async () => {
      await this.host.mend(mend);
      await this.session.noteThat({ code: "journal/mended", params: { what } });
      const { review } = this.state;
      if (review.status === "done") this.show({ review: { ...review, mended: true } });
    });
  }

  async change(settings: Partial<Settings>): Promise<void> {
    await this.work(() => this.session.change(settings));
  }

  async forget(): Promise<void> {
    await this.work(() => this.session.forget());
  }

  setCase(caseNumber: string): void {
    this.show({ report: { caseNumber, madeOn: null } });
  }

  async makeReport(): Promise<void> {
    await this.work(async () => {
      const { name } = await this.host.addSheet(reportSheet(this.reported()));
      this.show({ report: { ...this.state.report, madeOn: name } });
    });
  }

  printReport(): void {
    const { speak } = this.around, report = this.reported();
    download(`${report.title}.html`, "text/html", reportPage(report, speak.locale));
  }

  async checkSystem(): Promise<void> {
    this.show({ check: "running" });
    await this.work(async () => { this.show({ check: await this.host.testCard() }); });
    if (this.state.check === "running") this.show({ check: null });
  }

  saveCheck(): void {
    const { check } = this.state, { speak } = this.around;
    if (check !== null && check !== "running") download(`${speak.text("check/title")}.txt`, "text/plain", systemReport(check, speak).join("\n"));
  }

  private reported(): ControlReport {
    const { snapshot, review, report: { caseNumber } } = this.state, { speak, now } = this.around;
    return controlReport({ snapshot, policy: this.session.keeper.policy, scan: review.status === "done" ? review.scan : null, caseNumber, speak, now: now() });
  }

  /** One wish at a time; what fails is told. */
  private async work(act: () => Promise<void>): Promise<void> {
    this.show({ working: true, failed: null });
    try {
      await act();
    } catch (error) {
      this.show({ failed: reasonOf(error) });
    }
    this.show({ working: false });
  }

  /** The choice stays with a table as long as it can be shown. */
  private show(change: Partial<PaneState>): void {
    const next = { ...this.state, ...change, snapshot: this.session.keeper.snapshot }, { book } = next.snapshot;
    const readable = book.status === "read" ? book.readings.filter(({ status }) => status === "read") : [];
    const chosen = readable.find((reading) => next.chosen !== null && samePivot(reading, next.chosen)) ?? readable[0];
    this.state = { ...next, chosen: chosen === undefined ? null : { sheet: chosen.sheet, name: chosen.name } };
    this.around.draw(this.state);
  }
}

const NOTHING: Message = { code: "share/nothing" };
