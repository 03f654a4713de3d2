import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync, utimesSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const site = path.join(root, "dist/workbench");
const SOURCES = ["addin", "shared", "visual", "workbench", "test/hosts", "sample.xlsx", "webpack.config.mjs", "package-lock.json"];
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css" };

function newest(place) {
  const file = path.join(root, place), found = existsSync(file) ? statSync(file) : null;
  if (found === null) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(file).filter((name) => !name.startsWith(".")).map((name) => newest(path.join(place, name))));
}

function buildIfStale() {
  const built = path.join(site, "index.html");
  if (existsSync(built) && newest("dist/workbench") >= Math.max(...SOURCES.map(newest))) return;
  console.log("Bygger arbejdsbænken / building the workbench …");
  const webpack = path.join(root, "node_modules/webpack/bin/webpack.js");
  const { status } = spawnSync(process.execPath, [webpack, "--mode", "production", "--config-name", "visual", "--config-name", "workbench"], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0 || !existsSync(built)) throw new Error("the workbench could not be built: run `npm run build` to see why");
  // Webpack leaves a file alone whose content has not changed, so its time alone would call for another build.
  utimesSync(built, new Date(), new Date());
}

/** Shows the address in a browser where there is one. */
function open(address) {
  const [program, ...args] = process.platform === "darwin" ? ["open", address] : process.platform === "win32" ? ["cmd", "/c", "start", "", address] : ["xdg-open", address];
  if (program === "xdg-open" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  spawn(program, args, { stdio: "ignore", detached: true }).on("error", () => undefined).unref();
}

buildIfStale();
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
  const file = path.join(site, pathname === "/" ? "index.html" : pathname);
  readFile(file.startsWith(site + path.sep) ? file : "").then(
    (bytes) => response.writeHead(200, { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream", "cache-control": "no-cache" }).end(bytes),
    () => response.writeHead(404).end(),
  );
});
server.listen(Number(process.env.PORT ?? 0), "127.0.0.1", () => {
  const address = `http://127.0.0.1:${server.address().port}/`;
  console.log(`Diskret: ${address}   (Ctrl+C afslutter / stops)`);
  open(address);
});
