import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { strFromU8, unzipSync } from "fflate";

/** Where the page's template takes its policy and its parts. */
const SLOTS = { policy: "{{policy}}", styles: "{{styles}}", scripts: "{{scripts}}" };

/**
 * Webpack plugin: makes `visual.html`, the page that runs the finished Power BI package in a sandboxed frame. Such a frame
 * belongs to no site, so from a folder it may load nothing at all: styles and scripts stand in the page itself, and its
 * policy names each script by its hash, so nothing may shorten the page afterwards.
 */
export class InlineVisual {
  constructor(template, file) {
    this.template = template;
    this.file = file;
  }

  apply(compiler) {
    compiler.hooks.thisCompilation.tap("InlineVisual", (compilation) => {
      compilation.hooks.processAssets.tap({ name: "InlineVisual", stage: compiler.webpack.Compilation.PROCESS_ASSETS_STAGE_OPTIMIZE_INLINE }, () => {
        if (!existsSync(this.file)) { compilation.errors.push(new Error(`no visual package: ${this.file}`)); return; }
        const taken = (name) => { const text = compilation.getAsset(name).source.source().toString(); compilation.deleteAsset(name); return text; };
        const { visual, content, stringResources } = contentOf(readFileSync(this.file));
        const given = `window.powerbi={};window.visualPackage=${JSON.stringify({ guid: visual.guid, strings: stringResources })};`;
        const page = pageOf(readFileSync(this.template, "utf8"), [taken("frame.css"), content.css], [given, content.js, taken("frame.js")]);
        compilation.emitAsset("visual.html", new compiler.webpack.sources.RawSource(page), { minimized: true });
      });
    });
  }
}

function pageOf(template, styles, scripts) {
  const embedded = scripts.map(inPage), hashes = embedded.map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  const parts = { policy: `script-src ${hashes.join(" ")}`, styles: styles.map((text) => `<style>${text}</style>`).join("\n"), scripts: embedded.map((text) => `<script>${text}</script>`).join("\n") };
  return Object.entries(SLOTS).reduce((page, [name, slot]) => page.replace(slot, () => parts[name]), template);
}

/** A browser reads line ends as one sign, and would take these words for the script's end or a comment; escaped they mean the same in a string. */
function inPage(script) {
  return script.replaceAll("\r\n", "\n").replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
}

function contentOf(bytes) {
  const files = unzipSync(bytes), read = (name) => JSON.parse(strFromU8(files[name]));
  return read(read("package.json").resources[0].file);
}
