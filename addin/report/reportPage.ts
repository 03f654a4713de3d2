import type { Locale } from "../../shared/i18n/message.ts";
import type { ControlReport } from "./controlReport.ts";

const STYLE = `body{font:11pt/1.45 "Segoe UI",system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1b1b1b}
h1{margin:0;font-size:20pt}h2{margin:1.6em 0 .4em;font-size:13pt}.internal{color:#8a1020;font-weight:600;margin:.3em 0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2em 1.2em;margin:1.2em 0}dt{color:#555}dd{margin:0}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.35em .6em;border-bottom:1px solid #ccc;vertical-align:top}td.number{text-align:right}
.signature{margin-top:3em;border-top:1px solid #333;width:20rem;padding-top:.3em}@media print{body{margin:0;max-width:none}h2{break-after:avoid}tr{break-inside:avoid}}`;

/** The report as one page to print: nothing in it is loaded from elsewhere. */
export function reportPage(report: ControlReport, locale: Locale): string {
  const { title, subtitle, internal, facts, tables, findings, journal, closing, signature } = report;
  const list = (lines: readonly string[]): string => `<ul>${lines.map((line) => `<li>${text(line)}</li>`).join("")}</ul>`;
  const row = (cells: readonly string[]): string => `<tr>${cells.map((cell, at) => (at === 0 ? `<th scope="row">${text(cell)}</th>` : `<td${at > 3 ? ' class="number"' : ""}>${text(cell)}</td>`)).join("")}</tr>`;
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${text(title)}</title><style>${STYLE}</style></head><body><main>
<h1>${text(title)}</h1><p>${text(subtitle)}</p><p class="internal">${text(internal)}</p>
<dl>${facts.map(([label, value]) => `<dt>${text(label)}</dt><dd>${text(value) || "&nbsp;"}</dd>`).join("")}</dl>
<h2 id="tables">${text(tables.title)}</h2><table aria-labelledby="tables"><thead><tr>${tables.head.map((head) => `<th scope="col">${text(head)}</th>`).join("")}</tr></thead><tbody>${tables.rows.map(row).join("")}</tbody></table>
<h2>${text(findings.title)}</h2>${list(findings.lines)}
<h2>${text(journal.title)}</h2>${list(journal.lines)}
<p>${text(closing)}</p><p class="signature">${text(signature)}</p></main></body></html>`;
}

function text(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
