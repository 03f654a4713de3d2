import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The licence texts of everything the SBOM names, one below the other. */
export function licences(root, bom) {
  const texts = JSON.parse(bom).components.map(({ purl, licenses }) => {
    const [, name, version] = /^pkg:npm\/(.+)@([^@]+)$/.exec(decodeURIComponent(purl));
    const folder = path.join(root, "node_modules", name), file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
    const stated = licenses.map(({ license, expression }) => license?.id ?? expression).join(", ");
    return `${name} ${version} (${stated})\n\n${file === undefined ? "" : readFileSync(path.join(folder, file), "utf8").trim()}`;
  });
  return `${texts.join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}
