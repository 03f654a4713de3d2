import type { Message } from "../../shared/i18n/message.ts";
import { joinAudiences } from "../../shared/policy/audience.ts";
import type { Audience } from "../../shared/policy/policy.ts";
import type { CellRange, PivotName } from "../host.ts";
import type { LaidOut } from "../layOut.ts";
import { recorded, releaseOf, remembered } from "../ledger/ledger.ts";
import { samePivot, type PivotReading } from "../pivotReading.ts";
import { joinRanges } from "../ranges/joinRanges.ts";
import { rangeName, readRange } from "../ranges/readRange.ts";
import { lines, widthOf } from "../sheetLines.ts";
import type { FiledNote } from "../noteFiling.ts";
import { Filing } from "./filing.ts";
import type { Keeper } from "./keeper.ts";
import { reasonOf } from "./reason.ts";
import { notedMasks, putMask, setMask } from "./masking.ts";
import { parseNote, withEntry, type Note, type Settings } from "./note.ts";
import { maskIn } from "./notedMask.ts";
import { keptIn } from "./keptIn.ts";
import { notedKept } from "./sheetNames.ts";
import { keyOf } from "./snapshot.ts";

/** What the user can do with the workbook. Everything is done one after the other, and no step hears its own writes. */
export class Session {
  private tail: Promise<unknown> = Promise.resolve();
  private looking: Promise<void> | null = null;
  /** Whether Excel has been told to ask before the workbook is closed; at first it does not. */
  private isAsking = false;

  /** Notes that go where the policy says; what could not be filed is tried again whenever the workbook is opened or read anew. */
  readonly filing: Filing;

  constructor(readonly keeper: Keeper) {
    this.filing = new Filing(keeper, (act) => this.inTurn(act));
  }

  /** Whether anything has to be kept in step. */
  get isWatching(): boolean {
    const { kept, masks } = this.keeper.snapshot;
    return kept.length > 0 || masks.size > 0;
  }

  /** Whether a PivotTable could be protected and is not. */
  get isUnprotected(): boolean {
    const { kept } = this.keeper.snapshot;
    const isWhole = (reading: PivotReading): boolean => { const laid = this.keeper.laidOut(reading); return laid?.status === "made" && laid.report.ownData === "whole"; };
    return this.keeper.readings.some((reading) => reading.status === "read" && reading.kind === "pivot" && !isWhole(reading) && !kept.some(({ of }) => samePivot(of, reading)));
  }

  /** Reads the workbook and takes up what earlier openings kept. */
  open(): Promise<void> {
    return this.inTurn(async () => {
      const { note, damaged } = parseNote(await this.keeper.host.readNote().catch(() => null));
      const kept = note.kept.length === 0 ? [] : await keptIn(note, this.keeper.host);
      this.keeper.set({ note: { ...note, kept: notedKept(kept) }, kept, masks: new Map(note.masks.map((mask) => [keyOf(mask), maskIn(mask)])) });
      await this.guarded(async () => {
        await this.keeper.read();
        if (this.isWatching) await this.keeper.bringInStep();
      });
      if (damaged) this.keeper.set({ notices: [{ code: "ledger/damaged" }] });
    }).then(() => { void this.filing.file(); });
  }

  /** Reads the file anew, whatever the cells say. */
  refresh(): Promise<void> {
    return this.inTurn(() => this.guarded(() => this.freshly())).then(() => { void this.filing.file(); });
  }

  /** A cheap look, and all that follows from a change. Looks that are asked for while one waits are the same look. */
  poll(): Promise<void> {
    return this.look(async () => { if (this.isWatching && await this.keeper.hasChanged()) await this.keeper.follow(); });
  }

  /** A look at every watched cell, after the user did something. */
  follow(): Promise<void> {
    return this.look(async () => { if (this.isWatching) await this.keeper.follow(); });
  }

  /** Makes a protected sheet of a table and keeps it in step; gives its name, null where the table cannot be shown. */
  keep(of: PivotName): Promise<string | null> {
    return this.inTurn(async () => {
      await this.freshly();
      const laid = this.keeper.laidOut(of), before = this.keeper.snapshot.kept.find((kept) => samePivot(kept.of, of));
      if (before !== undefined) await this.keeper.host.showSheet(before.ref.id);
      if (laid?.status !== "made" || before !== undefined) return before?.ref.name ?? null;
      this.keeper.set({ phase: "writing" });
      const ref = await this.keeper.host.addSheet(laid.sheet);
      this.keeper.set({ kept: [...this.keeper.snapshot.kept, { of, ref, shown: laid.sheet, refused: [] }], phase: null });
      await this.note({});
      return ref.name;
    });
  }

