import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import { CspEvaluator } from "csp_evaluator/dist/evaluator.js";
import { Severity } from "csp_evaluator/dist/finding.js";
import { CspParser } from "csp_evaluator/dist/parser.js";
import { strFromU8, unzipSync } from "fflate";
import { SaxesParser } from "saxes";
import { checkPackage } from "../../cli/packageCheck.ts";
import type { Terminal } from "../../cli/terminal.ts";
import { addinId } from "../../shared/packaging/manifest.ts";
import type { Message } from "../../shared/i18n/message.ts";
import { manifestFaults } from "../addin/manifestFaults.ts";
import { diskret, filesIn, folderWith } from "./diskret.ts";

const EXAMPLE = JSON.parse(readFileSync("policy.example.json", "utf8")) as Record<string, unknown>;
const HOST = "https://diskret.odense.example/til/excel/";
const policy = (changes: object = {}): string => JSON.stringify({ ...EXAMPLE, ...changes });
const pack = (folder: string, out = "out", ...args: readonly string[]) => diskret(folder, "package", "--policy", "p.json", "--host", HOST, "-o", out, ...args);
const read = (folder: string, ...file: readonly string[]): string => readFileSync(path.join(folder, ...file), "utf8");
const visualIn = (folder: string): string => path.join(folder, "visual", readdirSync(path.join(folder, "visual"))[0]);

const made = folderWith({ "p.json": policy() }), run = pack(made), out = path.join(made, "out");

test("one step makes everything that is deployed", () => {
  expect(run).toMatchObject({ exitCode: 0, errors: [] });
  expect(filesIn(out)).toEqual(expect.arrayContaining(["SHA256SUMS", "manifest.xml", "policy/policy.json", "sbom.cdx.json", "server/nginx.conf", "site/deployment.json", "site/selftest.html", "site/staticwebapp.config.json", "site/taskpane.html", "site/taskpane.js", "site/web.config"]));
  expect(read(out, "policy/policy.json")).toBe(policy());
});

test("the SBOM names every library that ships, and neither a time nor a number of its own", () => {
  const bom = JSON.parse(read(out, "sbom.cdx.json")) as { readonly components: readonly { readonly name: string; readonly licenses: readonly unknown[] }[] };
  const shipped = Object.keys((JSON.parse(readFileSync("package.json", "utf8")) as { dependencies: object }).dependencies);
  expect(bom.components.map(({ name }) => name)).toEqual(expect.arrayContaining(shipped));
  expect(bom.components.filter(({ licenses }) => licenses.length === 0)).toEqual([]);
  expect(read(out, "sbom.cdx.json")).not.toMatch(/timestamp|serialNumber/);
});

test("the same policy, program and address give the same bytes", () => {
  expect(pack(made, "again").exitCode).toBe(0);
  for (const name of filesIn(out)) expect([name, readFileSync(path.join(made, "again", name)).equals(readFileSync(path.join(out, name)))]).toEqual([name, true]);
});

