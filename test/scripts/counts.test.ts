import { expect, test } from 'vitest';
import { add, nothing, readPlaywright, readVitest } from '../../scripts/test/counts.ts';

const file = (status: string, ...tests: string[]) => ({
  name: 'x.test.ts',
  status,
  assertionResults: tests.map((each, index) => ({
    fullName: `test ${index}`,
    status: each,
    failureMessages: each === 'failed' ? ['\u001b[31mexpected\u001b[39m one\n\n- 1'] : [],
  })),
});

test('a vitest report counts passed, failed and skipped tests', () => {
  const report = {
    success: false,
    testResults: [file('failed', 'passed', 'failed', 'pending'), file('passed', 'passed')],
  };
  expect(readVitest(report)).toEqual({
    passed: 2,
    failed: 1,
    skipped: 1,
    skips: ['test 2'],
    failures: ['test 1\n    expected one\n    - 1'],
  });
});

test('a file that does not load, and an error outside every test, are failures', () => {
  expect(readVitest({ success: false, testResults: [file('failed')] }).failed).toBe(1);
  expect(readVitest({ success: false, testResults: [file('passed', 'passed')] })).toMatchObject({
    passed: 1,
    failed: 1,
  });
});

test('a Playwright report says what failed and why one was skipped; what passed at its second try has passed', () => {
  const skipped = {
    title: 'mail',
    tests: [{ status: 'skipped', annotations: [{ type: 'skip', description: 'no mail' }] }],
  };
  const failed = {
    title: 'print',
    tests: [{ status: 'unexpected', results: [{ errors: [{ message: 'no paper' }] }] }],
  };
  const flaky = { title: 'slow', tests: [{ status: 'flaky', results: [{ errors: [{ message: 'late' }] }] }] };
  const suites = [{ specs: [], suites: [{ specs: [skipped, failed, flaky] }] }];
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 1 };
  expect(readPlaywright({ stats, suites })).toEqual({
    passed: 4,
    failed: 1,
    skipped: 1,
    skips: ['mail: no mail'],
    failures: ['print\n    no paper'],
  });
});

test('a Playwright run that breaks outside its tests is a failure', () => {
  const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
  expect(add(nothing, readPlaywright({ stats, errors: [{}] })).failed).toBe(1);
});