  /** The sheet stays as it is and is no longer kept in step. */
  letGo(of: PivotName): Promise<void> {
    return this.inTurn(async () => {
      this.keeper.set({ kept: this.keeper.snapshot.kept.filter((kept) => !samePivot(kept.of, of)) });
      await this.note({});
    });
  }

  /** A chart of what a protected sheet shows. Its hidden cells become #N/A first: a chart takes a mark for zero, and #N/A for a gap. */
  async chart(of: PivotName, title: string): Promise<void> {
    if (!this.keeper.snapshot.note.settings.failing) await this.change({ failing: true });
    return this.inTurn(async () => {
      const kept = this.keeper.snapshot.kept.find((sheet) => samePivot(sheet.of, of));
      if (kept?.shown == null || kept.refused.length > 0) return;
      const { heading, grid } = lines(kept.shown);
      await this.keeper.host.addChart({ sheet: kept.ref.id, row: heading, column: 0, rows: grid, columns: widthOf(kept.shown) }, title);
    });
  }

  /** Protects a range of cells like a PivotTable. */
  addRange(range: CellRange): Promise<PivotReading> {
    return this.inTurn(async () => {
      const { blocks: [block], formulas: [formulas] } = await this.keeper.host.look({ ranges: [range], formulas: [range] }), alone = readRange(range, block ?? [], formulas ?? undefined);
      const { book, note } = this.keeper.snapshot, readings = joinRanges([...this.keeper.readings.filter((other) => !samePivot(other, alone)), alone]), reading = readings.at(-1) ?? alone;
      if (reading.status === "refused" || book.status === "loading") return reading;
      if (book.status === "read") this.keeper.set({ book: { ...book, readings } });
      await this.note({ ranges: [...note.ranges.filter((other) => other.sheet !== range.sheet || rangeName(other) !== rangeName(range)), range] });
      return reading;
    });
  }

  /** Shows a table of the municipality's own data set whole, or protects it again, and notes which. The policy decides whether it can be. */
  showWhole(of: PivotName, whole: boolean): Promise<void> {
    return this.inTurn(async () => {
      const { note } = this.keeper.snapshot, others = note.whole.filter((one) => !samePivot(one, of));
      const message = { code: whole ? "journal/exempt" : "journal/exemptEnded", params: { pivots: of.name } };
      const laid = this.keeper.laidOut(of), due: Omit<FiledNote, "time"> = { id: crypto.randomUUID(), event: whole ? "shownWhole" : "protectedAgain", table: of.name, dataSets: laid?.status === "made" ? laid.report.dataSets : [] };
      await this.keeper.write(withEntry({ ...note, whole: whole ? [...others, { sheet: of.sheet, name: of.name }] : others }, this.keeper.surroundings.now(), message, this.filing.isOn ? due : undefined));
      await this.guarded(() => this.freshly());
    }).then(() => { void this.filing.file(); });
  }

  /** Covers small counts in the live PivotTable: display only. Says why it did not. */
  mask(of: PivotName): Promise<Message | null> {
    return this.inTurn(async () => {
      await this.freshly();
      const laid = this.keeper.laidOut(of);
      if (laid?.status !== "made") return laid?.findings[0] ?? { code: "pivot/gone" };
      const reason = await putMask(this.keeper, laid.pivot, laid);
      if (reason === null) await this.note({});
      return reason;
    });
  }

  unmask(of: PivotName): Promise<void> {
    return this.inTurn(async () => {
      const mask = this.keeper.snapshot.masks.get(keyOf(of));
      setMask(this.keeper, keyOf(of), null);
      if (mask !== undefined) await this.keeper.host.setFormats(mask.range, mask.originals);
      await this.note({});
    });
  }

