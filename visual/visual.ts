import type powerbi from "powerbi-visuals-api";
import type { Message } from "../shared/i18n/message.ts";
import type { Policy } from "../shared/policy/policy.ts";
import type { SourceNames } from "../shared/policy/resolve.ts";
import { rulesOf } from "../shared/policy/tighten.ts";
import type { InForce } from "../shared/policy/validity.ts";
import { bakedPolicy } from "./bakedPolicy.ts";
import { captionWriter } from "./caption.ts";
import { onCount } from "./countBasis.ts";
import { ColumnWidths } from "./columnWidths.ts";
import { drawBars } from "./drawBars.ts";
import { drawMatrix } from "./drawMatrix.ts";
import { drawMessage } from "./drawMessage.ts";
import { FileExport } from "./fileExport.ts";
import { filteredRefusal } from "./filteredView.ts";
import { formatPane } from "./formatPane.ts";
import type { Matrix } from "./matrix.ts";
import { Protection } from "./protection.ts";
import { newReader, type ReaderState } from "./reader.ts";
import { readMatrix } from "./readMatrix.ts";
import { failure, type Screen } from "./screen.ts";
import { Selection } from "./selection.ts";
import { look, tightened, totals } from "./settings.ts";
import { sourceNames } from "./sourceNames.ts";
import { withSummedTotals } from "./sumTotals.ts";
import { applyLook, applyTheme } from "./theme.ts";
import { readerRefusal } from "./told.ts";
import { AS_GIVEN, view } from "./view.ts";
import { words, type Words } from "./words.ts";
import { tooLarge } from "./workload.ts";
import "./style/visual.css";

type Host = powerbi.extensibility.visual.IVisualHost;
type UpdateOptions = powerbi.extensibility.visual.VisualUpdateOptions;

/** `powerbi.common.CustomVisualHostEnv.PublishToWeb`; the enum itself does not exist at run time. */
const PUBLISH_TO_WEB = 2;

/** The Power BI visual: every update is read, protected and only then drawn, and ends in exactly one rendering event. */
export class Visual implements powerbi.extensibility.visual.IVisual {
  private readonly root: HTMLElement;
  private readonly host: Host;
  private readonly words: Words;
  readonly floor: Policy | null;
  /** What readers are told of the policy. */
  private readonly notices: readonly Message[];
  inForce: Policy | null;
  objects: powerbi.DataViewObjects | undefined;
  private readonly reader: ReaderState;
  private readonly selection: Selection;
  private readonly files: FileExport;
  private readonly protection = new Protection();
  private last: string | null | undefined;

  /** The generated plugin code passes its options as optional; the host always gives them. */
  constructor(options?: powerbi.extensibility.visual.VisualConstructorOptions, baked: InForce = bakedPolicy()) {
    if (options === undefined) throw new RangeError("the host gave no options");
    this.root = options.element;
    this.host = options.host;
    this.words = words(this.host.locale);
    this.floor = this.inForce = baked.policy;
    this.notices = baked.notices;
    this.reader = newReader(new ColumnWidths(this.host));
    this.selection = new Selection(this.host);
    this.files = new FileExport(this.host, this.words);
    this.root.classList.add("diskret");
    this.root.lang = this.words.locale;
    this.root.addEventListener("contextmenu", (event) => { this.menu(event); });
  }

  update(options: UpdateOptions): void {
    const events = this.host.eventService;
    events.renderingStarted(options);
    const failed = this.last = this.last !== undefined && isResize(options.type) ? this.resized(this.last) : this.show(options);
    if (failed === null) events.renderingFinished(options); else events.renderingFailed(options, failed);
  }

  getFormattingModel(): powerbi.visuals.FormattingModel {
    return formatPane(this, this.words);
  }

  destroy(): void {
    this.root.replaceChildren();
  }

  /** Draws the update; the failure's code, or null. Nothing of an earlier table survives a failure. */
  private show(options: UpdateOptions): string | null {
    return this.closed(() => {
      const screen = this.screen(options.dataViews?.[0]);
      applyTheme(this.root, this.host.colorPalette);
      applyLook(this.root, look(this.objects));
      this.draw(screen);
      return failure(screen);
    });
  }

  /** Whatever goes wrong, nothing but a message is left on the page. */
  private closed(draw: () => string | null): string | null {
    try {
      return draw();
    } catch {
      this.root.replaceChildren(drawMessage({ kind: "refused", reasons: [{ code: "visual/failed" }] }, this.words));
      return "visual/failed";
    }
  }

  private screen(dataView: powerbi.DataView | undefined): Screen {
    if (this.floor === null) return refused("policy/unreadable");
    this.objects = dataView?.metadata.objects;
    this.reader.widths.read(this.objects);
    const policy = this.inForce = tightened(this.floor, this.objects);
    if (((this.host.hostEnv ?? 0) & PUBLISH_TO_WEB) !== 0 && !policy.allow.publishToWeb) return refused("visual/publishToWeb");
    const reading = readMatrix(dataView, captionWriter(this.words));
    switch (reading.status) {
      case "missing": return { kind: "landing", missing: reading.roles, limit: policy.maxN };
      case "empty": return { kind: "empty" };
      case "refused": return reading.reason.code === "matrix/pending" && this.host.fetchMoreData(true) ? { kind: "waiting" } : { kind: "refused", reasons: [reading.reason] };
      case "read": {
        const asked = tightened(this.floor, this.objects, reading.matrix.told);
        return this.protectedScreen(this.withTotals(reading.matrix, asked), sourceNames(dataView!.metadata), this.floor, asked);
      }
    }
  }

