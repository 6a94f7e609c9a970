import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { backupFolder } from '../backups/backups.ts';
import { readIfThere, writeDurably } from '../files/durable.ts';
import { pathOn } from '../machine.ts';
import { changeEnvironment, parseEnvironment } from '../settings/env-file.ts';
import { settingsFile } from '../settings/service-settings.ts';
import { giveToService } from '../settings/service-user.ts';
import { type Action, type ActionContext, proof } from './action.ts';

/** The unit files were written with these: they stay what they are now. */
const ofTheUnits = ['SERVICE_PORT', 'SERVICE_HOST', 'MONITORING_HEALTH_CHECK_INTERVAL'];

const present = (context: ActionContext) => join(backupFolder(context.machine, context.runId), '.env');

/** Brings back the settings of the backup's time. Those of now are in the safety copy, from where `undo` takes them. */
export const restoreSettings: Action = {
  check: async () => null,
  async act(context) {
    const from = join(backupFolder(context.machine, context.restores ?? ''), '.env');
    if (!existsSync(from)) throw refuse('backup.not-whole', { runId: context.restores ?? '', file: '.env' });
    const now = parseEnvironment(readFileSync(present(context), 'utf8'));
    const kept = Object.fromEntries(ofTheUnits.flatMap((key) => (now[key] === undefined ? [] : [[key, now[key]]])));
    writeDurably(settingsFile(context.at), changeEnvironment(readFileSync(from, 'utf8'), kept), 0o600);
    await giveToService(context.machine, pathOn(context.machine, context.at.place), ['.env']);
    return proof('settings-returned');
  },
  async undo(context) {
    const text = readIfThere(present(context));
    if (text === null) rmSync(settingsFile(context.at), { force: true });
    else writeDurably(settingsFile(context.at), text, 0o600);
    await giveToService(context.machine, pathOn(context.machine, context.at.place), ['.env']);
    return proof('settings-returned');
  },
};
