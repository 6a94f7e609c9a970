import type { Connection } from './connection.ts';
import { appendEvent, readMeta, writeMeta } from './journal.ts';
import { silenceKey } from './meta-keys.ts';

/** Records that the service did not answer since an instant, and does again: once for each name, in one transaction. */
export function noteSilence(database: Connection, silence: { id: string; since: string }): void {
  if (readMeta(database, silenceKey) === silence.id) return;
  const data = { type: 'service_silent', subject: '', severity: 'critical' };
  database.transaction(() => {
    writeMeta(database, silenceKey, silence.id);
    appendEvent(database, 'alert-raised', {}, data, silence.since);
    appendEvent(database, 'alert-cleared', {}, data);
  })();
}
