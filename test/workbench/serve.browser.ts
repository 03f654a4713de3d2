import { spawn, type ChildProcess } from "node:child_process";
import { ROOT } from "../browser.ts";

let server: ChildProcess | null = null;
afterEach(() => { server?.kill(); });

/** `npm start` as on a machine without a screen. */
function start(): Promise<string> {
  const child = spawn(process.execPath, ["workbench/serve.mjs"], { cwd: ROOT, env: { ...process.env, DISPLAY: "", WAYLAND_DISPLAY: "", PORT: "0" } });
  server = child;
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(said)?.[0];
      if (address !== undefined) resolve(address);
    });
    child.on("exit", () => { reject(new Error(said)); });
  });
}

test("the start command serves the built page on this machine and nothing outside it", async () => {
  const address = await start();
  const page = await fetch(address);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain("Content-Security-Policy");
  expect((await fetch(`${address}workbench.js`)).headers.get("content-type")).toBe("text/javascript");
  expect((await fetch(`${address}..%2f..%2fpackage.json`)).status).toBe(404);
  expect((await fetch(`${address}nothing`)).status).toBe(404);
}, 120_000);
