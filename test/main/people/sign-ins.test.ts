import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPanel, type Panel } from '../../../src-main/panel/panel.ts';
import { createSignIns, type SignIns } from '../../../src-main/people/sign-ins.ts';

const minute = 60_000;
let folder: string;
let panel: Panel;
let signIns: SignIns;
let wall: number;
let steady: number;
let timers: { at: number; run: () => void }[];

/** Lets time go by, and rings what is due. A computer that sleeps: only the wall clock goes on, and nothing rings. */
function pass(milliseconds: number, asleep = false): void {
  if (asleep) {
    wall += milliseconds;
    return;
  }
  const goTo = (at: number) => {
    wall += at - steady;
    steady = at;
  };
  const until = steady + milliseconds;
  for (;;) {
    const due = timers.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0];
    if (!due) break;
    timers = timers.filter((timer) => timer !== due);
    goTo(due.at);
    due.run();
  }
  goTo(until);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bonwart-sign-ins-'));
  panel = openPanel(folder, join(import.meta.dirname, '../../../migrations/panel'));
  [wall, steady, timers] = [1_000_000_000_000, 5_000, []];
  signIns = createSignIns(panel.people, panel.idleMinutes, {
    read: () => ({ wall, steady }),
    after: (milliseconds, run) => {
      const timer = { at: steady + milliseconds, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
  });
});
afterEach(() => {
  signIns.close();
  panel.close();
  rmSync(folder, { recursive: true });
});

test('before anybody has been made everything is allowed; afterwards a window begins as the staff’s', async () => {
  expect(signIns.who('one')).toMatchObject({ rolesCount: false, role: 'admin', person: null });
  await panel.people.add('Ada', 'admin', '907151');
  expect(signIns.who('one')).toMatchObject({ rolesCount: true, role: 'staff', person: null });
});

test('somebody is signed in at one window and not at another, until they sign out', async () => {
  const ada = await panel.people.add('Ada', 'admin', '907151');
  await expect(signIns.signIn('one', ada.id, '000001')).rejects.toThrow(/pin\.wrong/);
  await expect(signIns.signIn('one', ada.id, '')).rejects.toThrow(/pin\.wrong/);
  expect(signIns.who('one').role).toBe('staff');
  expect(await signIns.signIn('one', ada.id, '907151')).toMatchObject({ role: 'admin', person: { name: 'Ada' } });
  expect(signIns.who('two')).toMatchObject({ role: 'staff', person: null });
  expect(signIns.signOut('one')).toMatchObject({ role: 'staff', person: null, lockedByIdling: false });
});

test('staff without a PIN say who they are; whoever has one needs it', async () => {
  await panel.people.add('Ada', 'admin', '907151');
  const kim = await panel.people.add('Kim', 'staff', null);
  const max = await panel.people.add('Max', 'staff', '2580');
  expect(await signIns.signIn('one', kim.id, '')).toMatchObject({ role: 'staff', person: { name: 'Kim' } });
  await expect(signIns.signIn('one', max.id, '')).rejects.toThrow(/pin\.wrong/);
});

test('after ten minutes without a hand at it the window is the staff’s, and says why', async () => {
  const ada = await panel.people.add('Ada', 'admin', '907151');
  await signIns.signIn('one', ada.id, '907151');
  const heard: string[] = [];
  signIns.listen(() => heard.push(signIns.who('one').role));
  pass(10 * minute - 1);
  expect(signIns.who('one').role).toBe('admin');
  signIns.active('one');
  pass(10 * minute - 1);
  expect([signIns.who('one').role, heard]).toEqual(['admin', []]);
  pass(1);
  expect(heard).toEqual(['staff']);
  expect(signIns.who('one')).toMatchObject({ role: 'staff', person: null, lockedByIdling: true });
  // Nobody comes back in by moving the pointer.
  signIns.active('one');
  expect(signIns.who('one').role).toBe('staff');
});

test('a computer that slept is locked at the first question, before any timer has rung', async () => {
  const ada = await panel.people.add('Ada', 'admin', '907151');
  await signIns.signIn('one', ada.id, '907151');
  pass(11 * minute, true);
  signIns.active('one');
  expect(signIns.who('one')).toMatchObject({ role: 'staff', lockedByIdling: true });
});

test('the minutes can be chosen, are kept, and count at once', async () => {
  const ada = await panel.people.add('Ada', 'admin', '907151');
  await signIns.signIn('one', ada.id, '907151');
  panel.idleMinutes.change(2);
  expect(signIns.who('one')).toMatchObject({ role: 'admin', idleMinutes: 2 });
  pass(2 * minute);
  expect(signIns.who('one').role).toBe('staff');
});

test('who is removed or gets another role or PIN has it from now on', async () => {
  const ada = await panel.people.add('Ada', 'admin', '907151');
  const mia = await panel.people.add('Mia', 'manager', '2580');
  await signIns.signIn('one', mia.id, '2580');
  await panel.people.change(mia.id, { role: 'admin' });
  expect(signIns.who('one').role).toBe('admin');
  panel.people.remove(mia.id);
  expect(signIns.who('one')).toMatchObject({ role: 'staff', person: null });
  await signIns.signIn('one', ada.id, '907151');
  await signIns.signIn('two', ada.id, '907151');
  signIns.endAllOf(ada.id, 'two');
  expect([signIns.who('one').role, signIns.who('two').role]).toEqual(['staff', 'admin']);
});

test('windows that sign in without an end push out the oldest', async () => {
  await panel.people.add('Ada', 'admin', '907151');
  const kim = await panel.people.add('Kim', 'staff', null);
  for (let number = 0; number <= 64; number += 1) await signIns.signIn(`window ${number}`, kim.id, '');
  expect(signIns.who('window 0').person).toBeNull();
  expect(signIns.who('window 64').person).toMatchObject({ name: 'Kim' });
});
