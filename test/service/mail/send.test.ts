import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { MailAccount } from '../../../src-pi/service/mail/account.ts';
import { sendMail } from '../../../src-pi/service/mail/send.ts';
import type { MailCause } from '../../../src-shared/mail/causes.ts';
import { type Authority, makeAuthority } from '../../support/mail/certificates.ts';
import {
  type Fault,
  type MailServer,
  type MailServerOptions,
  startMailServer,
} from '../../support/mail/mail-server.ts';

let authority: Authority;
let server: MailServer | null = null;
beforeAll(() => {
  authority = makeAuthority();
});
afterAll(() => authority.remove());
afterEach(async () => {
  await server?.stop();
  server = null;
});

const password = 'geheim-4711';
const noTokens = { get: () => Promise.reject(new Error('no token is needed')), stop: () => {} };
const mail = {
  messageId: '<1@example.de>',
  to: ['chef@example.de'],
  subject: 'Drucker „Küche“ antwortet nicht',
  text: 'Bitte prüfen Sie das Kabel.',
  date: new Date('2026-11-23T18:00:00Z'),
};

async function attempt(
  options: Partial<MailServerOptions> = {},
  account: Partial<MailAccount> = {},
  to: readonly string[] = mail.to,
) {
  const certificate = options.certificate ?? authority.issue('localhost');
  server = await startMailServer({ security: 'starttls', ...options, certificate });
  const full: MailAccount = {
    server: 'localhost',
    port: server.port,
    security: 'starttls',
    user: 'rosa@example.de',
    signIn: { kind: 'password', password },
    from: 'rosa@example.de',
    restaurant: 'Bei Rosa',
    ...account,
  };
  return sendMail(full, { ...mail, to }, { authorities: [authority.cert], tokens: noTokens });
}

test.each(['tls', 'starttls'] as const)(
  'a mail is handed over by %s, and nothing of it is readable on the wire',
  async (security) => {
    expect(await attempt({ security }, { security })).toEqual({ handedOver: true, refused: [] });
    expect(server?.mails).toHaveLength(1);
    expect(server?.mails[0]?.text).toMatch(/Auto-Submitted: auto-generated/);
    expect(server?.mails[0]?.text).toMatch(/Date: Mon, 23 Nov 2026 18:00:00 \+0000/);
    const wire = server?.bytes().toString('latin1') ?? '';
    expect(wire).not.toMatch(/AUTH|MAIL FROM|rosa/);
  },
);

/** Before anything is said about who we are, the line must be safe: not one byte of a sign-in goes out. */
test.each<[MailCause, Partial<MailServerOptions>, Partial<MailAccount>, (() => Partial<MailServerOptions>)?]>([
  ['no-encryption', { security: 'none' }, {}],
  ['wrong-encryption', { security: 'starttls' }, { security: 'tls' }],
  ['wrong-encryption', { security: 'tls' }, { security: 'starttls' }],
  ['certificate-other-name', {}, {}, () => ({ certificate: authority.issue('mail.example.net') })],
  ['certificate-expired', {}, {}, () => ({ certificate: authority.issue('localhost', -1) })],
])('%s: the password stays here', { timeout: 20_000 }, async (cause, options, account, more) => {
  expect(await attempt({ ...options, ...more?.() }, account)).toMatchObject({ handedOver: false, cause });
  expect(server?.mails).toEqual([]);
  const wire = server?.bytes().toString('latin1') ?? '';
  expect(wire).not.toMatch(/AUTH/);
  expect(wire).not.toContain(Buffer.from(password).toString('base64').replace(/=+$/, ''));
});

test('a certificate of nobody we trust ends it, too', async () => {
  const stranger = makeAuthority();
  const certificate = stranger.issue('localhost');
  stranger.remove();
  expect(await attempt({ certificate })).toMatchObject({ cause: 'certificate-untrusted' });
  expect(server?.bytes().toString('latin1')).not.toMatch(/AUTH/);
});

