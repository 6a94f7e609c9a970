import { setTimeout as wait } from 'node:timers/promises';
import type { DatabaseClient } from '../database/client.ts';
import type { IncidentRow } from '../database/incidents.ts';

const patienceMilliseconds = 3000;
const betweenAttempts = 30_000;

/**
 * While nothing can be written there is no outbox either; that very thing must be told all the same. `send` hands a mail over from memory
 * and answers whether it went out.
 */
export function startStorageAlarm(parts: {
  readonly database: Pick<DatabaseClient, 'onStorage' | 'fault'>;
  now(): string;
  send(incident: IncidentRow): Promise<boolean>;
}): { told(): readonly string[]; stop(): void } {
  const { database } = parts;
  const stopping = new AbortController();
  let told = false;
  let isTelling = false;

  const tell = async (fault: string) => {
    const opened = parts.now();
    await wait(patienceMilliseconds, null, { signal: stopping.signal });
    while (database.fault() !== null && !told) {
      told = await parts.send(storageIncident(fault, opened));
      if (!told) await wait(betweenAttempts, null, { signal: stopping.signal });
    }
  };
  const stopListening = database.onStorage((news) => {
    if (news.kind !== 'fault' || news.fault === null || isTelling) return;
    isTelling = true;
    told = false;
    tell(news.fault)
      .catch(() => {})
      .finally(() => {
        isTelling = false;
      });
  });
  return {
    told: () => (told ? ['system_error/storage'] : []),
    stop() {
      stopListening();
      stopping.abort();
    },
  };
}

/** What cannot be written, as if it had been. */
function storageIncident(fault: string, opened: string): IncidentRow {
  return {
    id: 0,
    type: 'system_error',
    subject: 'storage',
    severity: 'critical',
    opened_at: opened,
    cleared_at: null,
    closed_at: null,
    raised: 1,
    fate: 'sent',
    mail_id: null,
    data: JSON.stringify({ fault }),
  };
}
