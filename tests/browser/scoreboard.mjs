// Runs named checks, continues after failures, and counts the passed ones.
export class Scoreboard {
  passed = 0;
  failed = 0;

  // Runs one check; an exception is its failure. Never throws.
  async check(name, body) {
    const start = Date.now();
    try {
      await body();
      this.passed += 1;
      console.log(`ok      ${name} (${Date.now() - start} ms)`);
    } catch (error) {
      this.failed += 1;
      console.log(`FAILED  ${name}\n${indented(error.stack ?? String(error))}`);
    }
  }

  // Prints the total; returns the exit code.
  finish() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    return this.failed === 0 && this.passed > 0 ? 0 : 1;
  }
}

function indented(text) {
  return text.split("\n").map((line) => `        ${line}`).join("\n");
}
