import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { lanKeys } from '../../../src-shared/service/lan-access.ts';
import { backupFolder } from '../backups/backups.ts';
import { readIfThere, writeDurably } from '../files/durable.ts';
import { pathOn } from '../machine.ts';
import { changeEnvironment, parseEnvironment } from '../settings/env-file.ts';
import { settingsFile } from '../settings/service-settings.ts';
import { giveToService } from '../settings/service-user.ts';
import { type Action, type ActionContext, proof } from './action.ts';

/** The unit files were written with these: they stay what they are now. */
const ofTheUnits = ['SERVICE_PORT', 'SERVICE_HOST', 'MONITORING_HEALTH_CHECK_INTERVAL'];

/** Who may come in from the network is decided now: a door that was closed since stays closed, and an old token does not come back. */
const isLanKey = (key: string) => (lanKeys as readonly string[]).includes(key);

const present = (context: ActionContext) => join(backupFolder(context.machine, context.runId), '.env');

/** Brings back the settings of the backup's time. Those of now are in the safety copy, from where `undo` takes them. */
export const restoreSettings: Action = {
  check: async () => null,
  async act(context) {
    const from = join(backupFolder(context.machine, context.restores ?? ''), '.env');
    if (!existsSync(from)) throw refuse('backup.not-whole', { runId: context.restores ?? '', file: '.env' });
    const now = parseEnvironment(readFileSync(present(context), 'utf8'));
    const text = readFileSync(from, 'utf8');
    const then = parseEnvironment(text);
    const kept = Object.fromEntries(
      [...ofTheUnits, ...lanKeys].flatMap((key) => {
        if (now[key] !== undefined) return [[key, now[key]]];
        return isLanKey(key) && then[key] !== undefined ? [[key, '']] : [];
      }),
    );
    writeDurably(settingsFile(context.at), changeEnvironment(text, kept), 0o600);
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
