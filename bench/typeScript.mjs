// Lets a bench import the project's TypeScript as it is: import this first, then the .ts files by import().
import { register } from "node:module";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { isMainThread } from "node:worker_threads";
import { transform } from "@swc/core";

if (isMainThread) register(import.meta.url);

export async function load(url, context, next) {
  if (!url.endsWith(".ts")) return next(url, context);
  const { code } = await transform(await readFile(fileURLToPath(url), "utf8"), { jsc: { parser: { syntax: "typescript" }, target: "es2022" } });
  return { format: "module", source: code, shortCircuit: true };
}
