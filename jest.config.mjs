const transform = { "^.+\\.(ts|m?js)$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, sourceMaps: "inline" }] };
const base = {
  transform,
  transformIgnorePatterns: ["/node_modules/(?!(lit|lit-html|lit-element|@lit|@sparticuz|highs|jose)/)"],
  moduleNameMapper: { "\\.css$": "<rootDir>/test/empty.cjs" },
  roots: ["<rootDir>/test"],
};
/** house: rules about the project itself; unit: pure code and Node; dom: jsdom; browser: the built bundles in Chromium. */
export default {
  // A busy machine is no failure; what hangs is stopped. Jest reads this here only, not from a project.
  testTimeout: 120_000,
  projects: [
    { ...base, displayName: "house", testEnvironment: "node", testMatch: ["**/house/*.test.ts"] },
    { ...base, displayName: "unit", testEnvironment: "node", testMatch: ["**/*.test.ts"], testPathIgnorePatterns: ["/test/house/"] },
    { ...base, displayName: "dom", testEnvironment: "jsdom", testMatch: ["**/*.dom.ts"] },
    { ...base, displayName: "browser", testEnvironment: "node", testMatch: ["**/*.browser.ts"] },
  ],
};
