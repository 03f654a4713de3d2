import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";
import CopyPlugin from "copy-webpack-plugin";
import webpack from "webpack";
import HtmlWebpackPlugin from "html-webpack-plugin";
import MiniCssExtractPlugin from "mini-css-extract-plugin";
import api from "powerbi-visuals-api";
import { PowerBICustomVisualsWebpackPlugin } from "powerbi-visuals-webpack-plugin";
import pbiviz from "./visual/pbiviz.json" with { type: "json" };
import { SealPackage } from "./visual/sealPackage.mjs";
import { EmbedBase } from "./workbench/embedBase.mjs";
import { InlineVisual } from "./workbench/inlineVisual.mjs";

const root = path.dirname(fileURLToPath(import.meta.url));

/** What every bundle shares: TypeScript through swc, CSS extracted. */
const common = (mode) => ({
  mode, devtool: false,
  resolve: { extensions: [".ts", ".js"] },
  module: { rules: [
    { test: /\.ts$/, exclude: /node_modules/, use: { loader: "swc-loader", options: { jsc: { parser: { syntax: "typescript" }, target: "es2021" } } } },
    { test: /\.css$/, use: [MiniCssExtractPlugin.loader, "css-loader"] },
  ] },
  performance: { hints: false },
});

/** The command line: one file, no dependency left to install; the attacker's solver is inside it, deflated. */
const cli = (mode) => ({
  ...common(mode), name: "cli", target: "node20", entry: { diskret: "./cli/main.ts" },
  module: { parser: { javascript: { dynamicImportMode: "eager" } }, rules: [
    ...common(mode).module.rules,
    { test: /highs\.mjs$/, parser: { importMeta: false } },
    { test: /\.wasm$/, type: "asset/inline", generator: { dataUrl: (wasm) => deflateRawSync(wasm, { level: 9 }).toString("base64") } },
  ] },
  experiments: { outputModule: true },
  output: { path: path.join(root, "dist"), filename: "[name].mjs", module: true, chunkFormat: "module", library: { type: "module" } },
  plugins: [
    new webpack.BannerPlugin({ banner: "#!/usr/bin/env node", raw: true }),
    new webpack.DefinePlugin({ VERSION: JSON.stringify(JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")).version) }),
  ],
});

/** The task pane with the ribbon's commands: in the shared runtime they are one page. */
const addin = (mode) => ({
  ...common(mode), name: "addin", entry: { taskpane: "./addin/taskpane.ts", selftest: "./addin/selftest.ts", launch: "./addin/launch.ts" },
  output: { path: path.join(root, "dist/addin"), filename: "[name].js", clean: true },
  // Few files with lasting names: the list for the data protection officer names each of them.
  optimization: { splitChunks: false, chunkIds: "named" },
  plugins: [
    new HtmlWebpackPlugin({ template: "addin/taskpane.html", filename: "taskpane.html", chunks: ["taskpane"] }),
    new HtmlWebpackPlugin({ template: "addin/selftest.html", filename: "selftest.html", chunks: ["selftest"] }),
    new CopyPlugin({ patterns: [{ from: "addin/assets/*.png", to: "assets/[name][ext]" }, "manifest.xml", "addin/functions.json"].map((file) => (typeof file === "string" ? { from: file, to: "[name][ext]" } : file)) }),
    new MiniCssExtractPlugin(),
  ],
});

/** The Power BI visual: dist/visual/<guid>.<version>.pbiviz. Its entry is written by the plugin before the run. */
const visual = (mode) => ({
  ...common(mode), name: "visual", entry: { "visual.js": "./visual/.tmp/precompile/visualPlugin.ts" },
  output: { path: path.join(root, "visual/.tmp/drop"), filename: "[name]", library: { name: pbiviz.visual.guid, type: "var" } },
  externals: { "powerbi-visuals-api": "null" },
  plugins: [
    new MiniCssExtractPlugin({ filename: "visual.css" }),
    new PowerBICustomVisualsWebpackPlugin({
      ...pbiviz, apiVersion: api.version, devMode: false, generateResources: false, compression: 9, certificationAudit: true,
      capabilitiesSchema: api.schemas.capabilities, pbivizSchema: api.schemas.pbiviz,
      stringResourcesSchema: api.schemas.stringResources, dependenciesSchema: api.schemas.dependencies,
      visualSourceLocation: "../../visual", pluginLocation: "visual/.tmp/precompile/visualPlugin.ts",
      dropPath: path.join(root, "visual/.tmp/drop"), packageOutPath: path.join(root, "dist/visual"),
    }),
    new SealPackage(path.join(root, "dist/visual", `${pbiviz.visual.guid}.${pbiviz.visual.version}.pbiviz`)),
  ],
});

/** The workbench: a static page that runs the real task pane and the finished visual over emulated hosts. */
const workbench = (mode) => ({
  ...common(mode), name: "workbench", dependencies: ["visual", "addin"], entry: { workbench: "./workbench/workbench.ts", builder: "./workbench/builder/builder.ts", gallery: "./workbench/gallery/gallery.ts", rules: "./workbench/rules/rules.ts", frame: "./workbench/frame.ts" },
  module: { rules: [...common(mode).module.rules, { test: /\.xlsx$/, type: "asset/inline" }, { test: /\.txt$/, type: "asset/source" }] },
  output: { path: path.join(root, "dist/workbench"), filename: "[name].js", clean: true },
  plugins: [
    ...Object.entries({ index: "workbench", rules: "rules", gallery: "gallery", builder: "builder" }).map(([page, chunk]) => new HtmlWebpackPlugin({ template: `workbench/${page}.html`, filename: `${page}.html`, chunks: [chunk] })),
    new MiniCssExtractPlugin(),
    new EmbedBase(path.join(root, "dist")),
    new InlineVisual("workbench/visual.html", path.join(root, "dist/visual", `${pbiviz.visual.guid}.${pbiviz.visual.version}.pbiviz`)),
  ],
});

export default (_env, argv) => {
  const mode = argv.mode ?? "production";
  return [cli, addin, visual, workbench].map((config) => config(mode));
};
