import { existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { backupDatabase, backupFolder, backupManifest, proveBackup } from '../backups/backups.ts';
import { checkIntegrity, databaseBytes, databaseFile } from '../database/database-file.ts';
import { exportNewer } from '../database/export-newer.ts';
import { putInPlace, removeDatabase } from '../database/put-in-place.ts';
import { writeDurably } from '../files/durable.ts';
import { printerAnswers } from '../health/printer-answers.ts';
import { runFile } from '../journal/run-folder.ts';
import { pathOn } from '../machine.ts';
import { makeReady, readyFile } from '../restore/ready-file.ts';
import { carry, compare } from '../restore/restore-program.ts';
import { currentSettings } from '../settings/service-settings.ts';
import { giveToService } from '../settings/service-user.ts';
import { type Action, type ActionContext, proof } from './action.ts';

/** What must stay free besides the copies. */
const spareBytes = 50_000_000;

function chosenBackup(context: ActionContext) {
  const runId = context.restores;
  const manifest = runId === null ? null : backupManifest(context.machine, runId);
  if (runId === null || !manifest) throw refuse('backup.unknown', { runId: runId ?? '' }, { retry: 'never' });
  return { runId, at: manifest.at, file: backupDatabase(context.machine, runId) };
}

/** The copy of the present orders that this run has made: what stands between them and being lost. */
const safetyCopy = (context: ActionContext) => backupDatabase(context.machine, context.runId);

/** Noted before the present orders are replaced: without it there is nothing to take back. */
const placedFile = (context: ActionContext) => runFile(context.machine, context.runId, 'placed');

async function refuseDamaged(context: ActionContext, runId: string): Promise<void> {
  const found = await proveBackup(context.machine, runId);
  if (!found.proven) throw refuse('backup.not-whole', { runId, file: found.file }, { retry: 'never' });
}

/**
 * Restores the chosen backup to scratch, and makes it ready beside the present database, while the service still prints. Notes how
 * the printer was, so that what was dead before is not held against the run.
 */
export const proveChosenBackup: Action = {
  async prepare(context) {
    const settings = currentSettings(context.at);
    const address = settings.PRINTER_IP ?? '';
    const printer = address === '' ? null : await printerAnswers(address, Number(settings.PRINTER_PORT ?? 9100));
    return { printer };
  },
  check: async () => null,
  async act(context) {
    const backup = chosenBackup(context);
    const present = databaseFile(context.at);
    if (!existsSync(present)) throw refuse('database.damaged', { path: present, problem: 'the file is not there' });
    const needed = 2 * statSync(backup.file).size + 2 * databaseBytes(context.at) + spareBytes;
    const { bavail, bsize } = statfsSync(dirname(present));
    if (bavail * bsize < needed) throw refuse('disk.full', { path: dirname(present) });
    await refuseDamaged(context, backup.runId);
    await makeReady(context.at, backup, readyFile(context.at), context.signal);
    checkIntegrity(readyFile(context.at), false);
    return proof('backup-fits');
  },
  async undo(context) {
    for (const file of [readyFile(context.at), `${readyFile(context.at)}.partial`]) removeDatabase(file);
    return proof('nothing-to-undo');
  },
};

/** Writes what the present orders have and the backup has not into the folder of the safety copy. */
export const exportNewerRows: Action = {
  check: async () => null,
  async act(context) {
    const ready = await readyBackup(context);
    const pair = { backup: ready, present: safetyCopy(context) };
    const found = await compare(context.at, pair, context.signal);
    const about = { runId: context.runId, backup: chosenBackup(context).runId, ...found };
    const folder = join(backupFolder(context.machine, context.runId), 'newer');
    const tables = await exportNewer(pair, folder, about, context.signal);
    for (const { name, rows } of tables) context.say(`${name}: ${rows}`);
    if (found.newer.orders === 0) return proof('nothing-newer');
    const sum = (count: (table: (typeof tables)[number]) => number) =>
      tables.reduce((total, table) => total + count(table), 0);
    return proof('newer-exported', {
      orders: found.newer.orders,
      rows: sum(({ rows }) => rows),
      bytes: sum(({ size }) => size),
    });
  },
};

/**
 * Puts the backup in the place of the present orders, by one rename. What came since is carried over from the safety copy by the
 * release's own code. The way back does the same the other way round, so that what came after the restoring is kept too.
 */
export const restoreDatabase: Action = {
  // all of it comes from files that nobody changes: done again, it comes to the same
  check: async () => null,
  async act(context) {
    const backup = chosenBackup(context);
    const ready = await readyBackup(context);
    const how = { notPrinted: 'ask', backupAt: backup.at } as const;
    const carried = await carry(context.at, { backup: ready, present: safetyCopy(context) }, how, context.signal);
    await place(context, ready);
    return carried.orders === 0 && carried.held === 0
      ? proof('backup-restored-plain')
      : proof('backup-restored', { orders: carried.orders, held: carried.held });
  },
  async undo(context) {
    const ready = readyFile(context.at);
    if (!existsSync(placedFile(context))) return proof('nothing-to-undo');
    await context.machine.services.stopService();
    await refuseDamaged(context, context.runId);
    await makeReady(context.at, { runId: context.runId, file: safetyCopy(context) }, ready, context.signal);
    const pair = { backup: ready, present: databaseFile(context.at) };
    // nobody has chosen the way back: what waits goes on
    await carry(context.at, pair, { notPrinted: 'go-on', backupAt: '' }, context.signal);
    await place(context, ready);
    return proof('backup-returned');
  },
};

/** The backup as the first step has made it ready; made once more where a crash came after it was put in place. */
async function readyBackup(context: ActionContext): Promise<string> {
  const ready = readyFile(context.at);
  if (!existsSync(ready)) await makeReady(context.at, chosenBackup(context), ready, context.signal);
  return ready;
}

async function place(context: ActionContext, ready: string): Promise<void> {
  checkIntegrity(ready, true);
  writeDurably(placedFile(context), '');
  putInPlace(ready, databaseFile(context.at));
  await giveToService(context.machine, pathOn(context.machine, context.at.place), ['data']);
}
