import type powerbi from "powerbi-visuals-api";
import type { Message } from "../shared/i18n/message.ts";
import type { Policy } from "../shared/policy/policy.ts";
import type { InForce } from "../shared/policy/validity.ts";
import { protect } from "../shared/protect.ts";
import { bakedPolicy } from "./bakedPolicy.ts";
import { captionWriter } from "./caption.ts";
import { onCount } from "./countBasis.ts";
import { drawMatrix } from "./drawMatrix.ts";
import { drawMessage } from "./drawMessage.ts";
import { formatPane } from "./formatPane.ts";
import type { ReaderState } from "./gridBody.ts";
import type { Matrix } from "./matrix.ts";
import { readMatrix } from "./readMatrix.ts";
import { failure, type Screen } from "./screen.ts";
import { Selection } from "./selection.ts";
import { look, tightened, totalsAsked } from "./settings.ts";
import { withSummedTotals } from "./sumTotals.ts";
import { applyLook, applyTheme } from "./theme.ts";
import { view } from "./view.ts";
import { words, type Words } from "./words.ts";
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
  private readonly reader: ReaderState = { folded: new Set(), active: null };
  private readonly selection: Selection;
  private last: string | null | undefined;

  /** The generated plugin code passes its options as optional; the host always gives them. */
  constructor(options?: powerbi.extensibility.visual.VisualConstructorOptions, baked: InForce = bakedPolicy()) {
    if (options === undefined) throw new RangeError("the host gave no options");
    this.root = options.element;
    this.host = options.host;
    this.words = words(this.host.locale);
    this.floor = this.inForce = baked.policy;
    this.notices = baked.notices;
    this.selection = new Selection(this.host);
    this.root.classList.add("diskret");
    this.root.lang = this.words.locale;
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
    try {
      const screen = this.screen(options.dataViews?.[0]);
      applyTheme(this.root, this.host.colorPalette);
      applyLook(this.root, look(this.objects));
      this.draw(screen);
      return failure(screen);
    } catch {
      this.root.replaceChildren(drawMessage({ kind: "refused", reasons: [{ code: "visual/failed" }] }, this.words));
      return "visual/failed";
    }
  }

  private screen(dataView: powerbi.DataView | undefined): Screen {
    if (this.floor === null) return refused("policy/unreadable");
    if (((this.host.hostEnv ?? 0) & PUBLISH_TO_WEB) !== 0) return refused("visual/publishToWeb");
    this.objects = dataView?.metadata.objects;
    const policy = this.inForce = tightened(this.floor, this.objects);
    const reading = readMatrix(dataView, captionWriter(this.words));
    switch (reading.status) {
      case "missing": return { kind: "landing", missing: reading.roles, limit: policy.maxN };
      case "empty": return { kind: "empty" };
      case "refused": return reading.reason.code === "matrix/pending" && this.host.fetchMoreData(true) ? { kind: "waiting" } : { kind: "refused", reasons: [reading.reason] };
      case "read": return this.protectedScreen(totalsAsked(this.objects).summed ? withSummedTotals(reading.matrix, policy) : reading.matrix, policy);
    }
  }

  /** The table as it may be shown. Only a table that the engine calls protected, audit included, is drawn. */
  private protectedScreen(matrix: Matrix, policy: Policy): Screen {
    const outcome = protect([onCount(matrix.table, policy, matrix.count)], policy);
    if (outcome.status !== "protected") return { kind: "refused", reasons: outcome.findings };
    const shown = outcome.tables[0];
    if (shown === undefined) return refused("visual/failed");
    const drawn = view(matrix, shown, { ...policy, notices: [...this.notices, ...outcome.notices], bars: look(this.objects).bars }, this.words);
    return drawn.columns > 0 ? { kind: "matrix", view: drawn, rows: matrix.rows } : { kind: "refused", reasons: drawn.notices };
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
    this.selection.offer(screen.view, screen.rows);
    const drawn = drawMatrix(screen.view, this.reader, this.selection, this.words);
    this.root.replaceChildren(drawn.element);
    this.root.querySelector(".scroll")?.scrollTo?.(left, top);
    drawn.settle();
    if (focused) this.root.querySelector<HTMLElement>('tbody [tabindex="0"]')?.focus();
  }
}

/** `VisualUpdateType.Resize` and `ResizeEnd` alone: the style sheet follows the new size by itself. */
function isResize(type: number): boolean {
  return type !== 0 && (type & ~(4 | 32)) === 0;
}

function refused(code: string): Screen {
  return { kind: "refused", reasons: [{ code }] };
}
