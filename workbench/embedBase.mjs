import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";

/**
 * Webpack plugin: lays what packages are made from (the add-in's site, the visual, the SBOM) into the page as `base.js`, so
 * that the builder works from a folder without any server.
 */
export class EmbedBase {
  constructor(folder) {
    this.folder = folder;
  }

  apply(compiler) {
    compiler.hooks.thisCompilation.tap("EmbedBase", (compilation) => {
      compilation.hooks.processAssets.tap({ name: "EmbedBase", stage: compiler.webpack.Compilation.PROCESS_ASSETS_STAGE_ADDITIONS }, () => {
        const visual = existsSync(this.place("visual")) ? readdirSync(this.place("visual")).find((file) => file.endsWith(".pbiviz")) : undefined;
        if (visual === undefined || !existsSync(this.place("sbom.cdx.json"))) { compilation.errors.push(new Error("no visual or no SBOM to build packages from")); return; }
        const base = { site: Object.fromEntries(this.files("addin").map((file) => [file.slice("addin/".length), this.encoded(file)])), visual: this.encoded(`visual/${visual}`), sbom: this.encoded("sbom.cdx.json") };
        compilation.emitAsset("base.js", new compiler.webpack.sources.RawSource(`window.packageBase=${JSON.stringify(base)};`), { minimized: true });
      });
    });
  }

  place(name) {
    return path.join(this.folder, name);
  }

  files(name) {
    return statSync(this.place(name)).isDirectory() ? readdirSync(this.place(name)).sort().flatMap((file) => this.files(`${name}/${file}`)) : [name];
  }

  encoded(name) {
    return readFileSync(this.place(name)).toString("base64");
  }
}
