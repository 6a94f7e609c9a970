import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadMailProviders, providerOfMailServer } from '../../../src-main/mail-providers/load.ts';
import { mailProvidersSchema, providerFactsLastDays } from '../../../src-shared/mail/providers.ts';

const providers = loadMailProviders(fileURLToPath(new URL('../../../resources/mail-providers.json', import.meta.url)));
const provider = (id: string) => {
  const found = providers.find((one) => one.id === id);
  if (!found) throw new Error(`no provider ${id}`);
  return found;
};
const places = (id: string) => provider(id).servers.map(({ server, port }) => `${server}:${port}`);

test('the providers of the plan are there, custom last', () => {
  const wanted = [
    'gmail',
    'outlook',
    'microsoft-365',
    'yahoo',
    'icloud',
    'gmx',
    'web-de',
    'ionos',
    'strato',
    'telekom',
  ];
  expect(providers.map(({ id }) => id)).toEqual(expect.arrayContaining(wanted));
  expect(providers.at(-1)?.id).toBe('custom');
});

test('what is different from what one would guess is right', () => {
  expect(provider('web-de')).toMatchObject({ user: 'local-part', userAlso: 'address' });
  expect(places('web-de')).toEqual(['smtp.web.de:465', 'smtp.web.de:587']);
  expect(places('gmx')).toEqual(['mail.gmx.net:465', 'mail.gmx.net:587']);
  expect(provider('gmx').domains).not.toContain('gmx.com');
  expect(places('gmx-com')[0]).toBe('mail.gmx.com:465');
  expect(provider('outlook')).toMatchObject({ signIn: ['oauth'], status: 'no-password' });
  expect(provider('microsoft-365')).toMatchObject({ status: 'ending', servers: [{ server: 'smtp.office365.com' }] });
  expect(provider('gmail').signIn[0]).toBe('app-password');
  expect(provider('telekom').signIn).toEqual(['app-password']);
  expect(places('telekom')[0]).toBe('securesmtp.t-online.de:465');
  expect(places('icloud')).toEqual(['smtp.mail.me.com:587']);
  expect(places('ionos')).toEqual(['smtp.ionos.de:465', 'smtp.ionos.de:587']);
  expect(places('strato')).toEqual(['smtp.strato.de:465', 'smtp.strato.de:587']);
});

test('only ports for signing in are offered, and a password has a guide', () => {
  for (const { id, servers, signIn, guide } of providers) {
    for (const { port } of servers) expect([465, 587], id).toContain(port);
    if (id !== 'custom') expect(servers.length, id).toBeGreaterThan(0);
    if (id !== 'custom' && signIn.some((kind) => kind !== 'oauth')) expect(guide.length, id).toBeGreaterThan(1);
  }
  const [first] = providers;
  const bad = { providers: [{ ...first, servers: [{ server: 'a.example', port: 25 }] }, provider('custom')] };
  expect(mailProvidersSchema.safeParse(bad).success).toBe(false);
});

test('mail servers name their provider, the nearest pattern first', () => {
  const named = (name: string) => providerOfMailServer(providers, name)?.id;
  expect(named('lion-de.mail.protection.outlook.com')).toBe('microsoft-365');
  expect(named('outlook-com.olc.protection.outlook.com')).toBe('outlook');
  expect(named('ASPMX.L.GOOGLE.com.')).toBe('gmail');
  expect(named('mx00.kundenserver.de')).toBe('ionos');
  expect(named('smtpin.rzone.de')).toBe('strato');
  expect(named('mx.notgoogle.com')).toBeUndefined();
});

test('the facts are not older than they may be', () => {
  const days = (date: string) => (Date.now() - Date.parse(date)) / 86_400_000;
  for (const { id, verifiedAt } of providers)
    if (days(verifiedAt) > providerFactsLastDays)
      console.warn(
        `mail-providers.json: ${id} was verified on ${verifiedAt}, more than ${providerFactsLastDays} days ago`,
      );
  expect(providers.every(({ verifiedAt }) => days(verifiedAt) > -2)).toBe(true);
});
