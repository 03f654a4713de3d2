import { notCheckable } from "../shared/leaks/scan.ts";
import type { FileScan } from "./scanFile.ts";
import { findingText, placeText, ruleRecord, SEVERITIES, summaryMessage, type ScanReport } from "./scanReport.ts";
import type { Speak } from "./speech.ts";

const STYLE = "body{font:15px/1.45 'Segoe UI',system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1a1a1a;background:#fff}h1{font-size:1.5rem}h2{font-size:1.05rem;margin:1.6rem 0 .3rem;overflow-wrap:anywhere}"
  + "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.25rem .6rem;border-bottom:1px solid #d0d0d0;overflow-wrap:anywhere}.block{color:#a4262c;font-weight:600}.warn{color:#7a4b00;font-weight:600}.info{color:#555}dt{font-weight:600;margin-top:.6rem}dd{margin:0 0 0 1.2rem}";

/** One page that needs nothing else, for whoever cleans up. */
export function htmlReport(speak: Speak): ScanReport {
  const heading = escape(speak({ code: "scan/heading" })), word = (code: string) => escape(speak({ code: `scan/${code}` }));
  return {
    begin: () => `<!doctype html><html lang="${word("language")}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${heading}</title><style>${STYLE}</style></head><body><main><h1>${heading}</h1>`,
    file: (scan) => fileSection(scan, speak),
    end: (summary) => `<h2>${word("meaning")}</h2><dl>${summary.rules.map((rule) => {
      const { what, why, mend } = ruleRecord(rule, speak);
      return `<dt>${rule} ${escape(what)}</dt><dd>${escape(why)}</dd><dd>${escape(mend)}</dd>`;
    }).join("")}</dl><ul>${notCheckable().map((message) => `<li>${escape(speak(message))}</li>`).join("")}</ul><p>${escape(speak(summaryMessage(summary)))}</p></main></body></html>`,
  };
}

function fileSection({ file, status, findings, reason, unread = [] }: FileScan, speak: Speak): string {
  if (status === "clean") return `<h2>${escape(speak({ code: "scan/clean", params: { file } }))}</h2>`;
  if (reason !== undefined) return `<h2>${escape(file)}</h2><p class="warn">${escape(speak({ code: "scan/notScanned" }))} ${escape(speak(reason))}</p>`;
  const head = ["severity", "rule", "where", "found"].map((column) => `<th scope="col">${escape(speak({ code: `scan/${column}` }))}</th>`).join("");
  const rows = SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity)).map((finding) =>
    `<tr><td class="${finding.severity}">${escape(speak({ code: `scan/${finding.severity}` }))}</td><td>${finding.rule}</td><td>${escape(placeText(finding))}</td><td>${escape(findingText(finding, speak))}</td></tr>`);
  const gaps = unread.map(({ part, reason: why }) => `<p class="warn">${escape(speak({ code: "scan/unread", params: { part } }))} ${escape(speak(why))}</p>`);
  return `<h2>${escape(file)}</h2>${gaps.join("")}<table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

function escape(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
