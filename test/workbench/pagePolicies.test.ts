import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { CspEvaluator } from "csp_evaluator/dist/evaluator.js";
import { Severity } from "csp_evaluator/dist/finding.js";
import { CspParser } from "csp_evaluator/dist/parser.js";

const FOLDER = "dist/workbench", pages = readdirSync(FOLDER).filter((name) => name.endsWith(".html")).sort();
const policyOf = (html: string): string => /http-equiv="?Content-Security-Policy"? content="([^"]+)"/i.exec(html)?.[1] ?? "";

/** What a policy lets a page load or send, by directive. */
const directives = (policy: string): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(policy.split(";").map((part) => part.trim().split(/\s+/)).map(([name, ...sources]) => [name, sources]));

test("every page of the workbench is here, and the frame of the matrix", () => {
  expect(pages).toEqual(["builder.html", "gallery.html", "index.html", "rules.html", "visual.html"]);
});

test.each(pages)("%s states a policy under which it sends nothing and runs only what it was built with", (page) => {
  const html = readFileSync(path.join(FOLDER, page), "utf8"), policy = policyOf(html), { "default-src": otherwise, "script-src": scripts, ...further } = directives(policy);
  expect(otherwise).toEqual(["'none'"]);
  expect(further["connect-src"]).toBeUndefined();
  expect(further["form-action"]).toEqual(["'none'"]);
  expect(scripts.filter((source) => source !== "'self'" && !/^'sha256-[\w+/]{43}='$/.test(source))).toEqual([]);
  const findings = new CspEvaluator(new CspParser(policy).csp).evaluate();
  expect(findings.filter(({ severity }) => severity === Severity.HIGH || severity === Severity.SYNTAX)).toEqual([]);
  // It stands before anything that it rules.
  expect(html.indexOf(policy)).toBeLessThan(html.search(/<script|<link|<style/));
});
