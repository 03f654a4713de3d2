/** A file that takes longer is named, in seconds. */
const SLOW = 30;

/**
 * Jest reporter of `test/run.mjs`: names every test that failed, with its failure, and the reasons of what was not run.
 * A skipped test and a file that could not be run count as failed.
 */
export default class Reporter {
  #counts = { passed: 0, failed: 0 };
  #notRun = new Set();

  onTestResult(_test, { testFilePath, testResults, testExecError, failureMessage, perfStats, console: said }) {
    const file = testFilePath.slice(process.cwd().length + 1);
    for (const line of (said ?? []).flatMap(({ message }) => message.split("\n")))
      if (line.includes("not run: ")) this.#notRun.add(line.slice(line.indexOf("not run: ")));
    const bad = testResults.filter(({ status }) => status !== "passed");
    for (const { fullName, status } of bad) console.log(`FAILED ${file}: ${fullName}${status === "failed" ? "" : ` (${status})`}`);
    const broken = bad.length === 0 && (testExecError != null || Boolean(failureMessage));
    if (broken) console.log(`FAILED ${file} could not be run`);
    if (failureMessage) console.log(failureMessage);
    const seconds = Math.round(perfStats.runtime / 1000);
    if (seconds > SLOW) console.log(`slow: ${file} ${seconds} s`);
    this.#counts = { passed: this.#counts.passed + testResults.length - bad.length, failed: this.#counts.failed + bad.length + (broken ? 1 : 0) };
    process.send?.(this.#counts);
  }

  onRunComplete() {
    for (const line of this.#notRun) console.log(line);
  }

  /** Gives jest an exit code of its own. */
  getLastError() {
    return this.#counts.failed === 0 ? undefined : new Error(`${this.#counts.failed} failed`);
  }
}