test("the manifest is without fault, on the municipality's own address, with an id and a version of its own", async () => {
  const idOf = (code: string): Promise<string> => addinId(code, (bytes) => Promise.resolve(createHash("sha1").update(bytes).digest()));
  const manifest = read(out, "manifest.xml");
  expect(manifestFaults(manifest)).toEqual([]);
  expect(manifest).not.toContain("localhost");
  expect(manifest).toContain('"https://diskret.odense.example/til/excel/taskpane.html"');
  expect(manifest).toContain(`<Id>${await idOf("461")}</Id>`);
  expect(manifest).toContain(`<Version>${/<Version>(\d+\.\d+\.\d+)/.exec(readFileSync("manifest.xml", "utf8"))?.[1] ?? ""}.1</Version>`);
  expect(await idOf("461")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(await idOf("461")).not.toBe(await idOf("492"));
});

test("the visual is a package without fault, under the policy's revision", () => {
  const file = visualIn(out);
  const script = `import { readFileSync } from "node:fs"; import { packageFaults } from ${JSON.stringify(pathToFileURL(path.resolve("visual/sealPackage.mjs")).href)}; console.log(JSON.stringify(packageFaults(readFileSync(process.argv[1]))));`;
  expect(spawnSync(process.execPath, ["--input-type=module", "-e", script, file], { encoding: "utf8" }).stdout).toBe("[]\n");
  expect(path.basename(file)).toMatch(/\.0\.1\.0\.1\.pbiviz$/);
  const parts = Object.values(unzipSync(readFileSync(file))).map((part) => JSON.parse(strFromU8(part)) as { visual: object; author: { name: string } });
  expect(parts).toHaveLength(2);
  for (const { visual, author } of parts) expect([visual, author.name]).toEqual([expect.objectContaining({ version: "0.1.0.1", supportUrl: "https://diskret.odense.example/til/excel/selftest.html" }), "Odense Kommune"]);
  expect(JSON.stringify(parts)).not.toMatch(/localhost|example\.org/);
});

test("both bundles carry the policy, and inspect shows it and compares", () => {
  const files = [visualIn(out), path.join(out, "site/taskpane.js")], { output, exitCode } = diskret(made, "inspect", ...files);
  expect(exitCode).toBe(0);
  expect(output.match(/SHA-256 [0-9a-f]{64}/g)).toHaveLength(2);
  expect(output).toContain('"Odense Kommune"');
  expect(() => new vm.Script(read(out, "site/taskpane.js"))).not.toThrow();
  const other = folderWith({ "p.json": policy({ maxN: 9 }) });
  expect(pack(other).exitCode).toBe(0);
  expect(diskret(made, "inspect", files[0], path.join(other, "out/site/taskpane.js"))).toMatchObject({ exitCode: 1, errors: [expect.stringContaining("same policy")] });
  expect(diskret(made, "inspect", "p.json")).toMatchObject({ exitCode: 1, output: "" });
});

test("a package that was tampered with says so", () => {
  const copy = mkdtempSync(path.join(os.tmpdir(), "diskret-")), taskpane = path.join(copy, "site/taskpane.js");
  cpSync(out, copy, { recursive: true });
  expect(diskret(made, "package", "--check", copy)).toMatchObject({ exitCode: 0, errors: [] });
  writeFileSync(taskpane, read(copy, "site/taskpane.js").replace("u0022maxN\\u005c\\u0022:5", "u0022maxN\\u005c\\u0022:1"));
  expect(read(copy, "site/taskpane.js")).not.toBe(read(out, "site/taskpane.js"));
  const { errors, exitCode } = diskret(made, "package", "--check", copy);
  expect([exitCode, errors.length]).toEqual([1, 3]);
  expect(errors.join("\n")).toMatch(/taskpane\.js is not the file[^]*taskpane\.js does not hold the package's policy/);
  expect(diskret(made, "inspect", taskpane)).toMatchObject({ exitCode: 1, errors: [expect.stringContaining("SHA-256")] });
});

test.each<[string, object, readonly string[], number, RegExp]>([
  ["a policy that nobody decided", { decided: undefined }, [], 1, /decided is missing/],
  ["a policy without a municipality", { municipality: undefined }, [], 1, /municipality is missing/],
  ["a policy without an end", { valid: {} }, [], 1, /valid\.to is missing/],
  ["a faulty policy", { maxN: 0 }, [], 2, /maxN/],
  ["an address without https", {}, ["--host", "http://diskret.example"], 2, /--host must be/],
  ["an address with a query", {}, ["--host", "https://diskret.example/?a"], 2, /--host must be/],
])("%s makes no package", (_, changes, args, exitCode, words) => {
  const folder = folderWith({ "p.json": policy(changes) });
  expect(pack(folder, "out", ...args)).toMatchObject({ exitCode, output: "", errors: [expect.stringMatching(words)] });
  expect(filesIn(folder)).toEqual(["p.json"]);
});

test("another policy needs a higher revision and a folder of its own; what stands there stays", () => {
  const folder = folderWith({ "p.json": policy() });
  expect(pack(folder).exitCode).toBe(0);
  expect(pack(folder).exitCode).toBe(0);
  writeFileSync(path.join(folder, "p.json"), policy({ maxN: 9 }));
  expect(pack(folder)).toMatchObject({ exitCode: 1, errors: [expect.stringContaining("Raise the policy's revision")] });
  writeFileSync(path.join(folder, "p.json"), policy({ maxN: 9, revision: 2 }));
  expect(pack(folder)).toMatchObject({ exitCode: 1, errors: [expect.stringContaining("earlier package")] });
  expect(read(folder, "out/policy/policy.json")).toBe(policy());
});

test("a signed package brings the signature", () => {
  expect(diskret(made, "policy", "keygen", "-o", "keys").exitCode).toBe(0);
  const [privateKey, publicKey] = readdirSync(path.join(made, "keys")).sort().map((name) => `keys/${name}`);
  expect(pack(made, "signed", "--key", privateKey).exitCode).toBe(0);
  expect(diskret(made, "policy", "verify", "signed/site/policy.jws", "--key", publicKey)).toMatchObject({ exitCode: 0 });
  expect(diskret(made, "package", "--check", "signed")).toMatchObject({ exitCode: 0, errors: [] });
  expect(diskret(made, "inspect", "signed/site/policy.jws", "signed/site/taskpane.js")).toMatchObject({ exitCode: 0, errors: [] });
  const signed = read(made, "signed/site/policy.jws");
  writeFileSync(path.join(made, "signed/site/policy.jws"), signed.replace(/.(?=\.)/, (sign) => (sign === "A" ? "B" : "A")));
  expect(diskret(made, "package", "--check", "signed")).toMatchObject({ exitCode: 1, errors: expect.arrayContaining([expect.stringContaining("refused")]) as unknown });
  expect(pack(made, "open", "--key", publicKey)).toMatchObject({ exitCode: 2, errors: [expect.stringContaining("private key")] });
  expect(filesIn(path.join(made, "signed")).filter((name) => read(made, "signed", name).includes(String((JSON.parse(read(made, privateKey)) as { d: string }).d)))).toEqual([]);
});

describe("the headers", () => {
  const config = JSON.parse(read(out, "site/staticwebapp.config.json")) as { readonly globalHeaders: Record<string, string>; readonly routes: readonly { readonly headers: Record<string, string> }[] };
  const csp = config.globalHeaders["Content-Security-Policy"];

  test("an independent judge of content security policies names nothing but the two places that scripts come from", () => {
    const judge = (text: string) => new CspEvaluator(new CspParser(text).csp).evaluate();
    expect(judge(csp).map(({ directive, value, severity }) => [directive, value, severity])).toEqual([["script-src", "'self'", Severity.MEDIUM_MAYBE], ["script-src", "https://appsforoffice.microsoft.com", Severity.MEDIUM_MAYBE]]);
    expect(judge(csp.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")).some(({ severity }) => severity === Severity.HIGH)).toBe(true);
  });

  test("IIS and nginx send the same as Azure", () => {
    const attributes: string[] = [], parser = new SaxesParser();
    parser.on("opentag", ({ name, attributes: { name: header, value } }) => { if (name === "add") attributes.push(`${String(header)}: ${String(value)}`); });
    parser.write(read(out, "site/web.config")).close();
    const nginx = read(out, "server/nginx.conf");
    for (const [name, value] of [...Object.entries(config.globalHeaders), ...Object.entries(config.routes[0].headers)]) {
      expect(attributes).toContain(`${name}: ${value}`);
      expect(nginx).toContain(`add_header ${name} "${value}" always;`);
    }
    expect(nginx.match(/Content-Security-Policy/g)).toHaveLength(2);
  });

  test("a deployment with them is right; without them, or with a file changed or missing, it is not", async () => {
    const served = async (changed: { readonly headers?: object; readonly files?: Readonly<Record<string, string | null>> }): Promise<readonly string[]> => {
      const server = createServer((request, response) => {
        const name = (request.url ?? "/").slice(1), replaced = changed.files?.[name];
        const headers = { ...config.globalHeaders, ...(name.startsWith("assets/") ? config.routes[0].headers : {}), ...changed.headers };
        if (replaced === null) { response.writeHead(404).end(); return; }
        response.writeHead(200, headers).end(replaced ?? readFileSync(path.join(out, "site", name)));
      });
      await new Promise<void>((listening) => { server.listen(0, "127.0.0.1", listening); });
      const heard: Message[] = [], address = server.address();
      const terminal: Terminal = { speak: ({ code }) => code, print: () => undefined, progress: () => undefined, complain: (message) => { heard.push(message); } };
      await checkPackage(`http://127.0.0.1:${typeof address === "object" ? String(address?.port) : ""}`, terminal);
      server.closeAllConnections();
      server.close();
      return heard.map(({ code, params }) => `${code} ${String(params?.["path"])} ${String(params?.["header"] ?? "")}`.trim());
    };
    expect(await served({})).toEqual([]);
    expect([...await served({ headers: { "Content-Security-Policy": "default-src *" } })].sort()).toEqual(["package/header selftest.html Content-Security-Policy", "package/header taskpane.html Content-Security-Policy"]);
    expect((await served({ headers: { "Cache-Control": "no-store" } })).filter((fault) => fault.includes("assets/"))).toHaveLength(8);
    expect(await served({ files: { "assets/icon-16.png": null, "selftest.js": "x" } })).toEqual(["package/missing assets/icon-16.png", "package/differs selftest.js"]);
  });

  test("an address that does not answer ends in one line", () => {
    expect(diskret(made, "package", "--check", "https://127.0.0.1:9")).toMatchObject({ exitCode: 2, errors: [expect.stringContaining("does not answer")] });
    mkdirSync(path.join(made, "empty"));
    expect(diskret(made, "package", "--check", "empty")).toMatchObject({ exitCode: 1, errors: [expect.stringContaining("deployment.json")] });
  });
});
