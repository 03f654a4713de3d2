import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Message } from "../shared/i18n/message.ts";
import { DEPLOYMENT_FILE, deploymentFaults, parseDeployment, type Served, type Serving } from "../shared/policy/deployment.ts";
import { readBaked } from "../shared/policy/baked.ts";
import { readVisual } from "../shared/packaging/visual.ts";
import { sha256 } from "./policyFile.ts";
import { DONE, FAILED, Problem, REFUSED, type ExitCode } from "./problem.ts";
import { decodeText } from "./decodeText.ts";
import type { Terminal } from "./terminal.ts";

/** Verifies a package folder, or a site as it is served with its headers. */
export async function checkPackage(place: string, { speak, print, complain }: Terminal): Promise<ExitCode> {
  const served = /^https?:\/\//i.test(place);
  const read = served ? fromWeb(place.replace(/\/+$/, "")) : fromFolder(path.join(place, "site"));
  const stated = await read(DEPLOYMENT_FILE), deployment = stated === null ? null : parseDeployment(json(stated.bytes));
  if (deployment === null) throw new Problem(REFUSED, "package/noDeployment", { file: place });
  const serving: Serving = { read, sha256: (content) => Promise.resolve(sha256(content)), text: decodeText };
  const faults = [...await deploymentFaults(deployment, serving), ...(served ? [] : sumFaults(place, deployment.policySha256))];
  for (const fault of faults) complain({ ...fault, params: { file: place, ...fault.params } });
  if (faults.length === 0) print(speak({ code: "package/right", params: { place, n: Object.keys(deployment.files).length, version: deployment.version, sha256: deployment.policySha256 } }));
  return faults.length === 0 ? DONE : REFUSED;
}

function fromFolder(folder: string): Serving["read"] {
  return (name) => {
    const file = path.join(folder, name);
    return Promise.resolve(existsSync(file) ? { bytes: readFileSync(file) } : null);
  };
}

function fromWeb(address: string): Serving["read"] {
  return async (name): Promise<Served | null> => {
    try {
      const response = await fetch(`${address}/${name}`, { redirect: "error", cache: "no-store" });
      return response.ok ? { bytes: new Uint8Array(await response.arrayBuffer()), header: (header) => response.headers.get(header) } : null;
    } catch (error) {
      const cause = (error as { readonly cause?: { readonly code?: unknown } }).cause?.code;
      throw new Problem(FAILED, "package/unreachable", { file: `${address}/${name}`, reason: typeof cause === "string" ? cause : "" });
    }
  };
}

/** Every file of the package by its sum, and the same policy in the visual as in the add-in. */
function sumFaults(folder: string, policySha256: string): readonly Message[] {
  const list = path.join(folder, "SHA256SUMS");
  if (!existsSync(list)) return [{ code: "package/missing", params: { path: "SHA256SUMS" } }];
  const lines = readFileSync(list, "utf8").split("\n").filter((line) => line !== "").map((line) => [line.slice(0, 64), line.slice(66)] as const);
  const sums = lines.flatMap(([sum, name]): readonly Message[] => {
    const file = path.join(folder, name);
    if (!existsSync(file)) return [{ code: "package/missing", params: { path: name } }];
    return sha256(readFileSync(file)) === sum ? [] : [{ code: "package/differs", params: { path: name } }];
  });
  const name = lines.find(([, file]) => file.endsWith(".pbiviz"))?.[1] ?? "visual/*.pbiviz", file = path.join(folder, name);
  const visual = existsSync(file) ? readVisual(readFileSync(file)) : null, baked = readBaked(visual?.literal ?? "");
  const same = baked.status === "baked" && baked.sha256 === policySha256 && sha256(baked.policy) === policySha256;
  return same ? sums : [...sums, { code: "package/policyDiffers", params: { path: name } }];
}

function json(bytes: Uint8Array): unknown {
  try { return JSON.parse(decodeText(bytes)); } catch { return null; }
}
