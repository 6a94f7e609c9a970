import { parseArgs } from 'node:util';
import { bundleSize } from './bundle-size.ts';
import { database } from './database.ts';
import { deployment } from './deployment.ts';
import { type Benchmark, describe } from './figure.ts';
import { mails } from './mails.ts';
import { orderToPrinter } from './order-to-printer.ts';
import { recovery } from './recovery.ts';
import { reportPdf } from './report-pdf.ts';
import { serviceApi } from './service-api.ts';
import { serviceMemory } from './service-memory.ts';
import { testPi } from './test-pi.ts';
import { tickets } from './tickets.ts';
import { windowInBrowser } from './window/window.ts';
import { writes } from './writes.ts';

/**
 * `npm run bench [-- --only NAME] [-- --json]`: measures, and prints figures beside their targets and what they are compared with
 * in the same run. With `--json` each figure is one line. A figure that misses its target does not fail the run; a benchmark
 * that breaks does.
 */
const benchmarks: readonly Benchmark[] = [
  bundleSize,
  reportPdf,
  orderToPrinter,
  mails,
  recovery,
  tickets,
  windowInBrowser,
  deployment,
  testPi,
  serviceApi,
  serviceMemory,
  database,
  writes,
];
const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, json: { type: 'boolean' } } });
const chosen = values.only ? benchmarks.filter(({ name }) => values.only?.includes(name)) : benchmarks;
if (chosen.length === 0) throw new Error(`there are ${benchmarks.map(({ name }) => name).join(', ')}`);

for (const { name, run } of chosen) {
  try {
    const result = await run();
    if ('skipped' in result) console.error(`${name}: skipped, ${result.skipped}`);
    else for (const figure of result) console.log(values.json ? JSON.stringify(figure) : describe(figure));
  } catch (error) {
    console.error(`${name}: broke: ${error instanceof Error ? error.stack : error}`);
    process.exitCode = 1;
  }
}
