import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { places, unitNames } from '../../../src-shared/bonctl/places.ts';
import type { BackupManifest } from '../../../src-shared/bonctl/stored.ts';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { backupFolder } from '../backups/backups.ts';
import { checkIntegrity, copyAndCount, databaseFile, rowCounts } from '../database/database-file.ts';
import { readIfThere, syncFolder, writeDurably } from '../files/durable.ts';
import { pathOn, placeOn } from '../machine.ts';
import { currentVersion } from '../releases/releases.ts';
import { settingsFile } from '../settings/service-settings.ts';
import { hashOf } from '../store/store.ts';
import { type Action, type ActionContext, proof } from './action.ts';

type BackupFile = BackupManifest['files'][number];

const folderOf = (context: ActionContext) => backupFolder(context.machine, context.runId);

/**
 * Copies what the restaurant cannot replace — orders, settings, units — and proves the copy by opening it: SQLite finds it
 * whole, and every table has as many rows as were there when the copy was made.
 */
export const backup: Action = {
  check: async (context) => {
    const text = readIfThere(join(folderOf(context), 'manifest.json'));
    return text === null ? null : proofOf(JSON.parse(text) as { files: BackupFile[] });
  },
  async act(context) {
    const folder = folderOf(context);
    const scratch = `${folder}.partial`;
    rmSync(scratch, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(scratch, { recursive: true, mode: 0o700 });
    const files = [await backUpDatabase(context, scratch), ...(await copyOthers(context, scratch))].filter(
      (file) => file !== null,
    );
    const manifest: BackupManifest = {
      format: 1,
      runId: context.runId,
      at: new Date().toISOString(),
      release: currentVersion(context.at),
      files,
    };
    writeDurably(join(scratch, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`, 0o600);
    renameSync(scratch, folder);
    syncFolder(placeOn(context.machine, 'backups'));
    return proofOf(manifest);
  },
};

function proofOf(manifest: { files: BackupFile[] }) {
  const bytes = manifest.files.reduce((sum, file) => sum + file.size, 0);
  return proof('backup-proven', { files: manifest.files.length, bytes });
}

async function backUpDatabase(context: ActionContext, folder: string): Promise<BackupFile | null> {
  const source = databaseFile(context.at);
  if (!existsSync(source)) return null;
  const copy = join(folder, 'printer_service.db');
  const counted = await copyAndCount(source, copy);
  checkIntegrity(copy, true);
  const restored = rowCounts(copy);
  // the service goes on taking orders meanwhile: the copy may have more rows than were counted, never fewer
  const short = Object.keys(counted).find((table) => (restored[table] ?? 0) < (counted[table] ?? 0));
  if (short) throw refuse('database.damaged', { path: copy, problem: `the copy of ${short} lacks rows` });
  for (const [table, rows] of Object.entries(restored)) context.say(`${table}: ${rows}`);
  return describeFile(copy, 'printer_service.db');
}

async function copyOthers(context: ActionContext, folder: string): Promise<BackupFile[]> {
  const sources: [string, string][] = [
    [settingsFile(context.at), '.env'],
    [pathOn(context.machine, join(places.units, unitNames.service)), unitNames.service],
    [pathOn(context.machine, join(places.units, unitNames.socket)), unitNames.socket],
  ];
  const copies: BackupFile[] = [];
  for (const [source, name] of sources.filter(([path]) => existsSync(path))) {
    const copy = join(folder, name);
    copyFileSync(source, copy);
    chmodSync(copy, 0o600);
    copies.push(await describeFile(copy, name));
  }
  return copies;
}

async function describeFile(path: string, name: string): Promise<BackupFile> {
  return { name, sha256: await hashOf(path), size: statSync(path).size };
}
