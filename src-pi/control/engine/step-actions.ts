import { refuse } from '../../../src-shared/contract/errors.ts';
import type { Step } from '../../../src-shared/runbook/schema.ts';
import { type Action, proof } from '../actions/action.ts';
import { backup } from '../actions/backup.ts';
import { checkDatabase } from '../actions/check-database.ts';
import { checkMachine } from '../actions/check-machine.ts';
import { migrateDatabaseAction } from '../actions/migrate-database.ts';
import { rehearseMigration } from '../actions/rehearse-migration.ts';
import { restoreSettings } from '../actions/restore-settings.ts';
import { exportNewerRows, proveChosenBackup, restoreDatabase } from '../actions/restore-steps.ts';
import { installUnits, startService, stopService, switchRelease } from '../actions/service-steps.ts';
import { stageReleaseAction } from '../actions/stage-release.ts';
import { takeOver } from '../actions/take-over.ts';
import { verifyHealth } from '../actions/verify-health.ts';
import { writeSettings } from '../actions/write-settings.ts';
import type { Verdict } from '../health/verdict.ts';
import { runCommand } from './run-command.ts';

/** The action of a step: a built-in one, or one made of the runbook's own commands. A question has none. */
export function actionOf(step: Step, onVerdict: (verdict: Verdict) => void): Action | null {
  if ('ask' in step) return null;
  if ('run' in step) return commandAction(step);
  switch (step.use) {
    case 'check-machine':
      return checkMachine;
    case 'check-database':
      return checkDatabase;
    case 'backup':
      return backup;
    case 'stage-release':
      return stageReleaseAction;
    case 'rehearse-migration':
      return rehearseMigration;
    case 'take-over':
      return takeOver;
    case 'write-settings':
      return writeSettings;
    case 'install-units':
      return installUnits;
    case 'stop-service':
      return stopService;
    case 'migrate-database':
      return migrateDatabaseAction;
    case 'switch-release':
      return switchRelease;
    case 'start-service':
      return startService;
    case 'verify-health':
      return verifyHealth(onVerdict);
    case 'prove-backup':
      return proveChosenBackup;
    case 'export-newer':
      return exportNewerRows;
    case 'restore-database':
      return restoreDatabase;
    case 'restore-settings':
      return restoreSettings;
  }
}

function commandAction(step: Extract<Step, { run: unknown }>): Action {
  const must = async (code: number | null, context: Parameters<Action['act']>[0]) => {
    if (code === null && context.signal.aborted)
      throw refuse('step.timeout', { step: step.id, seconds: Math.round(step.timeout / 1000) });
    if (code === null) throw refuse('step.unknown', { step: step.id });
    if (code !== 0) throw refuse('step.failed', { step: step.id, output: `exit ${code}` });
  };
  const undo = step.undo;
  return {
    check: async (context) =>
      (await runCommand(context, step.check, step.id)) === 0 ? proof('command-checked') : null,
    async act(context) {
      await must(await runCommand(context, step.run, step.id), context);
      return proof('command-done');
    },
    async undo(context) {
      if ('none' in undo) return proof('nothing-to-undo');
      await must(await runCommand(context, undo, step.id), context);
      return proof('command-undone');
    },
  };
}