test.each<[MailCause, Fault]>([
  ['server-busy', { at: 'call', reply: '421 4.3.2 Service not available' }],
  ['app-password-needed', { at: 'sign-in', reply: '534 5.7.9 Application-specific password required' }],
  [
    'password-sign-in-ended',
    { at: 'sign-in', reply: '535 5.7.139 Authentication unsuccessful, basic authentication is disabled' },
  ],
  [
    'sending-locked-by-admin',
    { at: 'sign-in', reply: '535 5.7.139 SmtpClientAuthentication is disabled for the Tenant' },
  ],
  ['sign-in-refused', { at: 'sign-in', reply: '535 5.7.8 Username and Password not accepted' }],
  ['too-many-sign-ins', { at: 'sign-in', reply: '454 4.7.0 Too many login attempts, please try again later' }],
  ['sender-not-allowed', { at: 'sender', reply: '553 5.7.1 Sender address rejected: not owned by user' }],
  ['relay-refused', { at: 'recipient', reply: '554 5.7.1 Relay access denied' }],
  ['recipient-unknown', { at: 'recipient', reply: '550 5.1.1 User unknown' }],
  ['greylisted', { at: 'recipient', reply: '451 4.7.1 Greylisting in action' }],
  ['recipient-full', { at: 'recipient', reply: '452 4.2.2 Mailbox full' }],
  ['taken-for-forged', { at: 'text', reply: '550 5.7.26 Unauthenticated email' }],
  ['taken-for-spam', { at: 'text', reply: '554 5.7.1 Spam message rejected' }],
  ['limit-reached', { at: 'text', reply: '550 5.4.5 Daily user sending limit exceeded' }],
  ['server-busy', { at: 'text', reply: '451 4.3.2 Please try again later' }],
  ['password-sign-in-ended', { at: 'sign-in', reply: '550 5.7.30 Basic authentication is not supported' }],
  ['account-locked', { at: 'sign-in', reply: '535 5.7.0 Account is locked' }],
  ['web-sign-in-needed', { at: 'sign-in', reply: '534 5.7.14 Please log in via your web browser' }],
  ['program-access-off', { at: 'sign-in', reply: '535 POP3/IMAP/SMTP ist deaktiviert' }],
  ['policy-forbids-sign-in', { at: 'sign-in', reply: '535 5.7.3 AADSTS53003: Access has been blocked by policy' }],
  ['consent-needed', { at: 'sign-in', reply: '535 5.7.3 AADSTS65001: consent_required' }],
  ['token-expired', { at: 'sign-in', reply: '535 5.7.3 invalid_grant: token has been revoked' }],
  ['not-signed-in', { at: 'sender', reply: '530 5.7.57 Client not authenticated to send mail' }],
  ['sender-not-allowed', { at: 'sender', reply: '550 5.7.60 Client does not have permissions to send as this sender' }],
  ['sender-domain-unknown', { at: 'sender', reply: '550 5.1.8 Domain of sender address does not exist' }],
  ['recipient-unknown', { at: 'recipient', reply: '550 5.1.10 Recipient not found' }],
  ['address-on-blocklist', { at: 'recipient', reply: '554 5.7.1 Client host blocked using zen.spamhaus.org' }],
  ['own-mailbox-full', { at: 'text', reply: '452 4.3.1 Insufficient system storage' }],
  ['too-large', { at: 'text', reply: '552 5.3.4 Message size exceeds fixed limit' }],
  ['unknown', { at: 'text', reply: '554 5.0.0 Kaputt, nobody knows why' }],
])('%s, from %j', async (cause, fault) => {
  const result = await attempt({ fault });
  expect(result).toMatchObject({ handedOver: false, cause });
  expect(server?.mails).toEqual([]);
});

test('a server that offers no sign-in is not believed, and one that says the password back does not get it into the answer', async () => {
  expect(await attempt({ withoutSignIn: true })).toMatchObject({ cause: 'no-sign-in-offered' });
  await server?.stop();
  const plain = Buffer.from(`\0rosa@example.de\0${password}`).toString('base64');
  const result = await attempt({ fault: { at: 'sign-in', reply: `535 5.7.8 wrong: ${password} ${plain}` } });
  expect(result).toMatchObject({ cause: 'sign-in-refused' });
  expect(JSON.stringify(result)).not.toContain(password);
  expect(JSON.stringify(result)).not.toContain(plain.replace(/=+$/, ''));
});

test.each(['PLAIN', 'LOGIN'] as const)('a server that knows only %s is signed in to', async (method) => {
  expect(await attempt({ methods: [method] })).toEqual({ handedOver: true, refused: [] });
});

test('where a server refuses one of two recipients, the other gets the mail, and who did not is said', async () => {
  const result = await attempt({ refusedRecipient: 'weg@example.de' }, {}, ['chef@example.de', 'weg@example.de']);
  expect(result).toEqual({ handedOver: true, refused: ['weg@example.de'] });
  expect(server?.mails[0]?.to).toEqual(['chef@example.de']);
});
