import jest from "./jest.config.mjs";

const unit = jest.projects.find(({ displayName }) => displayName === "unit");

/**
 * Mutation tests of the engine: `npm run mutate`, or of some files with `-- -m "shared/primary/*.ts"`. Too slow for `npm test`.
 * Only the engine's own quick tests run, so the score is a lower bound.
 */
export default {
  plugins: ["@stryker-mutator/jest-runner"],
  testRunner: "jest",
  jest: {
    projectType: "custom",
    // `projects`: what the file has would run these tests once for each of its projects.
    config: {
      ...unit, projects: [], testEnvironment: "./test/failFast.cjs", testMatch: ["**/test/shared/{primary,secondary,audit,algebra,policy}/*.test.ts", "**/test/shared/protect.test.ts"],
      testPathIgnorePatterns: ["/secondary/quick\\.", "/audit/references\\."],
    },
    enableFindRelatedTests: false,
  },
  coverageAnalysis: "perTest",
  mutate: ["shared/{primary,secondary,audit}/*.ts"],
  ignorePatterns: ["dist", "artifacts", "out"],
  tempDirName: ".stryker-tmp",
  reporters: ["clear-text", "progress"],
  clearTextReporter: { logTests: false },
  concurrency: 2,
  // The first run of all tests takes long on a busy machine.
  dryRunTimeoutMinutes: 20,
};
