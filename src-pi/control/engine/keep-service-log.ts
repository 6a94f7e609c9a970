import { secretHider } from '../../../src-shared/secrets/hide-secrets.ts';
import { machineSecrets } from '../settings/machine-secrets.ts';
import { readServiceLog } from '../supervisor/service-log.ts';
import { keepOutput } from './output.ts';
import type { RunContext } from './run-context.ts';
import { allSteps, startsOf } from './steps.ts';

/** So many lines of the end tell why a service failed; more would make the rollback slower on a card that is full of them. */
const keptLines = 200;

/**
 * Puts what the service said last into the run's journal, as output of the step that started it: where systemd keeps that, it goes when there
 * is no room, and a release that is taken back is looked into days later. Nothing where the service was never started, and nothing a
 * second time in a rollback that goes on. A log that cannot be read never holds a rollback up.
 */
export async function keepServiceLog(run: RunContext): Promise<void> {
  const { entries } = run.journal;
  const step = allSteps(run).find((one) => 'use' in one && one.use === 'start-service');
  if (!step || startsOf(entries, step.id).length === 0) return;
  if (entries.some((entry) => entry.type === 'step-started' && entry.forUndo)) return;
  let text: string;
  try {
    text = await readServiceLog(run.machine, keptLines);
  } catch {
    return;
  }
  const hide = secretHider(machineSecrets(run.at));
  for (const line of hide(run.redact(text)).text.split('\n'))
    if (line !== '') keepOutput(run.journal, step.id, line.slice(0, 16_000));
}
