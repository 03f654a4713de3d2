import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { strFromU8, unzipSync, zipSync } from "fflate";

const LOCALES = ["da-DK", "en-US"];
/** Power BI allows more; a report page loads every visual on it. */
const BUDGET = 100 * 1024;
/** What certification forbids, and what this visual has no use for: network, storage, dynamic code, markup from text. */
const FORBIDDEN = [/\bfetch\s*\(/, /\bXMLHttpRequest\b/, /\bWebSocket\b/, /\bsendBeacon\b/, /\beval\s*\(/, /\bnew Function\b/, /\b(?:inner|outer)HTML\b/, /\binsertAdjacentHTML\b/, /\bdocument\.(?:write|cookie|domain)\b/, /\bWebAssembly\b/, /\bnew (?:Shared)?Worker\b/, /\b(?:localStorage|sessionStorage|indexedDB)\b/, /\bimport\s*\(/, /\bset(?:Timeout|Interval)\s*\(\s*["'`]/];
const POLICY = /@@DISKRET_POLICY@@.*?@@END@@/gs;

/**
 * Makes what powerbi-visuals-webpack-plugin wrote into a package that can be trusted: checked, and with the same
 * bytes for the same content. That plugin reports an error and still lets the build end well, or never calls back
 * at all (the process then ends with code 0 and no package); both become failures here.
 */
export class SealPackage {
  constructor(file) { this.file = file; }

  apply(compiler) {
    let sealed = false;
    compiler.hooks.beforeRun.tap("SealPackage", () => {
      rmSync(this.file, { force: true });
      process.once("exit", () => {
        if (sealed) return;
        console.error(`No visual package: ${this.file}`);
        process.exitCode = 1;
      });
    });
    compiler.hooks.afterEmit.tap("SealPackage", (compilation) => {
      const faults = existsSync(this.file) ? packageFaults(readFileSync(this.file)) : ["it was not written"];
      for (const fault of faults) compilation.errors.push(new Error(`visual package: ${fault}`));
      if (faults.length === 0) writeFileSync(this.file, reproducible(readFileSync(this.file)));
      else rmSync(this.file, { force: true });
      // The plugin leaves the manifest beside the package too; a folder with one file cannot be misread.
      rmSync(path.join(path.dirname(this.file), "package.json"), { force: true });
      sealed = faults.length === 0;
    });
  }
}

/** What is wrong with a finished package; empty when nothing is. */
export function packageFaults(bytes) {
  const { manifest, visual } = packageContent(bytes);
  const js = visual?.content?.js ?? "", css = visual?.content?.css ?? "";
  const faults = [];
  if (js.length < 1000 || css.length < 100) faults.push("script or style sheet is missing");
  for (const locale of LOCALES) if (Object.keys(visual?.stringResources?.[locale] ?? {}).length === 0) faults.push(`no texts in ${locale}`);
  const privileges = visual?.capabilities?.privileges;
  if (!Array.isArray(privileges) || privileges.some(({ name, essential }) => name !== "ExportContent" || essential !== false)) faults.push("it asks for privileges beyond files that the reader chooses to save");
  if (!/^data:image\/png;base64,.{100}/.test(visual?.content?.iconBase64 ?? "")) faults.push("no icon");
  if (manifest?.version !== visual?.visual?.version || !/^(0|[1-9]\d*)(\.(0|[1-9]\d*)){3}$/.test(manifest?.version ?? "")) faults.push("the version is not four numbers");
  for (const pattern of FORBIDDEN) if (pattern.test(js)) faults.push(`the script holds ${pattern.source}`);
  if ((js.match(POLICY) ?? []).length !== 1) faults.push("the script does not hold exactly one policy");
  if (bytes.length > BUDGET) faults.push(`${bytes.length} bytes, more than ${BUDGET}`);
  return faults;
}

/** The two files of a package, parsed: its manifest and the visual with everything in it. */
export function packageContent(bytes) {
  const files = unzipSync(bytes);
  const parse = (name) => files[name] === undefined ? null : JSON.parse(strFromU8(files[name]));
  const manifest = parse("package.json");
  return { manifest, visual: parse(manifest?.resources?.[0]?.file) };
}

/** The same files in a fixed order with a fixed time: equal content gives equal bytes. */
export function reproducible(bytes) {
  const files = Object.entries(unzipSync(bytes)).filter(([name]) => !name.endsWith("/")).sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(files), { level: 9, mtime: new Date(1980, 0, 1) });
}
