import type { JournalEntry } from '../../../src-shared/bonctl/run.ts';
import { printerBefore } from '../actions/action.ts';
import { giveReserve } from '../files/reserve.ts';
import { judge } from '../health/verdict.ts';
import { entriesOf } from '../journal/run-folder.ts';
import { pathOn } from '../machine.ts';
import { currentVersion } from '../releases/releases.ts';
import { currentSettings, servicePort } from '../settings/service-settings.ts';
import { giveToService } from '../settings/service-user.ts';
import { keepServiceLog } from './keep-service-log.ts';
import type { RunContext } from './run-context.ts';
import { allSteps, recall, standingOf, startsOf, undoStep } from './steps.ts';

const healthyWithinMs = 30_000;

/**
 * Takes a run back: every step that was begun, in reverse, by what it noted before it acted; then the release that is current
 * again is started and judged. A rollback run does so with the journal of the run that it undoes.
 *
 * @returns false if a step could not be undone or the earlier release is not well: a person is needed then.
 */
export async function rollBack(run: RunContext): Promise<boolean> {
  giveReserve(run.machine);
  const undone = run.created.undoes;
  if (!undone) await keepServiceLog(run);
  const memories = undone ? entriesOf(run.machine, undone) : run.journal.entries;
  for (const step of allSteps(run).reverse()) {
    if (startsOf(memories, step.id).length === 0) continue;
    if (standingOf(run.journal.entries, step.id, true) === 'done') continue;
    if (await undoStep(run, step, [...memories])) continue;
    // a person is needed; until then whatever is current prints, if it can
    await returnService(run, memories);
    return false;
  }
  return returnService(run, memories);
}

async function returnService(run: RunContext, memories: readonly JournalEntry[]): Promise<boolean> {
  const version = currentVersion(run.at);
  if (version === null) return true;
  try {
    // files that were made while we looked at the database as root must not shut the service out
    await giveToService(run.machine, pathOn(run.machine, run.at.place), ['.env', 'data', 'logs']);
    await run.machine.services.startService();
  } catch {
    // the verdict says what is wrong
  }
  const settings = currentSettings(run.at);
  const baseline = printerBefore((action) => recall(run, memories, action));
  const address = settings.PRINTER_IP ?? '';
  const verdict = await judge(
    {
      port: servicePort(settings),
      version,
      // a printer that failed meanwhile is no reason to call a rollback failed
      printer: address === '' ? null : { address, port: Number(settings.PRINTER_PORT ?? 9100) },
      baseline: { printer: baseline === true ? false : null },
    },
    healthyWithinMs,
    AbortSignal.timeout(healthyWithinMs),
  );
  run.journal.append({ type: 'verdict', verdict });
  return verdict.good;
}
