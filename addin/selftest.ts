import daCore from "../shared/i18n/da/core.ts";
import daPolicy from "../shared/i18n/da/policy.ts";
import enCore from "../shared/i18n/en/core.ts";
import enPolicy from "../shared/i18n/en/policy.ts";
import { say as text, type Message } from "../shared/i18n/message.ts";
import { DEPLOYMENT_FILE, deploymentFaults, parseDeployment, type Deployment } from "../shared/policy/deployment.ts";
import { readVisual } from "../shared/packaging/visual.ts";
import { bakedLiteral } from "../shared/policy/bake.ts";
import { readBaked } from "../shared/policy/baked.ts";
import { signedInForce } from "../shared/policy/signedInForce.ts";
import { serving } from "./serving.ts";
import "./selftest.css";

/** Tells IT whether this site serves what was packaged, with the headers that belong to it, and which policy holds. It asks only its own host. */
async function selftest(page: HTMLElement): Promise<void> {
  const stated = await serving.read(DEPLOYMENT_FILE), deployment = stated === null ? null : parseDeployment(json(serving.text(stated.bytes)));
  if (deployment === null) return report(page, [{ code: "package/noDeployment" }]);
  const program = await serving.read("taskpane.js"), literal = program === null ? null : bakedLiteral(serving.text(program.bytes));
  const inForce = await signedInForce(literal ?? "", serving, new Date().toISOString().slice(0, 10));
  report(page, [...await deploymentFaults(deployment, serving), ...inForce.notices], deployment);
  if (inForce.policy !== null) say(page, { code: "selftest/inForce", params: { label: inForce.policy.label, revision: inForce.policy.revision } });
  if (inForce.sha256 !== undefined) page.append(comparison(page, inForce.sha256));
}

/** The same lines in Danish and English: a check is read by whoever has the screen. */
function report(page: HTMLElement, faults: readonly Message[], deployment?: Deployment): void {
  const right: readonly Message[] = deployment === undefined ? [] : [{ code: "package/right", params: { place: location.origin, n: Object.keys(deployment.files).length, version: deployment.version, sha256: deployment.policySha256 } }];
  page.dataset["result"] = faults.length === 0 ? "right" : "wrong";
  for (const message of faults.length === 0 ? right : faults) say(page, message);
}

/** A field for the visual in use: the page cannot see what Power BI has, but reads a file that it is given. */
function comparison(page: HTMLElement, sha256: string): HTMLElement {
  const label = document.createElement("label"), input = document.createElement("input");
  input.type = "file";
  input.accept = ".pbiviz";
  input.addEventListener("change", () => { void input.files?.[0]?.arrayBuffer().then((bytes) => { say(page, compared(new Uint8Array(bytes), sha256)); }); });
  label.append(inBoth({ code: "selftest/compare" }).join(" · "), " ", input);
  return label;
}

function compared(bytes: Uint8Array, sha256: string): Message {
  const baked = readBaked(readVisual(bytes)?.literal ?? "");
  if (baked.status === "unreadable") return { code: "selftest/noVisual" };
  const found = baked.status === "baked" ? baked.sha256 : "–";
  return { code: found === sha256 ? "selftest/same" : "selftest/differs", params: { sha256: found.slice(0, 8) } };
}

function inBoth(message: Message): readonly [string, string] {
  return [text({ ...daCore, ...daPolicy }, message, "da"), text({ ...enCore, ...enPolicy }, message, "en")];
}

function say(page: HTMLElement, message: Message): void {
  const [da, en] = inBoth(message), both = document.createElement("div");
  both.className = "both";
  both.append(line(da, "da"), line(en, "en"));
  page.append(both);
}

function line(words: string, lang: string): HTMLElement {
  const paragraph = document.createElement("p");
  paragraph.lang = lang;
  paragraph.textContent = words;
  return paragraph;
}

function json(text: string): unknown {
  try { return JSON.parse(text); } catch { return null; }
}

const page = document.getElementById("selftest");
if (page !== null) void selftest(page).catch(() => { report(page, [{ code: "package/noDeployment" }]); });