  /** Totals that the report does not ask the model for are added up here. */
  private withTotals(matrix: Matrix, policy: Policy): Matrix {
    const { rowsFromModel, columnsFromModel } = totals(this.objects);
    return rowsFromModel && columnsFromModel ? matrix : withSummedTotals(matrix, policy);
  }

  /** The table as it may be shown. Only a table that the engine calls protected, audit included, is drawn. */
  private protectedScreen(matrix: Matrix, names: SourceNames, floor: Policy, asked: Policy): Screen {
    const table = onCount(matrix.table, asked, matrix.count), large = tooLarge(table, asked);
    if (large !== null) return { kind: "refused", reasons: [large] };
    const { onScreen, inFiles } = this.protection.of(table, names, floor, asked);
    if (onScreen.status !== "protected") return { kind: "refused", reasons: onScreen.findings };
    const [shown] = onScreen.tables, [decided] = onScreen.decided;
    if (shown === undefined || decided === undefined) return refused("visual/failed");
    const policy = this.inForce = { ...asked, ...rulesOf(decided.policy) };
    const refusal = decided.exempt ? null : filteredRefusal(matrix, policy) ?? readerRefusal(matrix.told, policy);
    if (refusal !== null) return { kind: "refused", reasons: [refusal] };
    const chosen = look(this.objects), terms = {
      mark: policy.mark, maxN: policy.maxN, notices: [...this.notices, ...onScreen.notices], warnFiltered: policy.filteredViews !== "show", look: chosen, totals: totals(this.objects),
    };
    const given = view(matrix, shown, terms, AS_GIVEN, this.words), travels = inFiles.status === "protected" ? inFiles.tables[0] : undefined;
    if (given.columns.length === 0) return { kind: "refused", reasons: given.notices };
    return {
      kind: "matrix", rows: matrix.rows, policy, form: chosen.form,
      view: (arranged) => (arranged.order === null && arranged.foldedColumns.size === 0 ? given : { ...view(matrix, shown, terms, arranged, this.words), hidden: given.hidden }),
      fileView: !chosen.files || !policy.allow.export || travels === undefined ? null : (order) => view(matrix, travels, terms, { ...AS_GIVEN, order }, this.words),
    };
  }

  /** The drawing stays; a longer view may need more rows. */
  private resized(last: string | null): string | null {
    this.root.querySelector(".scroll")?.dispatchEvent(new Event("scroll"));
    return last;
  }

  /** Replaces everything at once, so that no drawing is ever half done; the reader's place is kept. */
  private draw(screen: Screen): void {
    if (screen.kind !== "matrix") { this.root.replaceChildren(drawMessage(screen, this.words)); return; }
    const before = this.root.querySelector(".scroll"), left = before?.scrollLeft ?? 0, top = before?.scrollTop ?? 0;
    const focused = before !== null && before.contains(document.activeElement);
    const drawing = screen.view(screen.form === "bars" ? { ...AS_GIVEN, order: this.reader.order } : this.reader);
    this.reader.order = drawing.order;
    this.selection.offer(drawing, screen.rows);
    const { fileView } = screen, tools = fileView === null ? [] : [this.files.button(() => fileView(drawing.order), screen.policy)];
    const again = (): void => { this.closed(() => { this.draw(screen); return null; }); };
    const drawn = screen.form === "bars" ? drawBars(drawing, this.selection, (series) => this.host.colorPalette.getColor(series).value, tools, this.words) : drawMatrix(drawing, this.reader, this.selection, again, tools, this.words);
    this.root.replaceChildren(drawn.element);
    drawn.settle();
    if (left > 0 || top > 0) this.root.querySelector(".scroll")?.scrollTo?.(left, top);
    if (focused) drawn.focus();
  }

  /** The host's own menu opens nowhere but, where the policy allows it, on the heading of a row that shows a number. */
  private menu(event: MouseEvent): void {
    event.preventDefault();
    const heading = event.target instanceof Element ? event.target.closest("tbody th, .bars .label") : null, row = heading?.closest("[data-line], tr");
    if (this.inForce?.allow.contextMenu === true && row !== null && row !== undefined) this.selection.menu(this.selection.lineOf(row), { x: event.clientX, y: event.clientY });
  }
}

/** `VisualUpdateType.Resize` and `ResizeEnd` alone: the style sheet follows the new size by itself. */
function isResize(type: number): boolean {
  return type !== 0 && (type & ~(4 | 32)) === 0;
}

function refused(code: string): Screen {
  return { kind: "refused", reasons: [{ code }] };
}
