import type { Policy } from "../../shared/policy/policy.ts";
import { onScreen, type SourcesOutcome } from "../../shared/protectSources.ts";
import { hideAlike, tightenPolicy } from "../../shared/policy/tighten.ts";
import type { Engine } from "../engine/engine.ts";
import { HostError, type Block, type CellRange, type Host, type PivotName, type Seen, type SheetChange, type SheetRef } from "../host.ts";
import { layOut, sourcesOf, withHidden, type LaidOut, type Stamp } from "../layOut.ts";
import { recorded, releaseOf, remember, remembered, knowsSmall, towardsBoth } from "../ledger/ledger.ts";
import { samePivot, type PivotReading } from "../pivotReading.ts";
import { joinRanges } from "../ranges/joinRanges.ts";
import { readRange } from "../ranges/readRange.ts";
import type { Region } from "../region.ts";
import type { FileNote } from "../noteFiling.ts";
import type { Speak } from "../speak.ts";
import { anew } from "./anew.ts";
import { unmasked, type MaskPart } from "./mask.ts";
import { maskAgain, notedMasks } from "./masking.ts";
import type { Note } from "./note.ts";
import { namesOf, renamed, underNames, type SheetNames } from "./sheetNames.ts";
import { bookWithoutFile } from "./bookWithoutFile.ts";
import { contentOf, watchedSheet } from "./sheetState.ts";
import { FRESH, type Snapshot } from "./snapshot.ts";
import { asExpected, glances, sameBlock, type Watched } from "./watched.ts";

export interface Surroundings {
  readonly policy: Policy;
  readonly speak: Speak;
  readonly now: () => Date;
  /** Files notes where the policy says; null: the user does. */
  readonly fileNote?: FileNote | null;
}

/** Cells of everything watched, in the order of `Keeper.watched`; null where a sheet is gone. */
type Blocks = readonly (Block | null)[];

/** Reads, protects and writes: the steps of which a session is made. Whoever calls sees to it that one ends before the next begins. */
export class Keeper {
  snapshot: Snapshot = FRESH;
  private turn = 0;
  private hasReadFile = false;
  /** Tables were read whose sheets and masks have not been brought in step to the end. */
  private isBehind = false;
  /** What came of the last protection of the sheets, as it may travel. */
  private outcome: SourcesOutcome | null = null;
  /** What slicers chose when the tables were read. */
  private slicers: string | null = null;
  private sheets: SheetNames = new Map();
  private readonly listeners = new Set<() => void>();

  constructor(readonly host: Host, readonly engine: Engine, readonly surroundings: Surroundings) {}

  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  set(change: Partial<Snapshot>): void {
    this.snapshot = { ...this.snapshot, ...change };
    for (const listener of this.listeners) listener();
  }

  /** The policy in force, made stricter by the user. */
  get policy(): Policy {
    const { policy } = this.surroundings, { maxN } = this.snapshot.note.settings;
    const tightened = maxN === null ? policy : tightenPolicy(policy, { maxN });
    if (tightened === "refuse") throw new RangeError("a limit refuses nothing");
    return tightened;
  }

  /** The policy that the user made stricter: what it hides stays hidden. */
  private get floors(): readonly Policy[] {
    const { policy } = this.surroundings;
    return hideAlike(policy, this.policy) ? [] : [policy];
  }

  get readings(): readonly PivotReading[] {
    const { book } = this.snapshot;
    return book.status === "read" ? book.readings : [];
  }

  laidOut(of: PivotName): LaidOut | undefined {
    return this.snapshot.laid.find((laid) => samePivot(laid.of, of));
  }

  /** Reads the workbook's file. A file that cannot be read leaves nothing to show. */
  async read(): Promise<void> {
    this.set({ phase: "reading" });
    // Excel's own list only checks the file: where Excel cannot list a cube's pivots, the file still has them.
    const look = (): Promise<Seen | null> => { const { ranges } = this.snapshot.note; return this.host.look({ ranges, formulas: ranges }).catch(() => null); }, first = await look();
    const seen = first !== null && await this.takeNames(first.sheets) ? await look() : first, { ranges } = this.snapshot.note;
    this.slicers = seen?.slicers ?? null;
    const file = await this.host.file().catch((error: unknown) => error);
    if (!(file instanceof Uint8Array)) {
      // Never for a workbook whose file was read before: two ways of reading one table could hide two patterns.
      const book = file instanceof HostError && !this.hasReadFile ? await bookWithoutFile(this.host, ranges, file.reason) : null;
      if (book === null) throw file;
      return this.set({ book });
    }
    this.hasReadFile = true;
    const reading = await this.engine.run("read", file, seen?.pivots ?? []);
    if (reading.status === "refused") return this.set({ book: { status: "error", reason: reading.reason } });
    const chosen = ranges.map((range, at) => readRange(range, seen?.blocks[at] ?? [], seen?.formulas[at] ?? undefined));
    this.set({ book: { ...reading, readings: joinRanges([...reading.pivots, ...chosen]) } });
  }

