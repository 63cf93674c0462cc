// Counts what a check tried and prints the one line that tells: a check that tried nothing has failed.

export interface Tally {
  pass(): void;
  fail(what: string): void;
  /** Passes when the condition holds, else fails with the words. */
  expect(condition: boolean, what: string): void;
  /** Prints the failures (the first 40) and `N passed, N failed`, and sets the exit code. */
  close(): void;
}

export function tally(): Tally {
  let passed = 0;
  const failures: string[] = [];
  const fail = (what: string): void => void failures.push(what);
  const pass = (): void => void (passed += 1);
  return {
    pass,
    fail,
    expect: (condition, what) => (condition ? pass() : fail(what)),
    close: () => {
      if (passed + failures.length === 0) failures.push('nothing was tried');
      for (const failure of failures.slice(0, 40)) console.log(`FAILED ${failure}`);
      if (failures.length > 40) console.log(`… and ${failures.length - 40} more`);
      console.log(`${passed} passed, ${failures.length} failed`);
      process.exitCode = failures.length > 0 ? 1 : 0;
    },
  };
}
