import js from "@eslint/js";
import tseslint from "typescript-eslint";
import office from "eslint-plugin-office-addins";
import powerbi from "eslint-plugin-powerbi-visuals";
import globals from "globals";

const all = (plugin, prefix) => Object.fromEntries(Object.keys(plugin.rules).map((rule) => [`${prefix}/${rule}`, "error"]));

export default tseslint.config(
  { ignores: ["dist", "out", "coverage", "artifacts", "reports", "**/.tmp", ".stryker-tmp"] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  { files: ["**/*.ts", "**/*.mts"], languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname }, globals: { ...globals.browser } } },
  { files: ["**/*.{mjs,cjs,js}"], ...tseslint.configs.disableTypeChecked, languageOptions: { ...tseslint.configs.disableTypeChecked.languageOptions, globals: { ...globals.node } } },
  { files: ["addin/**/*.ts"], plugins: { "office-addins": office }, rules: all(office, "office-addins") },
  {
    files: ["visual/**/*.ts"], plugins: { "powerbi-visuals": powerbi },
    rules: { ...powerbi.configs.recommended.rules, ...all(powerbi, "powerbi-visuals"), "powerbi-visuals/no-http-string": ["error", ["http://localhost/.*"]] },
  },
);
