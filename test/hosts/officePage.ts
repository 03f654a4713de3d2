import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import type { EmulatedExcel } from "./emulatedExcel.ts";
import { CLIENT_LIBRARY } from "./officeClient.ts";
import { eventMessage, officeRequests, type OfficeRequests } from "./officeRequests.ts";

export interface PageSurroundings {
  readonly language: string;
  /** Background colour of Office's theme; null for an Excel that gives none. */
  readonly background: string | null;
  /** Whether this Excel supports the requirement sets asked for; it does by default. */
  readonly supported?: boolean;
  /** What Excel hands over as its file; by default what was opened. */
  readonly file?: () => Promise<Uint8Array>;
}

/**
 * Answers a page's request for Microsoft's office.js with the genuine client library over the emulated Excel: the page is
 * the shipped one, the library is the shipped one, and only what lies behind the request seam is ours.
 */
export async function officeInPage(page: Page, excel: EmulatedExcel, surroundings: PageSurroundings): Promise<OfficeRequests> {
  const requests = officeRequests(excel);
  await page.exposeFunction("emulatedRequest", (body: string) => requests.execute(body));
  await page.exposeFunction("emulatedFile", async () => Buffer.from(await (surroundings.file?.() ?? excel.bytes)).toString("base64"));
  excel.listen((event) => {
    void page.evaluate((message) => { (window as unknown as PageWithOffice).emulatedEvent?.(message); }, eventMessage(event)).catch(() => undefined);
  });
  const script = `${before.toString()}\n${before.name}();\n${readFileSync(CLIENT_LIBRARY, "utf8")}\n${after.toString()}\n${after.name}(${JSON.stringify(surroundings)});`;
  await page.route("https://appsforoffice.microsoft.com/**", (route) => route.fulfill({ contentType: "text/javascript; charset=utf-8", body: script }));
  return requests;
}

interface PageWithOffice {
  emulatedRequest(body: string): Promise<string | null>;
  emulatedFile(): Promise<string>;
  emulatedEvent?(message: unknown): void;
  Office: Record<string, unknown> & { actions: Record<string, unknown> };
  OSF: { DDA: Record<string, unknown>; _OfficeAppFactory: unknown };
}

/** Runs in the page before the library: the two functions of Microsoft Ajax that it calls while it loads. */
function before(): void {
  const type = function Type(): void { /* only its members matter */ };
  (window as unknown as Record<string, unknown>)["Type"] = Object.assign(type, {
    registerNamespace(name: string): void {
      let space = window as unknown as Record<string, unknown>;
      for (const part of name.split(".")) space = (space[part] ??= {}) as Record<string, unknown>;
    },
    createCallback: (act: (...args: unknown[]) => unknown, context: unknown) => (...args: unknown[]) => act(...args, context),
  });
}

/** Runs in the page after the library: joins its seams to the emulated Excel outside the page. */
function after({ language, background, supported = true }: PageSurroundings): void {
  const page = window as unknown as PageWithOffice, resolved = (): Promise<void> => Promise.resolve();
  page.OSF.DDA["RichApi"] = {
    executeRichApiRequestAsync(message: readonly unknown[], answer: (result: unknown) => void): void {
      void page.emulatedRequest(String(message[4])).then((body) => { if (body !== null) answer({ status: "succeeded", value: { data: [200, [], body] } }); });
    },
    richApiMessageManager: {
      register(handler: (message: unknown) => void): Promise<void> {
        page.emulatedEvent = handler;
        return Promise.resolve();
      },
    },
  };
  const getFileAsync = (_type: string, { sliceSize }: { sliceSize: number }, answer: (result: unknown) => void): void => {
    void page.emulatedFile().then((base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const getSliceAsync = (index: number, answerSlice: (result: unknown) => void): void =>
        answerSlice({ status: "succeeded", value: { index, data: Array.from(bytes.subarray(index * sliceSize, (index + 1) * sliceSize)) } });
      answer({ status: "succeeded", value: { size: bytes.length, sliceCount: Math.ceil(bytes.length / sliceSize), getSliceAsync, closeAsync: () => undefined } });
    }, () => { answer({ status: "failed", error: { code: 7000 } }); });
  };
  const context = {
    displayLanguage: language, officeTheme: background === null ? undefined : { bodyBackgroundColor: background },
    requirements: { isSetSupported: () => supported }, document: { getFileAsync, settings: { set: () => undefined, saveAsync: (answer: (result: unknown) => void) => { answer({ status: "succeeded" }); } } },
  };
  Object.assign(page.Office, { addin: { showAsTaskpane: resolved, setStartupBehavior: resolved, getStartupBehavior: () => Promise.resolve("Load"), beforeDocumentCloseNotification: { enable: resolved, disable: resolved } }, StartupBehavior: { load: "Load", none: "None" } });
  page.OSF._OfficeAppFactory = { getContext: () => context };
  Object.assign(page.Office, { onReady: () => Promise.resolve({ host: "Excel", platform: "PC" }), HostType: { Excel: "Excel" } });
  page.Office.actions["associate"] = () => undefined;
}
