import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { chromium, type Browser, type Page } from "playwright-core";

/** Repository root: jest runs from it. */
export const ROOT = process.cwd();
const SYSTEM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe"];
const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** A headless Chromium: `CHROME` or the system's, else the one that npm brought with its libraries and font. */
export async function launch(): Promise<Browser> {
  const system = process.env["CHROME"] ?? SYSTEM.find((file) => existsSync(file));
  if (system !== undefined && system !== "npm") return chromium.launch({ executablePath: system, args: ARGS });
  const home = await unpacked();
  const env = { ...process.env, LD_LIBRARY_PATH: path.join(home, "al2023/lib"), FONTCONFIG_FILE: path.join(home, "fonts.conf") } as Record<string, string>;
  return chromium.launch({ executablePath: path.join(home, "chromium"), args: ARGS, env });
}

/**
 * Folder with the packaged Chromium, unpacked once per machine. The package unpacks into the temporary folder of
 * a process that seems to run in AWS Lambda; a rename publishes the finished folder, so parallel runs never see half of it.
 */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(ROOT, "node_modules/@sparticuz/chromium/package.json"), "utf8")) as { version: string };
  const home = path.join(os.tmpdir(), `diskret-chromium-${version}-${os.userInfo().uid}`);
  if (existsSync(home)) return home;
  const work = mkdtempSync(`${home}-`);
  const script = `import("@sparticuz/chromium").then((m) => m.default.executablePath())`;
  await promisify(execFile)(process.execPath, ["-e", script], { cwd: ROOT, env: { ...process.env, TMPDIR: work, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" } });
  writeFileSync(path.join(work, "fonts.conf"), `<?xml version="1.0"?><fontconfig><dir>${home}/fonts</dir><cachedir>${home}/fonts-cache</cachedir></fontconfig>`);
  try {
    renameSync(work, home);
  } catch (error) {
    rmSync(work, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
  return home;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json",
  ".svg": "image/svg+xml", ".png": "image/png", ".wasm": "application/wasm",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

export interface Served {
  /** Address without a trailing slash. */
  readonly url: string;
  close(): Promise<void>;
}

/** Headers that go out with a file, by its path in the folder. */
export type Headers = (name: string) => Readonly<Record<string, string>>;

/** Serves a folder on a free port of 127.0.0.1. */
export async function serve(folder: string, headers: Headers = () => ({})): Promise<Served> {
  const root = path.resolve(ROOT, folder);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    const file = path.join(root, pathname.endsWith("/") ? `${pathname}index.html` : decodeURIComponent(pathname));
    const sent = headers(path.relative(root, file).replaceAll(path.sep, "/"));
    readFile(file.startsWith(root + path.sep) ? file : "").then(
      (bytes) => response.writeHead(200, { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream", ...sent }).end(bytes),
      () => response.writeHead(404, sent).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new RangeError("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => new Promise((closed) => { server.closeAllConnections(); server.close(() => closed()); }),
  };
}

/** Keeps a picture of the page among the artifacts: `artifacts/screenshots/<name>.png`. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = path.join(ROOT, "artifacts/screenshots");
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
}
