import { spawnSync } from "node:child_process";

/**
 * What ships, as CycloneDX by npm itself. What would differ between two runs or two machines is taken out: the time, the
 * random serial number, the folder's name, npm's version, and where a package was fetched from.
 */
export function sbom(root) {
  const npm = process.env.npm_execpath, args = ["sbom", "--omit", "dev", "--sbom-format", "cyclonedx", "--sbom-type", "application"];
  const [program, ...before] = npm === undefined ? ["npm"] : [process.execPath, npm];
  const { status, stdout, stderr } = spawnSync(program, [...before, ...args], { cwd: root, encoding: "utf8", shell: npm === undefined && process.platform === "win32", maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0) throw new Error(`npm sbom failed\n${stderr}`);
  const bom = JSON.parse(stdout);
  delete bom.serialNumber;
  delete bom.metadata.timestamp;
  for (const tool of bom.metadata.tools) delete tool.version;
  bom.metadata.component.name = "diskret";
  for (const component of bom.components) component.externalReferences = (component.externalReferences ?? []).filter(({ type }) => type !== "distribution");
  return `${JSON.stringify(bom, null, 2)}\n`;
}
