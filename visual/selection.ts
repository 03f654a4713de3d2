import type powerbi from "powerbi-visuals-api";
import type { MatrixAxis } from "./matrix.ts";
import type { MatrixView } from "./view.ts";

type Host = powerbi.extensibility.visual.IVisualHost;
type Id = powerbi.visuals.ISelectionId;

/**
 * Row headings that filter the report's other visuals. Only the heading of a row that shows a number can be chosen;
 * cells have no identity at all, so no click on a hidden one says anything to anybody.
 */
export class Selection {
  /** Called when the choice has changed, here or by a bookmark. */
  changed: () => void = () => undefined;
  private readonly manager: powerbi.extensibility.ISelectionManager;
  private chosen: readonly Id[] = [];
  private ids: (Id | undefined)[] = [];
  private view: MatrixView | null = null;
  private rows: MatrixAxis | null = null;

  constructor(private readonly host: Host) {
    this.manager = host.createSelectionManager();
    this.manager.registerOnSelectCallback((ids) => { this.settle(ids as Id[]); });
  }

  /** The table that is drawn from now on; what was chosen stays chosen where it is still there. */
  offer(view: MatrixView, rows: MatrixAxis): void {
    this.view = view;
    this.rows = rows;
    this.ids = [];
  }

  get some(): boolean {
    return this.chosen.length > 0;
  }

  can(line: number): boolean {
    const drawn = this.view?.lines[line];
    return drawn !== undefined && drawn.place > 0 && drawn.kind !== "subtotal" && this.host.hostCapabilities?.allowInteractions !== false && this.view?.shows(line) === true;
  }

  /** The line that an element of the drawing belongs to. */
  lineOf(row: Element): number {
    return Number(row.getAttribute("aria-rowindex")) - (this.view?.heads.length ?? 0) - 1;
  }

  has(line: number): boolean {
    if (!this.some || !this.can(line)) return false;
    const id = this.id(line);
    return this.chosen.some((other) => same(other, id));
  }

  /** Whether a line belongs to a group that is chosen. */
  within(line: number): boolean {
    const above = this.some ? this.view?.lines[line]?.parent ?? -1 : -1;
    return above >= 0 && (this.has(above) || this.within(above));
  }

  /** Chooses a row alone, or with `more` adds it to the others; a row that is chosen is let go. */
  toggle(line: number, more: boolean): void {
    if (this.can(line)) void this.manager.select(this.id(line), more).then((ids) => { this.settle(ids as Id[]); });
  }

  /** The host's menu for a row that shows a number, where the policy allows it; nothing anywhere else. */
  menu(line: number, position: { readonly x: number; readonly y: number }): void {
    if (this.can(line)) void this.manager.showContextMenu(this.id(line), position, "Rows");
  }

  clear(): void {
    if (this.some) void this.manager.clear().then(() => { this.settle([]); });
  }

  private settle(ids: readonly Id[]): void {
    this.chosen = ids;
    this.changed();
  }

  /** Identity of a row: its groups from the outermost in. */
  private id(line: number): Id {
    return this.ids[line] ??= this.build(this.view?.lines[line].place ?? -1).createSelectionId();
  }

  private build(place: number): powerbi.visuals.ISelectionIdBuilder {
    const at = this.rows?.places[place];
    if (at === undefined || at.node === null) return this.host.createSelectionIdBuilder();
    return this.build(at.parent).withMatrixNode(at.node, [...this.rows?.levels ?? []]);
  }
}

/** Ids that a bookmark brings may differ from ours in what is no identity (a measure, the way they were built): then each holds all that the other holds. */
function same(a: Id, b: Id): boolean {
  return a.equals(b) || (a.includes(b) && b.includes(a));
}
