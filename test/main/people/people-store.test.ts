import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPanelDatabase, type PanelDatabase } from '../../../src-main/panel/database.ts';
import { createPeopleStore, type PeopleStore } from '../../../src-main/panel/people.ts';
import { hashPin, isStoredPin } from '../../../src-main/people/pin-hash.ts';
import { Refusal } from '../../../src-shared/contract/errors.ts';

const migrations = join(import.meta.dirname, '../../../migrations/panel');
let folder: string;
let database: PanelDatabase;
let people: PeopleStore;
let now: number;

const open = () => {
  database = openPanelDatabase(join(folder, 'panel.db'), migrations);
  people = createPeopleStore(database, () => now);
};
/** Ends the program and starts it anew. */
const restart = () => {
  database.close();
  open();
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bonwart-people-'));
  now = Date.UTC(2026, 10, 29, 9);
  open();
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

/** The code of the refusal, with its data. */
async function refused(act: () => unknown) {
  try {
    await act();
  } catch (error) {
    if (error instanceof Refusal) return { code: error.error.code, ...error.error.data };
    throw error;
  }
  return null;
}
const tryPin = (id: string, pin: string) => refused(() => people.verifyPin(id, pin));

test('a PIN is stored as a hash of its own salt, and compared with it', async () => {
  const [one, two] = [await hashPin('4711'), await hashPin('4711')];
  expect(one).not.toBe(two);
  expect(one).not.toContain('4711');
  expect(JSON.parse(one)).toMatchObject({ algorithm: 'scrypt', n: 32768, r: 8, p: 1 });
  expect([await isStoredPin('4711', one), await isStoredPin('4712', one)]).toEqual([true, false]);
});

test('roles count from the first admin with a PIN on', async () => {
  expect(people.rolesCount()).toBe(false);
  await people.add('Mia', 'manager', '2580');
  await people.add('Kim', 'staff', null);
  expect(people.rolesCount()).toBe(false);
  await people.add('Ada', 'admin', '907151');
  expect(people.rolesCount()).toBe(true);
  expect(people.list().map(({ name, role, hasPin }) => [name, role, hasPin])).toEqual([
    ['Mia', 'manager', true],
    ['Kim', 'staff', false],
    ['Ada', 'admin', true],
  ]);
});

test('what does not fit is refused, and changes nothing', async () => {
  const ada = await people.add('Ada', 'admin', '907151');
  const kim = await people.add('Kim', 'staff', null);
  const before = people.list();
  expect(await refused(() => people.add('ADA', 'staff', null))).toMatchObject({ code: 'person.name-taken' });
  expect(await refused(() => people.add('Bob', 'manager', null))).toMatchObject({ code: 'pin.needed' });
  expect(await refused(() => people.add('Bob', 'manager', '1234'))).toMatchObject({ code: 'pin.too-simple' });
  expect(await refused(() => people.change(kim.id, { role: 'manager' }))).toMatchObject({ code: 'pin.needed' });
  expect(await refused(() => people.change(kim.id, { name: 'ada' }))).toMatchObject({ code: 'person.name-taken' });
  expect(await refused(() => people.change(ada.id, { role: 'manager' }))).toMatchObject({ code: 'person.last-admin' });
  expect(await refused(() => people.remove(ada.id))).toMatchObject({ code: 'person.last-admin' });
  expect(await refused(() => people.remove('nobody'))).toMatchObject({ code: 'person.unknown' });
  expect(await tryPin(kim.id, '4711')).toMatchObject({ code: 'pin.missing' });
  expect(people.list()).toEqual(before);
});

test('the last one of all may go: then everything is allowed again', async () => {
  const ada = await people.add('Ada', 'admin', '907151');
  people.remove(ada.id);
  expect(people.rolesCount()).toBe(false);
  people.putBack(ada.id);
  expect(people.rolesCount()).toBe(true);
  expect(await tryPin(ada.id, '907151')).toBeNull();
});

test('somebody removed can be put back until the next start', async () => {
  const ada = await people.add('Ada', 'admin', '907151');
  const mia = await people.add('Mia', 'manager', '2580');
  people.remove(mia.id);
  expect(await tryPin(mia.id, '2580')).toMatchObject({ code: 'person.unknown' });
  people.putBack(mia.id);
  expect(await tryPin(mia.id, '2580')).toBeNull();
  people.remove(mia.id);
  restart();
  expect(await refused(() => people.putBack(mia.id))).toMatchObject({ code: 'person.unknown' });
  expect(people.list().map(({ id }) => id)).toEqual([ada.id]);
});

test('wrong PINs in a row cost more and more waiting, over restarts, and the right one ends it', async () => {
  const { id } = await people.add('Ada', 'admin', '907151');
  for (const triesLeft of [4, 3, 2, 1]) {
    expect(await tryPin(id, '000001')).toEqual({ code: 'pin.wrong', triesLeft });
    restart();
  }
  for (const seconds of [30, 60, 300, 900, 900]) {
    expect(await tryPin(id, '000001')).toEqual({ code: 'pin.wait', seconds });
    restart();
    now += seconds * 1000 - 1;
    // Even the right one is not looked at before its time.
    expect(await tryPin(id, '907151')).toEqual({ code: 'pin.wait', seconds: 1 });
    now += 1;
  }
  expect(await tryPin(id, '907151')).toBeNull();
  expect(await tryPin(id, '000001')).toEqual({ code: 'pin.wrong', triesLeft: 4 });
});

test('a try is counted before the PIN is looked at: ending the program in between gains nothing', async () => {
  const { id } = await people.add('Ada', 'admin', '907151');
  const unfinished = people.verifyPin(id, '000001').catch(() => null);
  const other = openPanelDatabase(join(folder, 'panel.db'), migrations);
  expect(other.prepare('SELECT failures FROM people').pluck().get()).toBe(1);
  other.close();
  await unfinished;
});

test('many tries at once are no more than one after the other', async () => {
  const { id } = await people.add('Ada', 'admin', '907151');
  const all = await Promise.all(Array.from({ length: 20 }, () => tryPin(id, '000001')));
  expect(all.filter((one) => one?.code === 'pin.wrong')).toHaveLength(4);
  expect(all.filter((one) => one?.code === 'pin.wait')).toHaveLength(16);
  expect(database.prepare('SELECT failures FROM people').pluck().get()).toBe(5);
});

test('a clock that is set back by years makes no wait longer', async () => {
  const { id } = await people.add('Ada', 'admin', '907151');
  for (let tries = 1; tries <= 6; tries += 1) {
    await tryPin(id, '000001');
    if (tries === 5) now += 30_000;
  }
  now -= 10 * 365 * 86_400_000;
  expect(await tryPin(id, '907151')).toEqual({ code: 'pin.wait', seconds: 60 });
  now += 60_000;
  expect(await tryPin(id, '907151')).toBeNull();
});

test('a new PIN ends the waiting, and the old one is good no more', async () => {
  await people.add('Ada', 'admin', '907151');
  const { id } = await people.add('Mia', 'manager', '2580');
  for (let tries = 1; tries <= 5; tries += 1) await tryPin(id, '000001');
  await people.change(id, { pin: '8052' });
  expect(await tryPin(id, '2580')).toEqual({ code: 'pin.wrong', triesLeft: 4 });
  expect(await tryPin(id, '8052')).toBeNull();
});

test('the PINs of admins can be taken away; those of others stay', async () => {
  const ada = await people.add('Ada', 'admin', '907151');
  const mia = await people.add('Mia', 'manager', '2580');
  expect(people.forgetAdminPins()).toBe(1);
  expect(people.rolesCount()).toBe(false);
  expect(await tryPin(ada.id, '907151')).toMatchObject({ code: 'pin.missing' });
  expect(await tryPin(mia.id, '2580')).toBeNull();
  await people.change(ada.id, { pin: '3690' });
  expect(people.rolesCount()).toBe(true);
});
