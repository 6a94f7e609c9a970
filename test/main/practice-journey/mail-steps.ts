import { appendFileSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { parseEnvironment } from '../../../src-pi/control/settings/env-file.ts';
import type { Bridge } from '../../../src-shared/contract/bridge.ts';
import { ask } from '../../support/bonwart-client.ts';
import { makeAuthority } from '../../support/mail/certificates.ts';
import { type MailServer, startMailServer } from '../../support/mail/mail-server.ts';
import { readMail } from '../../support/mail/read-mail.ts';

const password = 'geheim-4711 $HOME "x"';

/** The `.env` of the practice Pi whose things lie below a folder. */
function settingsFile(folder: string): string {
  const [found] = globSync(join(folder, 'practice/**/wix-printer-service/.env'));
  if (found === undefined) throw new Error('no settings on the practice Pi');
  return found;
}

/** From nothing to a proven mail, with a wrong certificate, a wrong code and a way to the server that has to be found. */
export async function proveMails(bridge: Bridge, targetId: string, folder: string): Promise<MailServer> {
  const authority = makeAuthority();
  const certificate = authority.issue('localhost');
  // encrypted from the first byte, on a port from which nobody could know
  const server = await startMailServer({ security: 'tls', certificate, password });
  const wish = {
    account: { server: 'localhost', port: server.port, user: 'rosa@example.de', password, from: 'rosa@example.de' },
    to: ['chef@example.de'],
    restaurant: '',
    language: 'de' as const,
  };
  const before = readFileSync(settingsFile(folder), 'utf8');
  expect(await ask(bridge.call('mail.test', { targetId, wish }))).toMatchObject({
    handedOver: false,
    failure: { cause: 'certificate-untrusted', failedAt: 'encryption' },
  });
  expect(server.bytes().toString('latin1')).not.toContain('AUTH');

  const file = join(folder, 'authority.pem');
  writeFileSync(file, authority.cert);
  appendFileSync(settingsFile(folder), `# our own authority\nSMTP_AUTHORITY_FILE=${file}\n`);
  await ask(
    bridge.call('mail.setRules', { targetId, rules: (await ask(bridge.call('mail.read', { targetId }))).rules }),
  );
  const test = await ask(bridge.call('mail.test', { targetId, wish }));
  if (!test.handedOver) throw new Error(JSON.stringify(test));
  expect(test.used).toMatchObject({ port: server.port, security: 'tls' });

  const code = /(\d{6})$/.exec(readMail(server.mails.at(-1)?.text ?? '').subject)?.[1] ?? '';
  const confirm = (typed: string) => ask(bridge.call('mail.confirm', { targetId, testId: test.testId, code: typed }));
  expect(await confirm('12345')).toEqual({ outcome: 'again' });
  expect((await ask(bridge.call('mail.read', { targetId }))).account).toBeNull();
  expect(await confirm(code)).toEqual({ outcome: 'right' });
  authority.remove();

  const view = await ask(bridge.call('mail.read', { targetId }));
  expect(view).toMatchObject({ rules: { enabled: true, to: ['chef@example.de'] }, failure: null });
  expect(view.provenAt).not.toBeNull();
  expect(JSON.stringify(view)).not.toContain('geheim-4711');

  const after = readFileSync(settingsFile(folder), 'utf8');
  expect(after.startsWith(before.trimEnd())).toBe(true);
  expect(statSync(settingsFile(folder)).mode & 0o777).toBe(0o600);
  expect(parseEnvironment(after)).toMatchObject({
    SMTP_PASSWORD: password,
    SMTP_SECURITY: 'tls',
    SMTP_USE_TLS: 'true',
  });
  return server;
}

/** A rollback brings an older release back, not an older mailbox. */
export function mailsAreStillSetUp(folder: string): void {
  expect(parseEnvironment(readFileSync(settingsFile(folder), 'utf8')).SMTP_PASSWORD).toBe(password);
}
