import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The licence texts of everything the SBOM names, one below the other. A package without its own has that of its repository's others. */
export function licences(root, bom) {
  const { components } = JSON.parse(bom);
  return `${components.map((component) => `${nameOf(component)} ${component.version} (${statedBy(component)})\n\n${textOf(root, component, components)}`).join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

function nameOf({ purl }) {
  return /^pkg:npm\/(.+)@[^@]+$/.exec(decodeURIComponent(purl))[1];
}

function statedBy({ licenses }) {
  return licenses.map(({ license, expression }) => license?.id ?? expression).join(", ");
}

function textOf(root, component, components) {
  const source = ({ externalReferences = [] }) => externalReferences.find(({ type }) => type === "vcs")?.url;
  const kin = components.filter((other) => other !== component && source(other) === source(component) && statedBy(other) === statedBy(component));
  for (const one of [component, ...kin]) {
    const folder = path.join(root, "node_modules", nameOf(one)), file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
    if (file !== undefined) return readFileSync(path.join(folder, file), "utf8").trim();
  }
  throw new Error(`${nameOf(component)} comes without a licence text`);
}
