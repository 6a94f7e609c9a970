import { describe, expect, test } from 'vitest';
import {
  addressesOf,
  draftFor,
  freshDraft,
  keptDraft,
  type MailDraft,
  problemOfAddresses,
  recognitionOf,
  wishOf,
} from '../../src-renderer/screens/mail/mail-draft.ts';
import { emptyServer, serverOf, typedServer, withSecurity } from '../../src-renderer/screens/mail/own-server.ts';
import { clientOf, signInWays } from '../../src-renderer/screens/mail/sign-in-way.ts';
import type { SignInClient } from '../../src-shared/contract/mail-sign-in.ts';
import { mailWishSchema } from '../../src-shared/mail/schema.ts';
import { handedOver, nothingSetUp, ownFound, ownUnknown, proven, recognisedAs } from './scenes/mail-answers.ts';

const address = 'loewen.stuttgart@gmail.com';
const typed: MailDraft = {
  ...freshDraft,
  targetId: 'kitchen',
  page: 'receivers',
  from: ` ${address} `,
  recognition: recognisedAs('gmail', address),
  recognisedFor: address,
  password: 'abcd efgh ijkl mnop',
  to: 'maria@loewen.de; kueche@loewen.de',
  restaurant: ' Gasthaus Löwen ',
};
const own = (change: Partial<MailDraft>): MailDraft => ({
  ...typed,
  from: 'bon@loewen.de',
  recognisedFor: 'bon@loewen.de',
  password: ' with spaces ',
  ...change,
});

const microsoft = (clientId: string): SignInClient => ({
  issuer: 'microsoft',
  name: 'Microsoft',
  clientId,
  wantsSecret: false,
  hasSecret: false,
  registrationPage: 'https://entra.microsoft.com/',
  providers: ['outlook', 'microsoft-365'],
  offersCode: true,
});

describe('what the Pi is to try', () => {
  test('at a known provider: its servers in their order, the address trimmed, the app password without the spaces it is shown with', () => {
    const wish = wishOf(typed, 'de');
    expect(mailWishSchema.parse(wish)).toMatchObject({
      account: { server: 'smtp.gmail.com', port: 465, user: address, from: address, password: 'abcdefghijklmnop' },
      alternatives: [{ server: 'smtp.gmail.com', port: 587, user: address }],
      to: ['maria@loewen.de', 'kueche@loewen.de'],
      restaurant: 'Gasthaus Löwen',
      language: 'de',
    });
  });

  test('a password that is no app password stays as it was typed', () => {
    const wish = wishOf(own({ recognition: ownFound }), 'en');
    expect(wish?.account).toMatchObject({ server: 'mail.loewen-stuttgart.de', password: ' with spaces ' });
  });

  test('what somebody typed about an own server takes the place of what was found; at a known provider it counts for nothing', () => {
    const server = { ...emptyServer, server: ' Mail.Loewen.de ', port: '2525', security: 'starttls' as const };
    expect(wishOf(own({ recognition: ownFound, own: server }), 'de')?.account).toMatchObject({
      server: 'mail.loewen.de',
      port: 2525,
      user: 'bon@loewen.de',
    });
    expect(wishOf({ ...typed, own: server }, 'de')?.account.server).toBe('smtp.gmail.com');
  });

  test('nothing, while an answer is missing or belongs to another address', () => {
    expect(wishOf({ ...typed, password: '' }, 'de')).toBeNull();
    expect(wishOf({ ...typed, to: 'maria@' }, 'de')).toBeNull();
    expect(wishOf({ ...typed, to: ' ' }, 'de')).toBeNull();
    expect(wishOf(own({ recognition: ownUnknown }), 'de')).toBeNull();
    expect(wishOf({ ...typed, from: 'other@web.de' }, 'de')).toBeNull();
  });

  test('the mailbox at work is tried again with the password that the Pi has, and with another server if one was typed', () => {
    const stored = draftFor(freshDraft, 'kitchen', proven, 0);
    expect(wishOf(stored, 'de')?.account).toMatchObject({ server: 'smtp.gmail.com', password: null });
    const account = { server: 'mail.loewen.de', port: 465, user: 'bon', from: 'bon@loewen.de' };
    const ofOwn = draftFor(freshDraft, 'kitchen', { ...proven, account }, 0);
    const changed = { ...ofOwn, own: { ...typedServer(account), port: '587', security: 'starttls' as const } };
    expect(
      wishOf({ ...changed, recognition: ownUnknown, recognisedFor: 'bon@loewen.de' }, 'de')?.account,
    ).toMatchObject({ port: 587, user: 'bon', password: null });
  });
});

