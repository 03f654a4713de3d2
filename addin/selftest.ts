import daCore from "../shared/i18n/da/core.ts";
import daPolicy from "../shared/i18n/da/policy.ts";
import enCore from "../shared/i18n/en/core.ts";
import enPolicy from "../shared/i18n/en/policy.ts";
import { say, type Message } from "../shared/i18n/message.ts";
import { DEPLOYMENT_FILE, deploymentFaults, parseDeployment, type Deployment } from "../shared/policy/deployment.ts";
import { BUILT_IN } from "../shared/policy/policy.ts";
import { timeNotice } from "../shared/policy/validity.ts";
import { serving } from "./serving.ts";
import "./taskpane.css";

/** Tells IT whether this site serves what was packaged, with the headers that belong to it. It asks only its own host. */
async function selftest(page: HTMLElement): Promise<void> {
  const stated = await serving.read(DEPLOYMENT_FILE), deployment = stated === null ? null : parseDeployment(json(serving.text(stated.bytes)));
  if (deployment === null) return report(page, [{ code: "package/noDeployment" }]);
  const time = timeNotice({ ...BUILT_IN, valid: { from: null, to: deployment.validTo } }, new Date().toISOString().slice(0, 10));
  report(page, [...await deploymentFaults(deployment, serving), ...(time === null ? [] : [time])], deployment);
}

/** The same lines in Danish and English: a check is read by whoever has the screen. */
function report(page: HTMLElement, faults: readonly Message[], deployment?: Deployment): void {
  const right: readonly Message[] = deployment === undefined ? [] : [{ code: "package/right", params: { place: location.origin, n: Object.keys(deployment.files).length, version: deployment.version, sha256: deployment.policySha256 } }];
  page.dataset["result"] = faults.length === 0 ? "right" : "wrong";
  for (const message of faults.length === 0 ? right : faults) {
    page.append(line(say({ ...daCore, ...daPolicy }, message, "da"), "da"), line(say({ ...enCore, ...enPolicy }, message, "en"), "en"));
  }
}

function line(text: string, lang: string): HTMLElement {
  const paragraph = document.createElement("p");
  paragraph.lang = lang;
  paragraph.textContent = text;
  return paragraph;
}

function json(text: string): unknown {
  try { return JSON.parse(text); } catch { return null; }
}

const page = document.getElementById("selftest");
if (page !== null) void selftest(page).catch(() => { report(page, [{ code: "package/noDeployment" }]); });
