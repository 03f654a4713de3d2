import { existsSync, readFileSync } from "node:fs";
import { strFromU8, unzipSync } from "fflate";

/**
 * Webpack plugin: lays the finished Power BI package out as files of the page. The sandboxed frame that runs it may load
 * files of its own site only, no inline script. Its script is untouched; `package.js` says which visual it is.
 */
export class UnpackVisual {
  constructor(file) {
    this.file = file;
  }

  apply(compiler) {
    compiler.hooks.thisCompilation.tap("UnpackVisual", (compilation) => {
      compilation.hooks.processAssets.tap({ name: "UnpackVisual", stage: compiler.webpack.Compilation.PROCESS_ASSETS_STAGE_ADDITIONS }, () => {
        if (!existsSync(this.file)) { compilation.errors.push(new Error(`no visual package: ${this.file}`)); return; }
        const { visual, content, stringResources } = contentOf(readFileSync(this.file));
        const parts = {
          "package.js": `window.powerbi={};window.visualPackage=${JSON.stringify({ guid: visual.guid, strings: stringResources })};`,
          "visual.js": content.js, "visual.css": content.css,
        };
        for (const [name, text] of Object.entries(parts)) compilation.emitAsset(name, new compiler.webpack.sources.RawSource(text), { minimized: true });
      });
    });
  }
}

function contentOf(bytes) {
  const files = unzipSync(bytes), read = (name) => JSON.parse(strFromU8(files[name]));
  return read(read("package.json").resources[0].file);
}
