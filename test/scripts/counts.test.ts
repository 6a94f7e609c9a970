import { expect, test } from 'vitest';
import { add, nothing, readPlaywright, readVitest } from '../../scripts/test/counts.ts';

const file = (status: string, ...tests: string[]) => ({
  name: 'x.test.ts',
  status,
  assertionResults: tests.map((each, index) => ({ fullName: `test ${index}`, status: each })),
});

test('a vitest report counts passed, failed and skipped tests', () => {
  const report = {
    success: false,
    testResults: [file('failed', 'passed', 'failed', 'pending'), file('passed', 'passed')],
  };
  expect(readVitest(report)).toEqual({ passed: 2, failed: 1, skipped: 1, skips: ['test 2'] });
});

test('a file that does not load, and an error outside every test, are failures', () => {
  expect(readVitest({ success: false, testResults: [file('failed')] }).failed).toBe(1);
  expect(readVitest({ success: false, testResults: [file('passed', 'passed')] })).toMatchObject({
    passed: 1,
    failed: 1,
  });
});

test('a Playwright report counts a flaky test as failed and says why one was skipped', () => {
  const spec = {
    title: 'mail',
    tests: [{ status: 'skipped', annotations: [{ type: 'skip', description: 'no mail' }] }],
  };
  const suites = [{ specs: [], suites: [{ specs: [spec] }] }];
  const stats = { expected: 3, unexpected: 0, flaky: 1, skipped: 1 };
  expect(readPlaywright({ stats, suites })).toEqual({ passed: 3, failed: 1, skipped: 1, skips: ['mail: no mail'] });
});

test('a Playwright run that breaks outside its tests is a failure', () => {
  const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
  expect(add(nothing, readPlaywright({ stats, errors: [{}] })).failed).toBe(1);
});
