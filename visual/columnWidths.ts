import type powerbi from "powerbi-visuals-api";

type Host = Pick<powerbi.extensibility.visual.IVisualHost, "persistProperties">;

/** In pixels. */
const NARROWEST = 40, WIDEST = 1500;
/** Columns remembered; the one set longest ago goes first. */
const MOST = 200;

/**
 * Widths that a reader has given columns, kept with the report where the host lets a visual do so (for an editor in the report,
 * for others as long as they look at it). Columns go by a hash of their key: a report file must not name members of a column
 * field that not all its readers may see, and no width ever follows from a hidden number.
 */
export class ColumnWidths {
  private readonly widths = new Map<string, number>();
  /** The report's text as it was last read, and as it was last handed over: only a text that is neither is news. */
  private seen = "";
  private written: string | null = null;

  constructor(private readonly host: Host) {}

  get(key: string): number | undefined {
    return this.widths.get(hash(key));
  }

  set(key: string, width: number): void {
    const name = hash(key);
    this.widths.delete(name);
    this.widths.set(name, bounded(width));
  }

  /** Gives a column its own width back. */
  delete(key: string): void {
    this.widths.delete(hash(key));
  }

  /** Takes over what the report holds, where that has changed since: opened anew, or by a bookmark. What is unreadable says nothing. */
  read(objects: powerbi.DataViewObjects | undefined): void {
    const given: unknown = objects?.["columns"]?.["widths"], text = typeof given === "string" ? given : "";
    if (text === this.seen) return;
    this.seen = text;
    if (text === this.written) return;
    this.written = null;
    this.widths.clear();
    for (const [, name, width] of text.slice(0, 20 * MOST).matchAll(/([0-9a-z]{1,7}):(\d{1,4})(?= |$)/g)) this.widths.set(name, bounded(Number(width)));
  }

  /** Hands the widths to the host once the reader has let go. */
  keep(): void {
    const text = [...this.widths].slice(-MOST).map(([name, width]) => `${name}:${width}`).join(" ");
    if (text === (this.written ?? this.seen)) return;
    this.written = text;
    this.host.persistProperties({ merge: [{ objectName: "columns", properties: { widths: text }, selector: null as unknown as powerbi.data.Selector }] });
  }
}

function bounded(width: number): number {
  return Math.min(WIDEST, Math.max(NARROWEST, Math.round(width)));
}

/** FNV-1a, 32 bits. */
function hash(text: string): string {
  let code = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) code = Math.imul(code ^ text.charCodeAt(at), 0x01000193);
  return (code >>> 0).toString(36);
}
