import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Browser } from "playwright-core";
import { launch, shot, type Served } from "../browser.ts";
import { servePackaged } from "../packagedSite.ts";
import { diskret, folderWith } from "./diskret.ts";

const policy = { ...JSON.parse(readFileSync("policy.example.json", "utf8")) as object, valid: { to: "2999-12-31" } };
const folder = folderWith({ "p.json": JSON.stringify(policy) }), site = path.join(folder, "out/site");

let browser: Browser, server: Served, url: string;
/** Headers left out by the server of a test. */
let without: readonly string[] = [];
beforeAll(async () => {
  expect(diskret(folder, "package", "--policy", "p.json", "--host", "https://diskret.example", "-o", "out")).toMatchObject({ exitCode: 0 });
  server = await servePackaged(site, (header) => without.includes(header));
  url = server.url;
  browser = await launch();
}, 60_000);
afterAll(async () => { await browser.close(); await server.close(); });

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
