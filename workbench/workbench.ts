import { render } from "lit";
import { inlineEngine } from "../addin/engine/inlineEngine.ts";
import { mountPane, type Pane } from "../addin/pane/mountPane.ts";
import { samePivot, type PivotReading, type ReadPivot } from "../addin/pivotReading.ts";
import { readPivots } from "../addin/readPivots.ts";
import type { PivotName } from "../addin/host.ts";
import { BUILT_IN } from "../shared/policy/policy.ts";
import type { Locale, Message } from "../shared/i18n/message.ts";
import { readWorkbook, type Workbook } from "../shared/workbook/readWorkbook.ts";
import { emulatedHost } from "../test/hosts/emulatedHost.ts";
import { openExcel, type EmulatedExcel } from "../test/hosts/emulatedExcel.ts";
import { connectVisual, THEMES, type MountedVisual } from "../test/hosts/powerbi.ts";
import sample from "../sample.xlsx";
import { bytesOf } from "./dataUri.ts";
import { matrixState, updateOf } from "./powerbiSide.ts";
import { cellFormat, screenOf, tabsOf } from "./excelSide.ts";
import type { Actions, Book, MatrixState, State, WorkbookSource } from "./state.ts";
import { page } from "./page.ts";
import "../addin/taskpane.css";
import "./workbench.css";

/** An open workbook with everything that runs on it. */
interface Session {
  readonly excel: EmulatedExcel;
  readonly workbook: Workbook;
  readonly pivots: readonly PivotReading[];
  matrix: MatrixState;
}

class Workbench implements Actions {
  private state: State = { locale: navigator.language.startsWith("en") ? "en" : "da", source: { kind: "sample" }, book: { status: "reading" }, dragging: false };
  private bytes: Uint8Array = bytesOf(sample);
  private session: Session | null = null;
  private pane: Pane | null = null;
  private visual: Promise<MountedVisual> | null = null;
  private readonly dark = matchMedia("(prefers-color-scheme: dark)");

  constructor(private readonly element: HTMLElement) {
    this.dark.addEventListener("change", () => { void this.recolour(); });
  }

  openSample(): void {
    void this.load(bytesOf(sample), { kind: "sample" });
  }

  open(file: File): void {
    const source: WorkbookSource = { kind: "file", name: file.name };
    if (!/\.(xls[xm]|xlt[xm])$/i.test(file.name)) { void this.refuse({ code: "workbench/onlyWorkbook" }, source); return; }
    void file.arrayBuffer().then((buffer) => this.load(new Uint8Array(buffer), source), () => this.refuse({ code: "workbench/failed" }, source));
  }

  speak(locale: Locale): void {
    this.state = { ...this.state, locale };
    void this.load(this.bytes, this.state.source);
  }

  show(sheet: string): void {
    const pivot = this.session?.excel.pivots.find((one) => one.sheet === sheet);
    this.session?.excel.select(sheet, (pivot?.area?.top ?? 1) - 1, (pivot?.area?.left ?? 1) - 1);
  }

  select(row: number, column: number): void {
    this.session?.excel.select(this.session.excel.active.sheet, row, column);
  }

  drag(over: boolean): void {
    if (this.state.dragging !== over) this.draw({ dragging: over });
  }

  /** Opens the workbook in a fresh Excel with a fresh pane and asks the pane for a copy, as a user would. */
  private async load(bytes: Uint8Array, source: WorkbookSource): Promise<void> {
    await this.close();
    this.draw({ source, book: { status: "reading" }, dragging: false });
    await new Promise((painted) => { setTimeout(painted); });
    try {
      const reading = readWorkbook(bytes);
      if (reading.status === "refused") { await this.refuse(reading.reason, source); return; }
      this.bytes = bytes;
      await this.run(bytes, reading.workbook);
    } catch {
      await this.refuse({ code: "workbench/failed" }, source);
    }
  }

  private async run(bytes: Uint8Array, workbook: Workbook): Promise<void> {
    const excel = openExcel(bytes), pivots = readPivots(bytes, excel.pivots);
    const session: Session = { excel, workbook, pivots: pivots.status === "read" ? pivots.pivots : [], matrix: { status: "none" } };
    this.session = session;
    excel.listen(() => { this.drawBook(session); });
    this.drawBook(session);
    this.visual = this.connect();
    const host = emulatedHost(excel, { locale: this.state.locale, theme: null });
    const pane = await mountPane(this.place("pane"), host, { locale: this.state.locale, engine: inlineEngine, onSheet: (pivot, sheet) => { void this.feed(session, pivot, sheet); } });
    if (this.session !== session) { await pane.stop(); return; }
    this.pane = pane;
    await pane.protect();
  }

  /** Gives the matrix the table that a copy was made of, and compares what the two then show. */
  private async feed(session: Session, pivot: PivotName, sheet: string): Promise<void> {
    const read = session.pivots.find((reading): reading is ReadPivot => reading.status === "read" && samePivot(reading, pivot));
    const placed = read?.placed[0], visual = await this.visual;
    if (placed === undefined || visual === null || this.session !== session) return;
    session.matrix = { status: "pending", pivot: pivot.name };
    this.drawBook(session);
    const report = await visual.update(updateOf(placed, this.state.locale, this.colours()));
    session.matrix = matrixState(pivot.name, placed, report, session.excel, sheet, BUILT_IN.mark);
    this.drawBook(session);
  }

  private connect(): Promise<MountedVisual> {
    const frame = this.place("matrix") as HTMLIFrameElement;
    return connectVisual(frame, () => { frame.src = "visual.html"; });
  }

  private async recolour(): Promise<void> {
    const visual = await this.visual;
    if (this.session?.matrix.status === "compared") await visual?.update({ colours: this.colours() });
  }

  private colours(): (typeof THEMES)["light"] {
    return this.dark.matches ? THEMES.dark : THEMES.light;
  }

  private async refuse(reason: Message, source: WorkbookSource): Promise<void> {
    await this.close();
    this.draw({ source, book: { status: "refused", reason }, dragging: false });
  }

  private async close(): Promise<void> {
    const { pane } = this;
    this.session = null;
    this.pane = null;
    await pane?.stop();
  }

  private place(id: string): HTMLElement {
    const found = document.getElementById(id);
    if (found === null) throw new RangeError(`the page has no #${id}`);
    return found;
  }

  private drawBook(session: Session): void {
    if (this.session !== session) return;
    const { excel, workbook, matrix } = session, selected = excel.active.sheet;
    const writing = { locale: this.state.locale, mark: BUILT_IN.mark, format: cellFormat(workbook, selected) };
    const { source } = this.state;
    const book: Book = { status: "open", name: source.kind === "sample" ? "sample.xlsx" : source.name, tabs: tabsOf(excel, workbook), sheet: screenOf(excel, selected, writing), selected, matrix };
    this.draw({ book });
  }

  private draw(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    document.documentElement.lang = this.state.locale;
    render(page(this.state, this), this.element);
  }
}

const element = document.getElementById("workbench");
if (element === null) throw new RangeError("the page has no #workbench");
new Workbench(element).openSample();
