import type { DatabaseClient } from '../database/client.ts';
import type { Log } from '../life/log.ts';
import type { StatusBoard } from '../status-board.ts';
import { type Backup, backupIsDue, makeBackup } from './backup.ts';
import { listBackups } from './backup-files.ts';
import type { StoragePlaces } from './places.ts';
import { fillReserve, freeBytes } from './reserve.ts';

export interface StorageKeeper {
  /** Makes a backup now. Throws why it could not. */
  backUp(): Promise<Backup>;
  stop(): void;
}

export interface StorageKeeperParts {
  readonly places: StoragePlaces;
  readonly database: DatabaseClient;
  readonly workerFile: string;
  readonly board: Pick<StatusBoard, 'storage'>;
  readonly log: Log;
  readonly intervalMilliseconds: number;
  /** After the start, so that what is more urgent comes first. */
  readonly firstBackupMilliseconds?: number;
  /** The file turned out damaged at work: only a new start can replace it. */
  onDamaged(detail: string): void;
}

/** Less than this free, and somebody should tidy up. */
const lowBytes = 100 * 1024 * 1024;
const firstLookMilliseconds = 5000;
/** After a start there is more urgent work than copying. */
const firstBackupMilliseconds = 5 * 60_000;
const backupDeadlineMilliseconds = 10 * 60_000;

/**
 * Looks after the disk: tells how it is, keeps the reserve filled, makes the nightly backup and deletes events that nobody can ask
 * for any more. What is told goes to the status at once, and into the events as soon as these can be written.
 */
export function startStorageKeeper(parts: StorageKeeperParts): StorageKeeper {
  const { places, database, board, log } = parts;
  let reserveReleased = false;
  let low = false;
  let faultSince: number | null = null;
  let backupFailed = false;
  let backingUp: Promise<Backup> | null = null;
  let stopped = false;
  const startedAt = performance.now();

  const record = (kind: string, data: Record<string, unknown>) => {
    log[kind === 'backup-made' || kind.endsWith('-over') ? 'info' : 'error']({ kind, ...data }, 'storage');
    database.call('record', { kind, data }).catch((error) => log.error({ error: String(error) }, 'not recorded'));
  };
  const tellState = () => {
    if (database.fault() !== null) return;
    const detail = reserveReleased ? 'reserve-in-use' : low ? 'little-room' : '';
    board.storage({ state: reserveReleased || low ? 'low' : 'ok', detail });
  };
  const stopListening = database.onStorage((news) => {
    if (news.kind === 'reserve-released') {
      reserveReleased = true;
      record('storage-reserve-released', {});
      tellState();
      return;
    }
    if (news.fault !== null) {
      faultSince ??= Date.now();
      board.storage({ state: news.fault, detail: news.detail });
      // What waits for the disk is recorded when it is back; the log may be on another one.
      record('storage-fault', { fault: news.fault, detail: news.detail });
      if (news.fault === 'damaged') parts.onDamaged(news.detail);
      return;
    }
    record('storage-fault-over', { seconds: Math.round((Date.now() - (faultSince ?? Date.now())) / 1000) });
    faultSince = null;
    tellState();
  });

  const lookAtRoom = async () => {
    if (database.fault() !== null) return;
    const filled = await fillReserve(places.reserve, places.data).catch(() => false);
    if (filled && reserveReleased) record('storage-reserve-over', {});
    reserveReleased &&= !filled;
    const free = await freeBytes(places.data);
    if (free < lowBytes && !low) record('storage-low', { freeBytes: free });
    if (free >= lowBytes && low) record('storage-low-over', { freeBytes: free });
    low = free < lowBytes;
    tellState();
  };
  const backUp = (): Promise<Backup> => {
    backingUp ??= makeBackup({
      workerFile: parts.workerFile,
      database: places.database,
      folder: places.backups,
      deadlineMilliseconds: backupDeadlineMilliseconds,
    }).finally(() => {
      backingUp = null;
    });
    return backingUp;
  };
  const nightly = async () => {
    const justStarted = performance.now() - startedAt < (parts.firstBackupMilliseconds ?? firstBackupMilliseconds);
    if (justStarted || database.fault() !== null || !backupIsDue(places.backups, new Date())) return;
    try {
      const { path, bytes } = await backUp();
      backupFailed = false;
      record('backup-made', { path, bytes });
      while (!stopped && (await database.call('pruneEvents')));
      while (!stopped && (await database.call('indexOrders')));
    } catch (error) {
      if (!backupFailed) record('backup-failed', { problem: String(error) });
      backupFailed = true;
    }
  };
  let indexed = false;
  const look = async () => {
    timer = null;
    try {
      await lookAtRoom();
      // Once after the start, so that the first search finds all; from then on each search takes up what is new.
      while (!indexed && !stopped && database.fault() === null) indexed = !(await database.call('indexOrders'));
      await nightly();
      board.storage({ backupAt: listBackups(places.backups)[0]?.at.toISOString() ?? null });
    } catch (error) {
      log.warn({ error: String(error) }, 'could not look after the storage');
    }
    if (!stopped) timer = setTimeout(look, parts.intervalMilliseconds);
  };
  let timer: NodeJS.Timeout | null = setTimeout(look, Math.min(firstLookMilliseconds, parts.intervalMilliseconds));
  return {
    backUp,
    stop() {
      stopped = true;
      stopListening();
      if (timer) clearTimeout(timer);
    },
  };
}
