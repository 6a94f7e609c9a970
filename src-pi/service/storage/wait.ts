import { rmSync, statfsSync } from 'node:fs';
import { Refusal } from '../../../src-shared/contract/errors.ts';
import { waitingServer } from '../api/waiting-server.ts';
import { now } from '../database/times.ts';
import type { Log } from '../life/log.ts';
import type { Supervisor } from '../life/supervisor.ts';
import type { StoragePlaces } from './places.ts';

const tryAgainMilliseconds = 2000;
/** With less than this free a database cannot even be opened. */
const hardlyAnyBytes = 1024 * 1024;

/**
 * Does `open`, and as long as the disk does not let it, waits and says so on the service's own address. A disk that is full to the
 * last byte gets the reserve. Throws what else `open` throws.
 */
export async function waitForDisk<Opened>(
  parts: {
    readonly places: StoragePlaces;
    readonly where: { readonly fd: number } | { readonly host: string; readonly port: number };
    readonly log: Log;
    readonly supervisor: () => Supervisor;
  },
  open: () => Promise<Opened>,
): Promise<Opened> {
  let stop: (() => Promise<void>) | null = null;
  let supervised: Supervisor | null = null;
  try {
    for (;;) {
      try {
        return await open();
      } catch (error) {
        const state = diskState(error);
        if (state === null) throw error;
        if (giveReserveFree(parts.places)) {
          parts.log.error({ reserve: 'released' }, 'the disk is full');
          continue;
        }
        if (stop === null) {
          parts.log.fatal({ error: String(error) }, 'the disk takes nothing: waiting for it');
          stop = await waitingServer(parts.where, { state, since: now(), detail: String(error), backupAt: null });
          supervised = parts.supervisor();
          supervised.ready();
        }
      }
      await new Promise((done) => setTimeout(done, tryAgainMilliseconds));
    }
  } finally {
    supervised?.stop();
    await stop?.();
  }
}

function diskState(error: unknown): 'full' | 'read-only' | null {
  if (!(error instanceof Refusal)) return null;
  if (error.error.code === 'disk.full') return 'full';
  return error.error.code === 'disk.read-only' ? 'read-only' : null;
}

function giveReserveFree({ reserve, data }: StoragePlaces): boolean {
  try {
    const { bavail, bsize } = statfsSync(data);
    if (bavail * bsize > hardlyAnyBytes) return false;
    rmSync(reserve);
    return true;
  } catch {
    return false;
  }
}
