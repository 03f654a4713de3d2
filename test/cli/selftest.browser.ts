import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import path from "node:path";
import type { Browser } from "playwright-core";
import { launch, shot } from "../browser.ts";
import { diskret, folderWith } from "./diskret.ts";

const policy = { ...JSON.parse(readFileSync("policy.example.json", "utf8")) as object, valid: { to: "2999-12-31" } };
const folder = folderWith({ "p.json": JSON.stringify(policy) }), site = path.join(folder, "out/site");
const TYPES: Readonly<Record<string, string>> = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".png": "image/png" };

let browser: Browser, server: Server, url: string;
/** Headers left out by the server of a test. */
let without: readonly string[] = [];
beforeAll(async () => {
  expect(diskret(folder, "package", "--policy", "p.json", "--host", "https://diskret.example", "-o", "out")).toMatchObject({ exitCode: 0 });
  const config = JSON.parse(readFileSync(path.join(site, "staticwebapp.config.json"), "utf8")) as { readonly globalHeaders: Record<string, string>; readonly routes: readonly { readonly headers: Record<string, string> }[] };
  server = createServer((request, response) => {
    const name = (request.url ?? "/").slice(1), headers = { ...config.globalHeaders, ...(name.startsWith("assets/") ? config.routes[0]?.headers : {}), "Content-Type": TYPES[path.extname(name)] ?? "text/plain" };
    const bytes = ((): Buffer | null => { try { return readFileSync(path.join(site, name)); } catch { return null; } })();
    response.writeHead(bytes === null ? 404 : 200, Object.fromEntries(Object.entries(headers).filter(([header]) => !without.includes(header)))).end(bytes ?? "");
  });
  await new Promise<void>((listening) => { server.listen(0, "127.0.0.1", listening); });
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" ? String(address?.port) : ""}`;
  browser = await launch();
}, 60_000);
afterAll(async () => { await browser.close(); server.closeAllConnections(); server.close(); });

/** The page's verdict and its lines; fails where the browser reports a breach of the page's own policy or asks another host. */
async function selftest(name: string): Promise<{ readonly result: string | null; readonly lines: readonly string[] }> {
  const page = await browser.newPage(), errors: string[] = [], elsewhere: string[] = [];
  page.on("console", (message) => { if (message.type() === "error" && !message.text().includes("404")) errors.push(message.text()); });
  page.on("request", (request) => { if (!request.url().startsWith(`${url}/`)) elsewhere.push(request.url()); });
  await page.goto(`${url}/selftest.html`);
  await page.waitForSelector("[data-result]");
  await shot(page, name);
  const verdict = { result: await page.getAttribute("#selftest", "data-result"), lines: await page.locator("#selftest p").allTextContents() };
  await page.close();
  expect([errors, elsewhere]).toEqual([[], []]);
  return verdict;
}

test("a site as packaged is right, in both languages, under its own headers", async () => {
  const { result, lines } = await selftest("selftest-right");
  expect(result).toBe("right");
  expect(lines).toEqual([expect.stringMatching(/filer er som pakket \(version \d+\.\d+\.\d+\.1\)\. Regelsættets SHA-256 [0-9a-f]{64}$/), expect.stringMatching(/files are as packaged/), expect.stringMatching(/^Regelsættet, der gælder: Odense Kommune · [0-9a-f]{8}, revision 1\.$/), expect.stringMatching(/^The policy in force/)]);
});

test("a missing header and a changed file are named", async () => {
  without = ["Content-Security-Policy"];
  writeFileSync(path.join(site, "taskpane.css"), `${readFileSync(path.join(site, "taskpane.css"), "utf8")} `);
  const { result, lines } = await selftest("selftest-wrong");
  expect(result).toBe("wrong");
  expect(lines.filter((line) => line.includes("is not"))).toEqual([
    "selftest.html: the header Content-Security-Policy is not what was packaged.", "taskpane.css is not the file that was packaged.", "taskpane.html: the header Content-Security-Policy is not what was packaged."]);
});

test("the visual in use is compared: the same policy, another one, and no visual", async () => {
  const other = folderWith({ "p.json": JSON.stringify({ ...policy, maxN: 9 }) }), page = await browser.newPage();
  expect(diskret(other, "package", "--policy", "p.json", "--host", "https://diskret.example", "-o", "out").exitCode).toBe(0);
  const visualOf = (place: string): string => path.join(place, "out/visual", readdirSync(path.join(place, "out/visual"))[0] ?? "");
  await page.goto(`${url}/selftest.html`);
  for (const [file, words] of [[visualOf(folder), "The visual has the policy that holds here"], [visualOf(other), "The visual has another policy"], ["package.json", "The file is none of Diskret's visuals"]] as const) {
    await page.locator('input[type="file"]').setInputFiles(file);
    await page.getByText(words).waitFor();
  }
  await page.close();
});
