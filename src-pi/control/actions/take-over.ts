import { setTimeout as wait } from 'node:timers/promises';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { oldServiceFolder } from '../backups/backups.ts';
import { readInstalled } from '../facts/facts.ts';
import { readHealth } from '../health/read-health.ts';
import { archiveOldService, restoreOldService } from '../old-service/archive.ts';
import {
  activeOldUnits,
  oldServiceHasUnit,
  reloadUnits,
  removeOldUnits,
  startOldUnits,
  stopOldUnits,
} from '../old-service/old-units.ts';
import { finding } from '../preflight/findings.ts';
import { currentSettings, servicePort } from '../settings/service-settings.ts';
import { type Action, type ActionContext, proof } from './action.ts';

/** An interpreter with many libraries takes its time on a small machine. */
const answersWithinMs = 60_000;

const archiveOf = (context: ActionContext) => oldServiceFolder(context.machine, context.runId);

/**
 * Takes the place of the older service: keeps it whole in an archive, stops it and its watchers, and takes their units away, so that
 * from here on only one of the two can print. The way back puts all of it where it was and starts what ran. On a machine without the
 * older service there is nothing to do.
 */
export const takeOver: Action = {
  async prepare(context) {
    if (readInstalled(context.machine).kind !== 'legacy') return { found: 'nothing' };
    if (context.machine.services.kind !== 'systemd' || !(await oldServiceHasUnit()))
      throw refuse('preflight.no-go', { findings: [finding('installed-old-by-hand', { path: context.at.place })] });
    const answered = (await readHealth(servicePort(currentSettings(context.at)))) !== null;
    return { found: 'old-service', active: await activeOldUnits(), answered };
  },
  check: async () => null,
  async act(context) {
    if (context.memory.found !== 'old-service') return proof('no-old-service');
    const { bytes } = await archiveOldService(archiveOf(context), context.signal);
    await stopOldUnits();
    await removeOldUnits();
    return proof('old-service-kept', { bytes });
  },
  async undo(context) {
    if (context.memory.found !== 'old-service') return null;
    await restoreOldService(archiveOf(context), context.signal);
    await reloadUnits();
    const active = Array.isArray(context.memory.active) ? context.memory.active.map(String) : [];
    await startOldUnits(active);
    if (context.memory.answered === true) await answersAgain(context);
    return proof('old-service-returned');
  },
};

async function answersAgain(context: ActionContext): Promise<void> {
  const port = servicePort(currentSettings(context.at));
  const giveUp = performance.now() + answersWithinMs;
  while ((await readHealth(port))?.status !== 'ok') {
    if (performance.now() > giveUp) throw new Error(`the older service does not answer on port ${port}`);
    await wait(100, undefined, { signal: context.signal });
  }
}
