// eslint-disable-next-line @typescript-eslint/no-require-imports -- Stryker loads environments as CommonJS
const { TestEnvironment } = require("jest-environment-node");

/** The mutant that a test has noticed: no other test need run for it. */
let noticed;

/** Node, for mutation tests: stops at the first failing test, which jest does not when Stryker starts it. */
module.exports = class extends TestEnvironment {
  handleTestEvent({ name, test }) {
    const mutant = process.env["__STRYKER_ACTIVE_MUTANT__"];
    if (mutant === undefined) return;
    if (name === "test_fn_failure") noticed = mutant;
    if (name === "test_start" && noticed === mutant) test.mode = "skip";
  }
};
