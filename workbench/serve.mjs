import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "../build.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const site = path.join(root, "dist/workbench");
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css" };

/** Shows the address in a browser where there is one. */
function open(address) {
  const [program, ...args] = process.platform === "darwin" ? ["open", address] : process.platform === "win32" ? ["cmd", "/c", "start", "", address] : ["xdg-open", address];
  if (program === "xdg-open" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  spawn(program, args, { stdio: "ignore", detached: true }).on("error", () => undefined).unref();
}

await build();
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
