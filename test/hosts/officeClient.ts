import { readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";
import type { EmulatedExcel } from "./emulatedExcel.ts";
import { officeFiles, type FileManner, type OfficeFiles } from "./officeFile.ts";
import { eventMessage, officeRequests, type OfficeRequests } from "./officeRequests.ts";

/** Microsoft's own client library for Excel on Windows, a development dependency: its licence allows tests, not shipping. */
export const CLIENT_LIBRARY = path.join(process.cwd(), "node_modules/@microsoft/office-js/dist/excel-win32-16.01.debug.js");

export interface OfficeSurroundings {
  readonly language?: string;
  readonly background?: string;
  /** Largest requirement set of ExcelApi this Excel supports. */
  readonly excelApi?: string;
  readonly file?: FileManner;
}

export interface OfficeClient {
  readonly requests: OfficeRequests;
  readonly files: OfficeFiles;
  /** Functions bound to ribbon buttons. */
  readonly commands: ReadonlyMap<string, (event: { completed(): void }) => void>;
}

/** Loads the genuine Office.js over the emulated Excel and makes it `Office` and `Excel` of this process. */
export function startOffice(excel: EmulatedExcel, surroundings: OfficeSurroundings = {}): OfficeClient {
  const requests = officeRequests(excel);
  const sandbox = loadLibrary();
  const files = officeFiles(() => excel.bytes, surroundings.file);
  const commands = new Map<string, (event: { completed(): void }) => void>();
  connect(sandbox, excel, requests);
  sandbox.OSF._OfficeAppFactory = { getContext: () => context(files, surroundings) };
  const excelHost = { host: "Excel", platform: "PC" };
  Object.assign(sandbox.Office, { onReady: () => Promise.resolve(excelHost), HostType: { Excel: "Excel" } });
  sandbox.Office.actions.associate = (name, act) => { commands.set(name, act); };
  Object.assign(globalThis, { Office: sandbox.Office, Excel: sandbox.Excel });
  return { requests, files, commands };
}

interface Sandbox {
  readonly Office: Record<string, unknown> & { actions: { associate: (name: string, act: (event: { completed(): void }) => void) => void } };
  readonly Excel: unknown;
  readonly OSF: { DDA: { RichApi?: Record<string, unknown> }; _OfficeAppFactory?: unknown };
}

/** What the library expects of a browser page around it. */
function loadLibrary(): Sandbox {
  const page: Record<string, unknown> = { console, setTimeout, clearTimeout, setInterval, clearInterval, Promise, performance };
  const nothing = (): void => undefined;
  Object.assign(page, { window: page, self: page, addEventListener: nothing, removeEventListener: nothing, postMessage: nothing, navigator: { userAgent: "node", language: "da-DK" } });
  page["location"] = { href: "https://localhost/", search: "", hash: "", protocol: "https:", host: "localhost" };
  page["document"] = { getElementsByTagName: () => [], createElement: () => ({ setAttribute: nothing, style: {} }), location: {}, cookie: "", addEventListener: nothing, head: { appendChild: nothing }, URL: "https://localhost/" };
  page["Type"] = ajaxType(page);
  vm.createContext(page);
  vm.runInContext(readFileSync(CLIENT_LIBRARY, "utf8"), page, { filename: CLIENT_LIBRARY });
  return page as unknown as Sandbox;
}

/** The two functions of Microsoft Ajax that the library calls while it loads. */
function ajaxType(page: Record<string, unknown>): unknown {
  return Object.assign(function Type() { /* only its members matter */ }, {
    registerNamespace(name: string): void {
      let space = page;
      for (const part of name.split(".")) space = (space[part] ??= {}) as Record<string, unknown>;
    },
    createCallback: (act: (...args: unknown[]) => unknown, context: unknown) => (...args: unknown[]) => act(...args, context),
  });
}

/** The request flag that `delayForCellEdit` sets in the client library. */
const DELAY_FOR_CELL_EDIT = 64;

function connect(sandbox: Sandbox, excel: EmulatedExcel, requests: OfficeRequests): void {
  sandbox.OSF.DDA.RichApi = {
    /** The fifth entry of the message is the batch, the seventh holds flags. */
    executeRichApiRequestAsync(message: readonly unknown[], answer: (result: unknown) => void): void {
      requests.whenFree(String(message[4]), (Number(message[6]) & DELAY_FOR_CELL_EDIT) !== 0, (body) => {
        if (body !== null) setTimeout(() => answer({ status: "succeeded", value: { data: [200, [], body] } }));
      });
    },
    richApiMessageManager: {
      register(handler: (message: unknown) => void): Promise<void> {
        excel.listen((event) => handler(eventMessage(event)));
        return Promise.resolve();
      },
    },
  };
}

function context(files: OfficeFiles, { language = "da-DK", background, excelApi = "1.17" }: OfficeSurroundings): unknown {
  return {
    displayLanguage: language,
    officeTheme: background === undefined ? undefined : { bodyBackgroundColor: background },
    requirements: { isSetSupported: (set: string, version = "1.1") => set !== "ExcelApi" || minor(version) <= minor(excelApi) },
    document: files,
  };
}

function minor(version: string): number {
  return Number(version.split(".")[1] ?? 0);
}
