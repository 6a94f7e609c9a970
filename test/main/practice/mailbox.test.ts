import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Practice } from '../../../src-main/practice/interface.ts';
import type { MailAccount } from '../../../src-pi/service/mail/account.ts';
import { sendMail } from '../../../src-pi/service/mail/send.ts';
import { practiceMailSchema, practiceStateSchema } from '../../../src-shared/contract/practice.ts';
import { mailRecognitionSchema } from '../../../src-shared/mail/recognition.ts';
import { begin, scratch } from './bench.ts';

const running: Practice[] = [];
async function start(directory = scratch()): Promise<Practice> {
  const practice = await begin(directory);
  running.push(practice);
  return practice;
}
afterEach(async () => {
  for (const practice of running.splice(0)) await practice.stop();
});

const tokens = { get: () => Promise.reject(new Error('no token is needed')), stop: () => {} };
const outgoing = {
  messageId: '<1@uebung.example>',
  to: ['chefin@loewe.example'],
  subject: 'Drucker „Küche“: kein Papier',
  text: 'Neue Rolle einlegen.\n\n.\n',
  html: '<p>Neue Rolle einlegen.</p>',
  date: new Date(),
};

/** Sends as the service on the Pi does: by what the wizard finds, and trusting what the settings say. */
function send(practice: Practice, { way = 0, ...account }: Partial<MailAccount> & { way?: number } = {}) {
  const { address, password } = practice.state().mailbox;
  const server = practice.recogniseMail(address, 'de')?.servers[way];
  if (!server) throw new Error('not recognised');
  const full = { ...server, signIn: { kind: 'password', password } as const, from: address, restaurant: 'Bei Rosa' };
  const authorities = [readFileSync(practice.settings.SMTP_AUTHORITY_FILE ?? '', 'utf8')];
  return sendMail({ ...full, ...account }, outgoing, { authorities, tokens });
}
const received = (practice: Practice) => {
  let all: readonly unknown[] = [];
  practice.mails((mails) => {
    all = mails;
  })();
  return all.map((mail) => practiceMailSchema.parse(mail));
};

test.each([0, 1])('a mail arrives by the way that is found (%i), and can be read', async (way) => {
  const practice = await start();
  const seen: number[] = [];
  practice.mails((mails) => seen.push(mails.length));
  expect(await send(practice, { way })).toEqual({ handedOver: true, refused: [] });
  expect(received(practice)).toMatchObject([
    { number: 1, from: 'Bonwart – Bei Rosa', to: 'chefin@loewe.example', subject: outgoing.subject },
  ]);
  expect(received(practice)[0]?.text).toContain('Neue Rolle einlegen.');
  expect(seen).toEqual([0, 1]);
});

test('the mailbox is known by its domain, and no other address is', async () => {
  const practice = await start();
  const { address } = practice.state().mailbox;
  const found = mailRecognitionSchema.parse(practice.recogniseMail(address.toUpperCase(), 'de'));
  expect(found).toMatchObject({ by: 'domain', provider: { id: 'practice', name: 'Übungs-Postfach' } });
  expect(practice.recogniseMail(address, 'en')?.provider.name).toBe('Practice mailbox');
  for (const other of ['bon@gmail.com', 'bon@not-uebung.example', 'bon@uebung.example.com'])
    expect(practice.recogniseMail(other, 'de')).toBeNull();
  expect(practiceStateSchema.parse(practice.state()).mailbox).toEqual({
    address: 'bon@uebung.example',
    password: practice.mailPassword,
    trouble: 'none',
  });
});

test('a wrong password, and nobody who does not encrypt, is let in', async () => {
  const practice = await start();
  const wrong = { signIn: { kind: 'password', password: 'falsch-0815' } } as const;
  expect(await send(practice, wrong)).toMatchObject({ handedOver: false, cause: 'sign-in-refused' });
  expect(await send(practice, { user: 'rosa@uebung.example' })).toMatchObject({ cause: 'sign-in-refused' });
  expect(received(practice)).toEqual([]);
});

test('each trouble is what the service takes it for, and over when it is over', async () => {
  const practice = await start();
  await practice.setMailbox('refuses-password');
  expect(await send(practice)).toMatchObject({ handedOver: false, cause: 'sign-in-refused' });
  await practice.setMailbox('off');
  expect(practice.state().mailbox.trouble).toBe('off');
  expect(await send(practice)).toMatchObject({ handedOver: false, cause: 'port-refused' });
  await practice.setMailbox('lets-wait');
  expect(await send(practice)).toMatchObject({ handedOver: false, cause: 'greylisted' });
  expect(received(practice)).toEqual([]);
  expect(await send(practice)).toMatchObject({ handedOver: true });
  await practice.setMailbox('none');
  await practice.setInternet(false);
  expect(await send(practice)).toMatchObject({ handedOver: false, cause: 'port-refused' });
  await practice.setInternet(true);
  expect(await send(practice)).toMatchObject({ handedOver: true });
  expect(received(practice)).toHaveLength(2);
});

test('switches thrown at once are one after the other, and the last one counts', async () => {
  const practice = await start();
  await Promise.all([
    practice.setMailbox('off'),
    practice.setInternet(false),
    practice.setMailbox('none'),
    practice.setInternet(true),
  ]);
  expect(await send(practice)).toMatchObject({ handedOver: true });
});

test('fifty mails are kept, the newest', async () => {
  const practice = await start();
  for (let number = 0; number < 52; number += 1) expect(await send(practice)).toMatchObject({ handedOver: true });
  const numbers = received(practice).map(({ number }) => number);
  expect([numbers.length, numbers[0], numbers.at(-1)]).toEqual([50, 3, 52]);
});

test('after a restart the Pi’s own settings still let it send: same ports, same password, a new authority that it trusts', async () => {
  const directory = scratch();
  const first = await start(directory);
  const before = first.recogniseMail('bon@uebung.example', 'de')?.servers;
  const folder = join(first.root, 'opt/wix-printer-service');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '.env'), `SMTP_USERNAME=bon@uebung.example\nSMTP_PASSWORD=${first.mailPassword}\n`, {
    mode: 0o600,
  });
  await first.stop();
  const second = await start(directory);
  expect(second.mailPassword).toBe(first.mailPassword);
  expect(second.recogniseMail('bon@uebung.example', 'de')?.servers).toEqual(before);
  expect(await send(second)).toMatchObject({ handedOver: true });
  await second.stop();
  // another mailbox of the same person is none of ours
  writeFileSync(join(folder, '.env'), `SMTP_USERNAME=rosa@web.de\nSMTP_PASSWORD=abcd-efgh-ijkl-mnop\n`);
  expect((await start(directory)).mailPassword).not.toBe('abcd-efgh-ijkl-mnop');
});
