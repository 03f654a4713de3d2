import type powerbi from "powerbi-visuals-api";

/** The colours a report lends a visual. */
export interface Colours {
  readonly foreground: string;
  readonly background: string;
  readonly hyperlink: string;
  readonly selected: string;
  readonly highContrast: boolean;
}

/** Light and dark report themes and the high-contrast scheme of Windows. */
export const THEMES: Readonly<Record<"light" | "dark" | "highContrast", Colours>> = {
  light: { foreground: "#252423", background: "#ffffff", hyperlink: "#0f6cbd", selected: "#0f6cbd", highContrast: false },
  dark: { foreground: "#f3f2f1", background: "#1f1f1f", hyperlink: "#62abf5", selected: "#62abf5", highContrast: false },
  highContrast: { foreground: "#ffffff", background: "#000000", hyperlink: "#ffff00", selected: "#1aebff", highContrast: true },
};

export interface HostOptions {
  readonly locale: string;
  readonly colours: Colours;
  /** Bit flags of `CustomVisualHostEnv`: 1 web, 2 publish to web, 4 desktop … */
  readonly hostEnv: number;
  /** Answer of `fetchMoreData`: whether more data will come. */
  readonly moreData: boolean;
  /** Whether the tenant lets visuals save files; absent: not. */
  readonly files?: boolean;
  /** Where saved files go, whole. */
  readonly onFile?: (name: string, content: string) => void;
  /** Texts of the package by key, for the localisation manager. */
  readonly strings: Readonly<Record<string, string>>;
}

/** What the visual asked of the host, in order: `started`, `finished`, `failed: <reason>`, `fetchMoreData`, `tooltip`, `select: <rows>`, `contextMenu`, `persist: <changes>`, `file: <name> (<type>)`. */
export type HostLog = string[];

/**
 * An emulated Power BI host: colours, rendering events, localisation, selection, tooltips and data fetching, each call
 * recorded. Self-contained on purpose: the text of this function is also what runs inside the sandboxed frame.
 */
export function createHost(options: HostOptions, log: HostLog): powerbi.extensibility.visual.IVisualHost {
  const colour = (value: string): { value: string } => ({ value });
  const record = (entry: string): (() => Promise<object>) => () => { log.push(entry); return Promise.resolve({}); };
  const builder = (path: readonly string[]): object => ({
    withMatrixNode: (node: powerbi.DataViewMatrixNode) => builder([...path, String(node.levelValues?.[0].value)]),
    createSelectionId: () => ({ key: path.join(" / "), equals: (other: { key: string }) => other.key === path.join(" / "), includes: (other: { key: string }) => `${other.key} / `.startsWith(`${path.join(" / ")} / `) }),
  });
  const palette = ["#118DFF", "#12239E", "#E66C37", "#6B007B", "#E044A7", "#744EC2", "#D9B300", "#D64550"], given = new Map<string, string>();
  const seriesColour = (key: string): { value: string } => {
    if (!given.has(key)) given.set(key, palette[given.size % palette.length]);
    return colour(options.colours.highContrast ? options.colours.foreground : given.get(key) ?? "");
  };
  let selected: { key: string }[] = [];
  const select = (id: { key: string }, more: boolean): Promise<object> => {
    const had = selected.some(({ key }) => key === id.key), others = more ? selected.filter(({ key }) => key !== id.key) : [];
    selected = had && (more || selected.length === 1) ? others : [...others, id];
    log.push(`select: ${selected.map(({ key }) => key).join(", ")}`);
    return Promise.resolve(selected);
  };
  const host = {
    locale: options.locale, hostEnv: options.hostEnv, hostCapabilities: { allowInteractions: true }, instanceId: "emulated",
    colorPalette: {
      isHighContrast: options.colours.highContrast, foreground: colour(options.colours.foreground), background: colour(options.colours.background),
      hyperlink: colour(options.colours.hyperlink), foregroundSelected: colour(options.colours.selected), getColor: seriesColour,
    },
    eventService: {
      renderingStarted: () => { log.push("started"); },
      renderingFinished: () => { log.push("finished"); },
      renderingFailed: (_: unknown, reason?: string) => { log.push(`failed: ${reason ?? ""}`); },
    },
    createLocalizationManager: () => ({ getDisplayName: (key: string) => options.strings[key] ?? key }),
    createSelectionIdBuilder: () => builder([]),
    createSelectionManager: () => ({ select, clear: () => { selected = []; log.push("select: "); return Promise.resolve({}); }, showContextMenu: record("contextMenu"), registerOnSelectCallback: () => undefined, hasSelection: () => false, getSelectionIds: () => [] }),
    tooltipService: { enabled: () => true, show: record("tooltip"), move: record("tooltip"), hide: () => undefined },
    downloadService: {
      exportStatus: () => Promise.resolve(options.files ? 0 : 3),
      exportVisualsContentExtended: (content: string, fileName: string, fileType: string) => {
        log.push(`file: ${fileName} (${fileType})`);
        options.onFile?.(fileName, content);
        return Promise.resolve({ downloadCompleted: true, fileName });
      },
    },
    fetchMoreData: () => { log.push("fetchMoreData"); return options.moreData; },
    persistProperties: (changes: powerbi.VisualObjectInstancesToPersist) => { log.push(`persist: ${JSON.stringify(changes)}`); }, launchUrl: record("launchUrl"), applyJsonFilter: record("filter"), displayWarningIcon: record("warning"),
  };
  return host as unknown as powerbi.extensibility.visual.IVisualHost;
}
