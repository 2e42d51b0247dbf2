'use strict';

/** Ends a run with its counts on one line. In CI a skipped test is a failure: nothing may be missing there. */
module.exports = class CountReporter {
  onRunComplete(_contexts, results) {
    const skipped = results.numPendingTests + results.numTodoTests;
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    process.stderr.write(`\n${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
    this.error = process.env.CI && skipped > 0 ? new Error(`${skipped} tests were skipped, and CI skips none`) : undefined;
  }

  getLastError() {
    return this.error;
  }
};
