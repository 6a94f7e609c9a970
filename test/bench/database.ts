import { execFileSync } from 'node:child_process';
import { serviceNodeFlags } from '../../src-shared/bonctl/service-program.ts';
import type { Benchmark, Figure } from './figure.ts';

const questions = new URL('database-questions.ts', import.meta.url).pathname;
const patienceMilliseconds = 10 * 60 * 1000;

/** Every question that panel, printer and scripts ask of the database, with 100,000 tickets in it, by a Node that is told what the service's is told. */
export const database: Benchmark = {
  name: 'database',
  async run() {
    const printed = execFileSync(process.execPath, [...serviceNodeFlags, questions], {
      encoding: 'utf8',
      timeout: patienceMilliseconds,
    });
    const measured = Object.entries(JSON.parse(printed) as Record<string, number>);
    const worst = measured.reduce((a, b) => (a[1] > b[1] ? a : b));
    const common = { unit: 'ms', better: 'lower' as const, target: 5, comparedTo: null };
    return [
      { name: `slowest question at 100,000 tickets (${worst[0]}), p99`, value: worst[1], ...common },
      ...measured.map(([name, value]): Figure => ({ name: `${name}, p99`, value, ...common })),
    ];
  },
};
