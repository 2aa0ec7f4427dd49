import { describe, expect, it } from 'vitest';
import { countPlaywright, countVitest, judge } from './test-parts.mjs';

describe('judge', () => {
  it('counts a part without tests of its own as one', () => {
    expect(judge({ code: 0, count: undefined })).toEqual({ passed: 1, failed: 0 });
    expect(judge({ code: 2, count: undefined })).toEqual({ passed: 0, failed: 1 });
  });

  it('believes a count that agrees with the exit code', () => {
    expect(judge({ code: 0, count: { passed: 5, failed: 0 } })).toEqual({ passed: 5, failed: 0 });
    expect(judge({ code: 1, count: { passed: 5, failed: 2 } })).toEqual({ passed: 5, failed: 2 });
  });

  it('calls a part failed that ended badly, whatever it counted, and one in which nothing ran', () => {
    expect(judge({ code: 1, count: { passed: 5, failed: 0 } })).toEqual({ passed: 5, failed: 1 });
    expect(judge({ code: 0, count: { passed: 0, failed: 0 } })).toEqual({ passed: 0, failed: 1 });
  });
});

describe('countVitest', () => {
  it('counts tests, and files that could not be loaded', () => {
    const file = (status: string, tests: number) => ({ status, assertionResults: new Array(tests).fill({}) });
    const testResults = [file('passed', 3), file('failed', 2), file('failed', 0)];
    expect(countVitest({ numPassedTests: 4, numFailedTests: 1, testResults })).toEqual({
      passed: 4,
      failed: 2,
    });
  });

  it('counts nothing when there is no report', () => {
    expect(countVitest(undefined)).toEqual({ passed: 0, failed: 0 });
  });
});

describe('countPlaywright', () => {
  it('counts tests, and errors outside of tests', () => {
    const stats = { expected: 7, unexpected: 1, flaky: 0, skipped: 2 };
    expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 7, failed: 2 });
  });
});
