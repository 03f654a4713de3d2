// Takes the documentation's pictures from the pages that the browser tests open: npm run screenshots
import { spawnSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** Picture here ← picture that a test took. */
const PICTURES = { "workbench.png": "workbench-da-light-1280.png", "taskpane.png": "taskpane-kept-da-light.png" };

const { status } = spawnSync(process.execPath, ["test/run.mjs", "browser", "test/workbench/workbench", "test/addin/taskpane"], { cwd: root, stdio: "inherit" });
if (status !== 0) process.exit(1);
for (const [picture, taken] of Object.entries(PICTURES)) copyFileSync(path.join(root, "artifacts/screenshots", taken), path.join(root, "docs/images", picture));