  /** Tables as they may leave the house: read anew, for these readers besides the screen's, and hidden wherever the screen hides. */
  forCopy(readers: Audience): Promise<readonly LaidOut[]> {
    return this.inTurn(async () => {
      await this.freshly();
      const { policy, snapshot } = this.keeper, audience = joinAudiences(policy.audience, readers);
      // What is the municipality's own is whole for its own people alone.
      const whole = readers === "none" ? snapshot.note.whole : [];
      const same = whole.length === snapshot.note.whole.length && JSON.stringify(audience) === JSON.stringify(joinAudiences(policy.audience, "none"));
      const asShown = this.keeper.asCopy(), laid = same ? asShown : await this.keeper.protect({ ...policy, audience }, "copy", asShown, whole);
      this.keeper.set({ phase: null });
      return laid.map((one, at) => (asShown[at]?.status === "refused" ? asShown[at] : one));
    });
  }

  /** What was handed out counts as known from now on. */
  handedOut(laid: readonly LaidOut[]): Promise<void> {
    return this.inTurn(async () => {
      const { note } = this.keeper.snapshot, now = this.keeper.surroundings.now(), made = laid.filter((one) => one.status === "made");
      const releases = this.keeper.policy.ledger === "off" ? note.releases : recorded(remembered(note.releases, this.keeper.policy.ledgerDays, now), made.flatMap(({ tables }) => tables.flatMap((table) => releaseOf(table, "copy", now))));
      await this.keeper.write(withEntry({ ...note, releases }, now, { code: "journal/copy", params: { pivots: made.map(({ of }) => of.name).join(", ") } }));
    });
  }

  /** Forgets what was handed out, where the policy lets it, and notes that it did. */
  forget(): Promise<void> {
    return this.inTurn(async () => {
      const { note } = this.keeper.snapshot;
      if (!this.keeper.policy.allow.forgetting) return;
      await this.keeper.write(withEntry({ ...note, releases: [] }, this.keeper.surroundings.now(), { code: "journal/forgotten", params: { n: note.releases.length } }));
    });
  }

  /** Something the control report names. */
  noteThat(message: Message): Promise<void> {
    return this.inTurn(() => this.keeper.write(withEntry(this.keeper.snapshot.note, this.keeper.surroundings.now(), message)));
  }

  change(settings: Partial<Settings>): Promise<void> {
    return this.inTurn(async () => {
      const { note } = this.keeper.snapshot, next = { ...note.settings, ...settings };
      await this.keeper.write({ ...note, settings: next });
      await this.startup();
      if ((settings.failing ?? settings.leavesOut ?? settings.maxN) !== undefined && this.isWatching) await this.guarded(() => this.freshly());
    });
  }

  /** Tells Excel whether to open the pane with this workbook and to ask before it is closed. */
  private async startup(): Promise<void> {
    const { opens, warns } = this.keeper.snapshot.note.settings;
    this.isAsking = warns && this.isUnprotected;
    await this.keeper.host.setStartup({ opens, warns: this.isAsking }).catch(() => undefined);
  }

  /** Tells Excel whether to ask, where that changed. A workbook in which nothing was done yet is not made to open the pane. */
  private async ask(): Promise<void> {
    const warns = this.keeper.snapshot.note.settings.warns && this.isUnprotected;
    if (warns === this.isAsking) return;
    this.isAsking = warns;
    await this.keeper.host.setStartup({ opens: null, warns }).catch(() => undefined);
  }

  /** Keeps in the workbook what belongs to the next opening. */
  private async note(change: Partial<Note>): Promise<void> {
    const { note, kept } = this.keeper.snapshot;
    await this.keeper.write({ ...note, ...change, kept: notedKept(kept), masks: notedMasks(this.keeper.snapshot) });
    await this.startup();
  }

  private async freshly(): Promise<void> {
    await this.keeper.read();
    await this.keeper.bringInStep();
  }

  private look(act: () => Promise<void>): Promise<void> {
    this.looking ??= this.inTurn(async () => { this.looking = null; await this.guarded(act); });
    return this.looking;
  }

  /** What fails is told, and nothing else is shown for it. */
  private async guarded(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      const reason = reasonOf(error), { book } = this.keeper.snapshot;
      this.keeper.set({ trouble: reason, phase: null, ...(book.status === "loading" ? { book: { status: "error", reason } as const } : {}) });
    }
  }

  private inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.tail.then(act).finally(() => { if (this.keeper.snapshot.phase !== null) this.keeper.set({ phase: null }); return this.ask(); });
    this.tail = turn.catch(() => undefined);
    return turn;
  }
}