describe('a draft', () => {
  test('forgets the password when the wizard closes, and asks for it again where it is needed', () => {
    const kept = keptDraft(typed);
    expect(JSON.stringify(kept)).not.toContain('abcd');
    expect(kept).toMatchObject({ page: 'sign-in', from: typed.from, to: typed.to, restaurant: typed.restaurant });
  });

  test('waits for the code of a mail that has left, as long as it is valid', () => {
    const waiting = keptDraft({ ...typed, page: 'code', sent: handedOver });
    const until = Date.parse(handedOver.codeUntil);
    expect(draftFor(waiting, 'kitchen', nothingSetUp, until - 1)).toMatchObject({ page: 'code', sent: handedOver });
    expect(draftFor(waiting, 'kitchen', nothingSetUp, until + 1)).toMatchObject({ page: 'receivers', sent: null });
  });

  test('of another Pi counts for nothing, and one that is done begins anew', () => {
    expect(draftFor(typed, 'bar', nothingSetUp, 0)).toMatchObject({ from: '', password: '', page: 'sender' });
    expect(keptDraft({ ...typed, page: 'proven' })).toEqual(freshDraft);
  });

  test('knows a mailbox only for the address it was recognised for', () => {
    expect(recognitionOf(typed)?.provider.id).toBe('gmail');
    expect(recognitionOf({ ...typed, from: 'loewen.stuttgart@gmx.de' })).toBeNull();
  });
});

test.each([
  ['a@b.de', ['a@b.de']],
  [' a@b.de,c@d.de;e@f.de  g@h.de\n', ['a@b.de', 'c@d.de', 'e@f.de', 'g@h.de']],
  ['A@b.de, a@B.de', ['a@B.de']],
  ['', []],
])('addresses as people write several: %j', (written, expected) => {
  expect(addressesOf(written)).toEqual(expected);
});

test('a wrong address is named, and so is that there are too many', () => {
  expect(problemOfAddresses('a@b.de, maria.de')).toEqual({ wrong: 'maria.de' });
  expect(problemOfAddresses(Array.from({ length: 11 }, (_, place) => `a${place}@b.de`).join(' '))).toBe('many');
  expect(problemOfAddresses(',')).toBe('none');
});

test('the usual port goes along with the kind of encryption, one of its own stays; port 25 is refused', () => {
  expect(withSecurity({ ...emptyServer, server: 'a.de' }, 'starttls')).toMatchObject({ port: '587' });
  expect(withSecurity({ ...emptyServer, port: '2465' }, 'starttls')).toMatchObject({ port: '2465' });
  expect(serverOf({ ...emptyServer, server: 'a.de', port: '25' }, 'a@a.de')).toBeNull();
  expect(serverOf({ ...emptyServer, server: 'a.de', port: '2465' }, 'a@a.de')).toEqual({
    server: 'a.de',
    port: 2465,
    user: 'a@a.de',
    security: 'tls',
  });
});

describe('ways to sign in', () => {
  const waysAt = (id: string, clients: readonly SignInClient[]) => {
    const { provider } = recognisedAs(id, address);
    return signInWays(provider, clientOf(provider, clients));
  };

  test('without a registration only a password, and none where it is of no use', () => {
    for (const clients of [[], [microsoft('')]]) {
      expect(waysAt('gmail', clients)).toEqual(['app-password']);
      expect(waysAt('web-de', clients)).toEqual(['password']);
      expect(waysAt('microsoft-365', clients)).toEqual(['password']);
      expect(waysAt('outlook', clients)).toEqual([]);
    }
  });

  test('by the browser as the data says: before a password that is about to end, behind an app password', () => {
    expect(waysAt('outlook', [microsoft('0f1e')])).toEqual(['oauth']);
    expect(waysAt('microsoft-365', [microsoft('0f1e')])).toEqual(['oauth', 'password']);
    const google: SignInClient = { ...microsoft('42.apps'), issuer: 'google', providers: ['gmail'], wantsSecret: true };
    expect(waysAt('gmail', [google])).toEqual(['app-password']);
    expect(waysAt('gmail', [{ ...google, hasSecret: true }])).toEqual(['app-password', 'oauth']);
  });

  test('a sign-in by the browser goes along by its number, for its own address, and never beside a password', () => {
    const signedIn = { id: 'sign-in-1', address: 'bon@loewen.com' };
    const recognition = recognisedAs('microsoft-365', 'bon@loewen.com');
    const draft = { ...typed, from: 'bon@loewen.com', recognisedFor: 'bon@loewen.com', recognition, signedIn };
    const without = { ...draft, password: '' };
    expect(wishOf(without, 'de')?.account).toMatchObject({ password: null, signInId: 'sign-in-1' });
    expect(wishOf(draft, 'de')?.account).toMatchObject({ password: typed.password, signInId: null });
    const other = { ...without, from: 'x@loewen.com', recognisedFor: 'x@loewen.com' };
    expect(wishOf(other, 'de')).toBeNull();
    expect(keptDraft({ ...draft, password: '' })).toMatchObject({ page: 'receivers', signedIn });
  });
});
