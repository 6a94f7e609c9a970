import { rmSync } from 'node:fs';
import type { DatabaseClient } from '../database/client.ts';
import type { Log } from '../life/log.ts';
import { readSilence, silenceFile } from '../watcher/silence-file.ts';

/** That somebody outside found this service silent, until it has told that this is over. */
export interface OwnSilence {
  /** `type/subject` of what its watcher has told by a mail, see `takeNotices`. */
  told(): readonly string[];
  stop(): void;
}

const lookEveryMilliseconds = 30_000;

/**
 * Takes over what the watcher outside has noted: an incident with its true time that is over now, told or not. In the database first, then the note is removed; a kill
 * between the two changes nothing, because the note has a name that is remembered.
 */
export async function takeOverSilence(parts: {
  readonly database: Pick<DatabaseClient, 'call' | 'fault'>;
  readonly log: Log;
  readonly dataFolder: string;
  readonly lookEveryMilliseconds?: number;
}): Promise<OwnSilence> {
  const { database, log, dataFolder } = parts;
  let told = false;
  const look = async () => {
    const silence = readSilence(dataFolder);
    if (silence === null || database.fault() !== null) return;
    told = silence.told;
    await database.call('noteSilence', silence);
    rmSync(silenceFile(dataFolder), { force: true });
    log.warn({ since: silence.since, told: silence.told }, 'was silent');
  };
  const lookSafely = () => look().catch((error) => log.error({ error: String(error) }, 'own silence'));
  await lookSafely();
  const timer = setInterval(lookSafely, parts.lookEveryMilliseconds ?? lookEveryMilliseconds);
  timer.unref();
  return { told: () => (told ? ['service_silent/'] : []), stop: () => clearInterval(timer) };
}