  /** Protects what was read, and brings sheets and masks in step. */
  async bringInStep(): Promise<void> {
    this.isBehind = true;
    const laid = await this.protect(this.policy, "sheet");
    this.set({ laid, trouble: null, phase: "writing" });
    await this.writeSheets();
    await maskAgain(this);
    const masks = notedMasks(this.snapshot);
    if (JSON.stringify(masks) !== JSON.stringify(this.snapshot.note.masks)) await this.write({ ...this.snapshot.note, masks });
    if (this.policy.ledger === "shown") await this.recordViews();
    this.isBehind = false;
    this.set({ phase: null });
  }

  /** Everything readable as one system; what was handed out before counts as known. `beside`: cells hidden there are hidden here too. `whole`: tables shown whole where the policy lets them. */
  async protect(policy: Policy, made: Stamp["made"], beside: readonly LaidOut[] = [], whole = this.snapshot.note.whole): Promise<readonly LaidOut[]> {
    const { note, book } = this.snapshot;
    if (book.status === "error") return [];
    this.set({ phase: "protecting" });
    const releases = policy.ledger === "off" ? [] : remembered(note.releases, policy.ledgerDays, this.surroundings.now()).filter(({ kind }) => kind === "copy" || policy.ledger === "shown");
    const asRead = withHidden(sourcesOf(this.readings, whole), beside), { sources, notices } = remember(asRead, releases, policy.maxN);
    const { floors } = this, told = await this.engine.run("protect", sources, policy, floors);
    // A ledger leaves no small count unprotected: towards readers who have none of it the tables are protected once more, and hide what they hide from the others too.
    const both = told.status === "protected" && knowsSmall(sources, policy.maxN);
    const outcome = both ? towardsBoth(told, await this.engine.run("protect", withHidden(asRead, this.layOut(told, policy, made)), policy, floors)) : told;
    this.set({ notices: [...notices, ...(outcome.status === "protected" ? outcome.notices : [])] });
    if (made === "sheet") this.outcome = outcome;
    return this.layOut(made === "sheet" ? onScreen(outcome, floors) : outcome, policy, made);
  }

  /** The last protection once more, as a copy: what the sheets hide, and nothing else. */
  asCopy(): readonly LaidOut[] {
    return this.outcome === null ? [] : this.layOut(this.outcome, this.policy, "copy");
  }

  private layOut(outcome: SourcesOutcome, policy: Policy, made: Stamp["made"]): readonly LaidOut[] {
    const { speak, now } = this.surroundings, { failing, leavesOut } = this.snapshot.note.settings;
    return layOut(this.readings, outcome, { policy, speak, now: now(), made, leavesOut, ...(failing && made === "sheet" ? { failing } : {}) });
  }

  private async writeSheets(): Promise<void> {
    const { speak } = this.surroundings, { kept } = this.snapshot;
    const next = kept.map((sheet) => ({ before: sheet, ...contentOf(this.laidOut(sheet.of), this.snapshot.book, speak) }));
    const changes = next.flatMap(({ before, sheet }): SheetChange[] => [{ id: before.ref.id, before: before.shown?.failing === sheet.failing ? before.shown : null, after: sheet }]);
    if (changes.length > 0) await this.host.changeSheets(changes);
    this.set({ kept: next.map(({ before, sheet, refused }) => ({ ...before, shown: sheet, refused })) });
  }

  private async recordViews(): Promise<void> {
    const { note, kept, laid } = this.snapshot, now = this.surroundings.now();
    const fresh = laid.flatMap((one) => (one.status === "made" && kept.some(({ of }) => samePivot(of, one.of)) ? one.tables.flatMap((table) => releaseOf(table, "view", now)) : []));
    const releases = recorded(remembered(note.releases, this.policy.ledgerDays, now), fresh);
    if (releases.length !== note.releases.length) await this.write({ ...note, releases });
  }

  async write(note: Note): Promise<void> {
    this.set({ note });
    await this.host.writeNote(JSON.stringify(note));
  }

  /** Whether cells, filters or the list of tables differ from what was read and written. */
  async hasChanged(): Promise<boolean> {
    this.turn++;
    const watched = this.watched(), parts = watched.map((one) => glances(one, this.turn)), masked = this.masked((range) => glances({ range, expected: [], labelRows: 0, labelColumns: 0 }, this.turn));
    const seen = await this.host.look({ ranges: parts.flat(), formats: masked.map(({ part }) => part) });
    let next = 0;
    const cells = watched.some((one, at) => parts[at].some((part) => { const block = seen.blocks[next++]; return block === null || !asExpected(one, part, block); }));
    return cells || this.isDue || renamed(this.names, namesOf(seen.sheets)).size > 0 || this.snapshot.book.status === "error" || seen.slicers !== this.slicers || this.listDiffers(seen.pivots) || unmasked(masked, seen.formats);
  }

