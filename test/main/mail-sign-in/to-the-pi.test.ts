import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keyNameOf } from '../../../src-main/calls/pair-target.ts';
import type { Bonctl } from '../../../src-main/calls/surroundings.ts';
import { createBonwart } from '../../../src-main/host/bonwart.ts';
import { parts } from '../../../src-main/host/parts.ts';
import type { RemoteHost } from '../../../src-main/ssh/remote-host.ts';
import { createSessionVault } from '../../../src-main/vault/vault.ts';
import { changeSettings } from '../../../src-pi/control/settings/change-settings.ts';
import { parseEnvironment } from '../../../src-pi/control/settings/env-file.ts';
import { setUpMails } from '../../service/mail/support.ts';
import { openRestaurant } from '../../service/support/restaurant.ts';
import { startShop } from '../../service/support/shop.ts';
import { ask, clientOf, listenUntil } from '../../support/bonwart-client.ts';
import { browse } from '../../support/mail/browse.ts';
import { makeAuthority } from '../../support/mail/certificates.ts';
import { startIssuer, testClientId } from '../../support/mail/issuer.ts';
import { startMailServer } from '../../support/mail/mail-server.ts';
import { readMail } from '../../support/mail/read-mail.ts';

/** All of it but SSH: the window's calls, the issuer, the real service, bonctl's own writing of the settings. */
test('from the sign-in over the code in the mail to settings that send by themselves', {
  timeout: 60_000,
}, async () => {
  const authority = makeAuthority();
  const shop = await startShop();
  const issuer = await startIssuer(authority.issue('localhost'));
  const server = await startMailServer({
    security: 'starttls',
    certificate: authority.issue('localhost'),
    methods: ['XOAUTH2'],
    takesToken: issuer.takesToken,
  });
  const restaurant = await openRestaurant(shop.url);
  // an older mailbox with a password is there, which goes when the new one is proven
  setUpMails(restaurant, server, authority);
  const service = await restaurant.start();
  const port = Number(new URL(service.url).port);
  const folder = mkdtempSync(join(tmpdir(), 'bonwart-to-the-pi-'));
  const vault = createSessionVault();
  const machine = { root: restaurant.root, services: { kind: 'processes' }, self: [] } as never;
  const host = {
    address: '127.0.0.1',
    forward: async () => connect(port, '127.0.0.1'),
    closed: new Promise<void>(() => {}),
    close: () => {},
  } as unknown as RemoteHost;
  const call = async (_host: unknown, _target: unknown, operation: string, request: { changes: object }) =>
    operation === 'settings.change'
      ? changeSettings({ machine, place: '/' }, request.changes)
      : { servicePort: port, settings: {} };
  const bonwart = createBonwart({
    dataFolder: folder,
    projectFolder: join(import.meta.dirname, '../../..'),
    payloadFolder: join(folder, 'payload'),
    vault,
    facts: { version: '0.0.0', host: 'browser', startIn: 'home', vault: 'session' },
    parts: { ...parts, connect: async () => host, bonctl: () => ({ call }) as unknown as Bonctl },
    mailSignIn: { issuersFile: issuer.describeIn(folder), line: { authority: authority.cert } },
  });
  try {
    const bridge = clientOf(bonwart.dispatcher);
    await vault.write(keyNameOf('kitchen'), 'a key');
    const place = { name: 'Küche', kind: 'pi', address: 'pi', port: 22, user: 'pi' } as const;
    const keys = { hostKey: 'SHA256:x', publicKey: 'ssh-ed25519 x', pairedAt: new Date().toISOString() };
    bonwart.panel.targets.save({ id: 'kitchen', ...place, ...keys });
    await ask(bridge.call('mail.setSignInClient', { issuer: 'microsoft', clientId: testClientId, clientSecret: null }));

    const request = { provider: 'outlook', address: 'rosa@example.de' };
    const events = await listenUntil(bridge, 'mail.signIn', request, (event) => {
      if (event.kind === 'open') void browse(event.url, authority.cert);
      return event.kind === 'signed-in';
    });
    const last = events.at(-1);
    const signInId = last?.kind === 'signed-in' ? last.signInId : '';

    const mailbox = { server: 'localhost', port: server.port, user: 'rosa@example.de', from: 'rosa@example.de' };
    const wish = { account: { ...mailbox, password: null, signInId }, to: ['chef@example.de'] };
    const sent = await ask(bridge.call('mail.test', { targetId: 'kitchen', wish }));
    if (!sent.handedOver) throw new Error(JSON.stringify(sent));
    // the token of the sign-in did it: there was one exchange, that of the code
    expect(issuer.exchanges).toHaveLength(1);
    const code = /(\d{6})$/.exec(readMail(server.mails.at(-1)?.text ?? '').subject)?.[1] ?? '';
    const confirmed = await ask(bridge.call('mail.confirm', { targetId: 'kitchen', testId: sent.testId, code }));
    expect(confirmed).toEqual({ outcome: 'right' });

    const file = join(restaurant.root, '.env');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(parseEnvironment(readFileSync(file, 'utf8'))).toMatchObject({
      SMTP_AUTH: 'xoauth2',
      SMTP_PASSWORD: '',
      SMTP_OAUTH_TOKEN_URL: `${issuer.url}/token`,
      SMTP_OAUTH_CLIENT_ID: testClientId,
      SMTP_OAUTH_REFRESH_TOKEN: issuer.refreshTokens().at(-1),
    });
    const view = await ask(bridge.call('mail.read', { targetId: 'kitchen' }));
    expect(view).toMatchObject({ signIn: 'browser', failure: null, provenAt: expect.any(String) });
    for (const secret of issuer.secrets) expect(JSON.stringify(view)).not.toContain(secret);

    restaurant.printer.set({ paper: 'end' });
    await expect.poll(() => server.mails.length, { timeout: 20_000 }).toBe(2);
    for (const secret of issuer.secrets) expect(service.output()).not.toContain(secret);
  } finally {
    await bonwart.close();
    await restaurant.stop();
    await server.stop();
    await issuer.stop();
    await shop.stop();
    authority.remove();
    rmSync(folder, { recursive: true, force: true });
  }
});
