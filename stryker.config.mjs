import jest from "./jest.config.mjs";

const unit = jest.projects.find(({ displayName }) => displayName === "unit");

/** Mutation tests of the engine: `npm run mutate -- -m shared/primary/*.ts`. Too slow for `npm test`. */
export default {
  plugins: ["@stryker-mutator/jest-runner"],
  testRunner: "jest",
  jest: { projectType: "custom", config: { ...unit, testMatch: ["**/test/shared/**/*.test.ts"] }, enableFindRelatedTests: false },
  coverageAnalysis: "perTest",
  mutate: ["shared/{table,policy,primary,secondary,algebra,audit}/**/*.ts", "shared/protect.ts"],
  ignorePatterns: ["dist", "artifacts", "out"],
  tempDirName: ".stryker-tmp",
  reporters: ["clear-text", "progress"],
  concurrency: 2,
  // The first run of all tests takes long on a busy machine.
  dryRunTimeoutMinutes: 20,
};
