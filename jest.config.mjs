const transform = { "^.+\\.(ts|m?js)$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, sourceMaps: "inline" }] };
const base = {
  transform,
  transformIgnorePatterns: ["/node_modules/(?!(lit|lit-html|lit-element|@lit|@sparticuz|highs)/)"],
  moduleNameMapper: { "\\.css$": "<rootDir>/test/empty.cjs" },
  roots: ["<rootDir>/test"],
};
/** unit: pure code and Node; dom: jsdom; browser: the built bundles in Chromium (file names end in .browser.ts). */
export default {
  projects: [
    { ...base, displayName: "unit", testEnvironment: "node", testMatch: ["**/*.test.ts"] },
    { ...base, displayName: "dom", testEnvironment: "jsdom", testMatch: ["**/*.dom.ts"] },
    { ...base, displayName: "browser", testEnvironment: "node", testMatch: ["**/*.browser.ts"] },
  ],
};
