import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Authority } from '../../support/mail/certificates.ts';
import type { MailServer } from '../../support/mail/mail-server.ts';
import { type ReadMail, readMail } from '../../support/mail/read-mail.ts';
import type { Restaurant } from '../support/restaurant.ts';

export const password = 'geheim-4711';

/** Writes how mails are set up into the restaurant's `.env`, beside what is there; the later line of a key counts. */
export function setUpMails(
  { root }: Pick<Restaurant, 'root'>,
  server: Pick<MailServer, 'port'>,
  authority: Authority,
  more: Readonly<Record<string, string>> = {},
): void {
  const file = join(root, 'authority.pem');
  writeFileSync(file, authority.cert);
  const settings = {
    SMTP_SERVER: 'localhost',
    SMTP_PORT: String(server.port),
    SMTP_USERNAME: 'rosa@example.de',
    SMTP_PASSWORD: password,
    SMTP_AUTHORITY_FILE: file,
    NOTIFICATION_ENABLED: 'true',
    NOTIFICATION_FROM_EMAIL: 'rosa@example.de',
    NOTIFICATION_TO_EMAILS: 'chef@example.de',
    NOTIFICATION_STABLE_SECONDS: '0.2',
    RESTAURANT_NAME: 'Bei Rosa',
    ...more,
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
  appendFileSync(join(root, '.env'), `${lines.join('\n')}\n`);
}

export function inbox(server: Pick<MailServer, 'mails'>): ReadMail[] {
  return server.mails.map(({ text }) => readMail(text));
}
