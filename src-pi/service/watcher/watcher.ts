import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseEnvironmentFile } from '../settings.ts';
import { lookAtHealth } from './look-at-health.ts';
import { lookAtPerformance } from './look-at-performance.ts';
import { tellSilence } from './tell-silence.ts';

const usage = `watcher health|performance --root DIR [--unit NAME]
Looks at the print service from outside, says one line and ends: 0 all is well, 1 something is not, 2 it was called wrongly.
  health        does it answer? If not, a mail says so.
  performance   what it has measured of itself, and whether a limit is exceeded
`;

const { values, positionals } = parseArgs({
  options: { root: { type: 'string' }, unit: { type: 'string' } },
  allowPositionals: true,
});
const [what] = positionals;
process.exitCode =
  values.root && (what === 'health' || what === 'performance') ? await look(resolve(values.root), what) : say(usage, 2);

async function look(root: string, kind: 'health' | 'performance'): Promise<number> {
  // what keeps the service from starting must not keep its watcher from saying so: nothing here refuses a setting
  const environment = readIfThere(join(root, '.env'));
  const settings = parseEnvironmentFile(environment);
  if (['false', '0', 'no', 'off'].includes((settings.get('MONITORING_ENABLED') ?? '').toLowerCase()))
    return say('monitoring is switched off (MONITORING_ENABLED)', 0);
  const port = Number(settings.get('SERVICE_PORT') || 8000);
  const at = new Date();
  const finding =
    kind === 'health' ? await lookAtHealth(port, at, { unit: values.unit }) : await lookAtPerformance(port);
  if (finding.verdict !== 'silent' || kind === 'performance')
    return say(finding.line, finding.verdict === 'fine' ? 0 : 1);
  const told = await tellSilence(join(root, 'data'), environment, at).catch((error) => `not told: ${String(error)}`);
  return say(`${finding.line}: ${told}`, 1);
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function say(text: string, code: number): number {
  console.log(text);
  return code;
}
