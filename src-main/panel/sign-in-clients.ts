import type { MailIssuerId } from '../../src-shared/mail/issuers.ts';
import type { PanelDatabase } from './database.ts';

/** As what Bonwart is registered with those who sign people in to mailboxes. Ids are public; a secret that belongs to one is in the vault. */
export function createSignInClientStore(database: PanelDatabase) {
  const select = database.prepare('SELECT value FROM preferences WHERE key = ?').pluck();
  const upsert = database.prepare(
    'INSERT INTO preferences (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const keyOf = (issuer: MailIssuerId) => `mail-client.${issuer}`;
  return {
    /** Empty if there is none. */
    read: (issuer: MailIssuerId): string => String(select.get(keyOf(issuer)) ?? '').slice(0, 300),
    write: (issuer: MailIssuerId, clientId: string): void => {
      upsert.run(keyOf(issuer), clientId);
    },
  };
}
