import type powerbi from "powerbi-visuals-api";
import { strFromU8, unzipSync } from "fflate";
import { createHost, THEMES, type Colours, type HostOptions } from "./powerbiHost.ts";

/** What runs of a finished `.pbiviz`. */
export interface VisualPackage {
  readonly guid: string;
  readonly js: string;
  readonly css: string;
  /** Texts by language tag and key. */
  readonly strings: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** One update of the host; what is left out keeps its last value (at first: da-DK, light, desktop). */
export interface FrameUpdate {
  readonly dataView?: powerbi.DataView;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly locale?: string;
  readonly colours?: Colours;
  readonly hostEnv?: number;
  readonly moreData?: boolean;
  readonly files?: boolean;
  /** `VisualUpdateType`; 2 (data) by default, 4 is a resize. */
  readonly type?: number;
}

/** What the visual showed and asked for during one update. */
export interface FrameReport {
  /** Calls on the host in order, see `HostLog`. */
  readonly log: readonly string[];
  readonly text: string;
  readonly html: string;
  /** Files it saved since the update before, whole. */
  readonly saved: readonly SavedFile[];
}

export interface SavedFile {
  readonly name: string;
  readonly content: string;
}

/** Reads a finished package. */
export function readPackage(bytes: Uint8Array): VisualPackage {
  const files = unzipSync(bytes);
  const read = (name: string): unknown => {
    const file = files[name];
    if (file === undefined) throw new RangeError(`the package has no ${name}`);
    return JSON.parse(strFromU8(file));
  };
  const manifest = read("package.json") as { resources: [{ file: string }] };
  const { visual, content, stringResources } = read(manifest.resources[0].file) as {
    visual: { guid: string }; content: { js: string; css: string }; stringResources: VisualPackage["strings"];
  };
  return { guid: visual.guid, js: content.js, css: content.css, strings: stringResources };
}

/** As strict as the visual can live with: no network, no eval, no image but its own. */
export const FRAME_CSP = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:";

/**
 * A page that runs the packaged visual over an emulated host, for `<iframe sandbox="allow-scripts">` (set it as
 * `srcdoc` where the outer page's own policy allows inline scripts, or serve it as a file). It talks by postMessage:
 * in `{diskret: "update", id, update: FrameUpdate}`, out `{diskret: "ready"}` and `{diskret: "rendered", id, report: FrameReport}`.
 */
export function visualFrame(content: VisualPackage): string {
  const script = `(${runFrame.toString()})(${createHost.toString()}, ${inScript({ guid: content.guid, strings: content.strings, colours: THEMES.light })})`;
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${FRAME_CSP}"><title>Power BI</title>
<style>html, body { margin: 0; height: 100%; overflow: hidden; } #visual { width: 100%; height: 100%; }</style><style>${content.css}</style></head>
<body><div id="visual"></div><script>window.powerbi = {};</script><script>${content.js.replaceAll("</script", "<\\/script")}</script><script>${script}</script></body></html>`;
}

function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

/** Runs inside the frame; self-contained, for its text is what travels. Loaded as a file it is called with the same arguments. */
export function runFrame(create: typeof createHost, given: { guid: string; strings: VisualPackage["strings"]; colours: Colours }): void {
  const element = document.getElementById("visual")!;
  const log: string[] = [], saved: SavedFile[] = [];
  let options: HostOptions = { locale: "da-DK", colours: given.colours, hostEnv: 4, moreData: false, strings: given.strings["da-DK"] ?? {}, onFile: (name, content) => { saved.push({ name, content }); } };
  let host: ReturnType<typeof createHost> | null = null, visual: powerbi.extensibility.visual.IVisual | null = null, dataView: powerbi.DataView | undefined;
  const plugins = (window as unknown as { powerbi: { visuals: { plugins: Record<string, { create(options: object): powerbi.extensibility.visual.IVisual }> } } }).powerbi.visuals.plugins;
  const update = (message: FrameUpdate): FrameReport => {
    const fresh = message.locale !== undefined && message.locale !== options.locale;
    options = { ...options, ...message, strings: given.strings[message.locale ?? options.locale] ?? {} };
    dataView = message.dataView ?? dataView;
    if (host === null || visual === null || fresh) { visual?.destroy?.(); element.replaceChildren(); host = create(options, log); visual = plugins[given.guid].create({ element, host }); }
    Object.assign(host, create(options, log));
    visual.update({ dataViews: dataView === undefined ? [] : [dataView], viewport: message.viewport ?? { width: innerWidth, height: innerHeight }, type: message.type ?? 2 });
    return { log: log.splice(0), text: element.innerText, html: element.innerHTML, saved: saved.splice(0) };
  };
  addEventListener("message", ({ data }: MessageEvent<{ diskret?: string; id: number; update: FrameUpdate }>) => {
    if (data.diskret === "update") parent.postMessage({ diskret: "rendered", id: data.id, report: update(data.update) }, "*");
  });
  parent.postMessage({ diskret: "ready" }, "*");
}

/** A visual running in a frame of this page. */
export interface MountedVisual {
  /** Sends one update and waits for the drawing to end. */
  update(update: FrameUpdate): Promise<FrameReport>;
}

/** Puts a packaged visual into an iframe of the page and connects to it. */
export function mountVisual(frame: HTMLIFrameElement, content: VisualPackage): Promise<MountedVisual> {
  return connectVisual(frame, () => { frame.srcdoc = visualFrame(content); });
}

/** Connects to the visual that `load` brings into the frame. */
export async function connectVisual(frame: HTMLIFrameElement, load: () => void): Promise<MountedVisual> {
  const waiting = new Map<number, (report: FrameReport) => void>();
  let last = 0;
  const ready = new Promise<void>((done) => {
    addEventListener("message", ({ source, data }: MessageEvent<{ diskret?: string; id: number; report: FrameReport }>) => {
      if (source !== frame.contentWindow) return;
      if (data.diskret === "ready") done();
      if (data.diskret === "rendered") { waiting.get(data.id)?.(data.report); waiting.delete(data.id); }
    });
  });
  frame.setAttribute("sandbox", "allow-scripts");
  load();
  await ready;
  return {
    update: (update) => new Promise((done) => {
      waiting.set(++last, done);
      frame.contentWindow?.postMessage({ diskret: "update", id: last, update }, "*");
    }),
  };
}
