import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { places, unitNames } from '../../src-shared/bonctl/places.ts';
import { call } from './bench/call.ts';
import { type PracticeMachine, practiceMachine, removeMachine } from './bench/practice-machine.ts';

const key = 'IST.eyJ-a-very-secret-wix-key-4711-and-more';
const former = 'Frühlingsrolle "8" / 15';
const token = '1//04-refresh-token-of-the-mailbox';
const ping = 'b3f1c2d4-0000-4000-8000-123456789abc';
const lanToken = 'Jq0vXbE3p2cN5mWlT8rYhD1sKfGzUa7iO4yBwC6eLxM';
const secrets = [key, former, token, ping, lanToken];

let machine: PracticeMachine;
beforeAll(async () => {
  machine = await practiceMachine();
  const service = machine.place(places.service);
  mkdirSync(join(service, 'data'), { recursive: true });
  const settings = {
    WIX_API_KEY: key,
    NOTIFICATION_DEAD_MAN_URL: `https://hc-ping.com/${ping}`,
    SERVICE_TOKEN: lanToken,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(join(service, '.env'), lines.join(''));
  writeFileSync(join(service, '.env.change-before'), `SMTP_PASSWORD=${JSON.stringify(former)}\n`);
  const tokens = [{ of: '0'.repeat(64), refreshToken: token }];
  writeFileSync(join(service, 'data', 'mail-tokens.json'), JSON.stringify({ tokens }));
  const units = machine.place(places.state, 'units');
  mkdirSync(units, { recursive: true });
  const said = secrets.map((secret) => JSON.stringify({ level: 30, msg: `said ${secret}`, at: 'now' }));
  const older = Array.from({ length: 30 }, (_none, place) => `{"msg":"older ${place}"}`);
  writeFileSync(join(units, `${unitNames.service}.log`), `${[...older, ...said].join('\n')}\n`);
});
afterAll(() => removeMachine(machine));

test('the end of the service’s log is given, and no secret of the machine is in it, nor one that is kept to go back to', async () => {
  const { text } = await call(machine.root, 'service.log', { lines: secrets.length + 2 });
  expect(text.split('\n')).toHaveLength(secrets.length + 2);
  expect(text).toContain('older 29');
  expect(text).not.toContain('older 27');
  expect(text.match(/\[hidden\]/g)).toHaveLength(secrets.length);
  for (const secret of secrets) expect(text).not.toContain(JSON.stringify(secret).slice(1, -1));
});

test('texts of the PC come back without the machine’s secrets, in whatever form they stood there', async () => {
  const texts = [
    'nothing secret',
    ...secrets,
    ...secrets.map((secret) => Buffer.from(`x${secret}`).toString('base64')),
    ...secrets.map(encodeURIComponent),
  ];
  const { texts: clean } = await call(machine.root, 'secrets.hide', { texts });
  expect(clean[0]).toEqual({ text: 'nothing secret', hidden: 0 });
  expect(clean.slice(1).map(({ hidden }) => hidden > 0)).toEqual(texts.slice(1).map(() => true));
  for (const [place, text] of texts.slice(1).entries()) expect(clean[place + 1]?.text).not.toContain(text);
});

test('a machine on which nothing runs yet has an empty log and no secrets', async () => {
  const empty = await practiceMachine();
  try {
    expect(await call(empty.root, 'service.log', { lines: 5 })).toEqual({ text: '' });
    expect(await call(empty.root, 'secrets.hide', { texts: ['a'] })).toEqual({ texts: [{ text: 'a', hidden: 0 }] });
  } finally {
    removeMachine(empty);
  }
});