  /** Looks at every watched cell and brings in step what differs; reads the file only where cells alone cannot tell. */
  async follow(): Promise<void> {
    const watched = this.watched(), masked = this.masked((range) => [range]), ranges = this.readings.flatMap(({ kind, region }) => (kind === "range" && region !== null ? [region] : []));
    const seen = await this.host.look({ ranges: watched.map(({ range }) => range), formats: masked.map(({ part }) => part), formulas: ranges });
    await this.takeNames(seen.sheets);
    const holds = (at: number): boolean => { const block = seen.blocks[at]; return block !== null && asExpected(watched[at], watched[at].range, block); };
    this.forgetSheets(watched, seen.blocks, holds);
    const tables = this.standing(), same = seen.slicers === this.slicers && !this.listDiffers(seen.pivots);
    // What could not be read may be readable now, though its cells are the same: after a refresh, say.
    const changed = this.isDue || tables.some((_, at) => !holds(at)) || ranges.some(({ formulas }, at) => !sameBlock(formulas, seen.formulas[at])) || this.snapshot.book.status === "error" || this.snapshot.kept.some(({ refused }) => refused.length > 0);
    if (same && !changed && !unmasked(masked, seen.formats) && this.snapshot.kept.every(({ shown }) => shown !== null)) return;
    const again = same && this.snapshot.kept.every(({ refused }) => refused.length === 0) ? this.rereadAll(seen.blocks, seen.formulas) : null;
    if (again === null) await this.read();
    else if (this.snapshot.book.status === "read") this.set({ book: { ...this.snapshot.book, readings: again } });
    await this.bringInStep();
  }

  /** As last seen; a protected sheet may have been made since. */
  private get names(): SheetNames {
    return new Map([...this.sheets, ...this.snapshot.kept.map(({ ref }) => [ref.id, ref.name] as const)]);
  }

  /** Follows sheets that the user renamed; says whether there were any. */
  private async takeNames(sheets: readonly SheetRef[]): Promise<boolean> {
    const names = namesOf(sheets), renames = renamed(this.names, names);
    this.sheets = names;
    if (renames.size === 0) return false;
    this.set(underNames(this.snapshot, renames));
    await this.write(this.snapshot.note);
    return true;
  }

  /** Work that failed half way is taken up again; what the user gave up waits for the next change. */
  private get isDue(): boolean {
    return this.isBehind && this.snapshot.trouble?.code !== "host/cancelled";
  }

  /** Tables first, kept sheets after them. */
  private watched(): readonly Watched[] {
    const tables = this.standing().map((region): Watched => ({ range: region, expected: region.shown, labelRows: region.labelRows, labelColumns: region.labelColumns }));
    return [...tables, ...this.snapshot.kept.flatMap((kept) => watchedSheet(kept) ?? [])];
  }

  /** Where tables stand, those too that cannot be read. */
  private standing(): readonly Region[] {
    return this.readings.flatMap(({ region }) => region ?? []);
  }

  /** A sheet the user deleted is kept no longer; one that was edited, or whose last write was taken back, is written whole. */
  private forgetSheets(watched: readonly Watched[], blocks: Blocks, holds: (at: number) => boolean): void {
    const at = new Map(watched.map(({ range }, index) => [range.sheet, index]));
    this.set({ kept: this.snapshot.kept.flatMap((kept) => {
      const index = at.get(kept.ref.id);
      if (index === undefined) return [kept];
      return blocks[index] === null ? [] : [holds(index) ? kept : { ...kept, shown: null }];
    }) });
  }

  private rereadAll(blocks: Blocks, formulas: Blocks): readonly PivotReading[] | null {
    const { book } = this.snapshot;
    if (book.status !== "read" || book.timelines || (book.slicers && this.slicers === null)) return null;
    const again: PivotReading[] = [];
    let at = 0, range = 0;
    for (const reading of book.readings) {
      const block = reading.region === null ? null : blocks[at++];
      const next = anew(reading, block, reading.kind === "range" && reading.region !== null ? formulas[range++] : null);
      if (next === null) return null;
      again.push(next);
    }
    return joinRanges(again);
  }

  private listDiffers(pivots: readonly PivotName[]): boolean {
    const known = this.readings.filter(({ kind }) => kind === "pivot");
    return pivots.some((name) => !known.some((reading) => samePivot(reading, name) || reading.name === ""));
  }

  /** Parts of the masks to look at. */
  private masked(parts: (range: CellRange) => readonly CellRange[]): readonly MaskPart[] {
    return [...this.snapshot.masks.values()].flatMap((mask) => parts(mask.range).map((part) => ({ mask, part })));
  }
}
