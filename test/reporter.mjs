/**
 * Jest reporter of `test/run.mjs`: a line for every file that failed, the failures in full, and the reasons of what was not run.
 * A skipped test or a file that could not be run is a failure.
 */
export default class Reporter {
  #failed = 0;
  #notRun = new Set();

  onTestResult(_test, result) {
    for (const { message } of result.console ?? []) for (const line of message.split("\n")) if (line.includes("not run: ")) this.#notRun.add(line.slice(line.indexOf("not run: ")));
    const file = result.testFilePath.slice(process.cwd().length + 1);
    const bad = result.testResults.filter(({ status }) => status !== "passed");
    if (bad.length === 0 && result.testExecError == null && !result.failureMessage) return;
    this.#failed += Math.max(1, bad.length);
    for (const { fullName, status } of bad) console.log(`FAILED ${file}: ${fullName}${status === "failed" ? "" : ` (${status})`}`);
    if (bad.length === 0) console.log(`FAILED ${file} could not be run`);
    if (result.failureMessage) console.log(result.failureMessage);
  }

  onRunComplete(_contexts, results) {
    for (const line of this.#notRun) console.log(line);
    process.send?.({ passed: results.numPassedTests, failed: this.#failed });
  }

  /** Makes jest end with an exit code of its own. */
  getLastError() {
    return this.#failed === 0 ? undefined : new Error(`${this.#failed} failed`);
  }
}
