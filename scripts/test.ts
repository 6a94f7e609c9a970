import { parseArgs } from 'node:util';
import { add, type Counts, nothing } from './test/counts.ts';
import { build, runBrowserTests, runVitest } from './test/runners.ts';

/**
 * `npm test`: builds what is stale, runs the unit tests and the tests in a browser, says what it skipped and why, and ends
 * with one line `N passed, M failed, K skipped`. `--only unit|browser|pi` runs one of them.
 */
const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true });

const stages: Record<string, () => Counts> = {
  unit: () => runVitest('unit', positionals),
  browser: () => runBrowserTests(positionals),
  pi: () => runVitest('pi', positionals),
};
const chosen = values.only ? [values.only] : ['unit', 'browser'];

let total = nothing;
build(chosen.includes('pi'));
for (const name of chosen) {
  const stage = stages[name];
  if (!stage) throw new Error(`there is no ${name} to test; it is one of ${Object.keys(stages).join(', ')}`);
  total = add(total, stage());
}
for (const failure of total.failures) console.log(`FAILED: ${failure}`);
for (const skip of total.skips) console.log(`skipped: ${skip}`);
if (!chosen.includes('pi'))
  console.log('not part of this run: the tests on a real Debian (npm run test:pi, as root on Linux)');
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;
