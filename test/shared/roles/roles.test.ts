import { expect, test } from 'vitest';
import { contract } from '../../../src-shared/contract/contract.ts';
import { permissions } from '../../../src-shared/roles/permissions.ts';
import { isTooSimple, triesWithoutWait, waitAfter } from '../../../src-shared/roles/pin.ts';
import { purposes } from '../../../src-shared/roles/purposes.ts';
import { reaches, roles } from '../../../src-shared/roles/role.ts';

test('the table of permissions has each call of the contract, and nothing else', () => {
  expect(Object.keys(permissions).sort()).toEqual(Object.keys(contract).sort());
});

test('what changes the Pi, the PC or the people is nobody’s by accident', () => {
  // Not derived from the table: a line that was changed there by mistake shows here.
  const admins = [
    'deployment.start',
    'deployment.upload',
    'run.decide',
    'rollback.start',
    'pairing.pair',
    'targets.unpair',
  ];
  const ofPeople = ['people.add', 'people.change', 'people.remove', 'people.putBack', 'people.setIdleLock'];
  for (const name of [...admins, ...ofPeople, 'serviceSettings.write', 'lanAccess.write'])
    expect([name, permissions[name as keyof typeof permissions]]).toMatchObject([name, { needs: 'admin' }]);
  const files = ['history.export', 'support.gather', 'support.read', 'support.save'];
  for (const name of ['restaurant.write', 'mail.confirm', 'mail.setRules', 'readiness.answer', ...files])
    expect([name, permissions[name as keyof typeof permissions]]).toMatchObject([name, { needs: 'manager' }]);
});

test('each purpose is one that some call has', () => {
  const used = new Set(
    Object.values(permissions).map((permission) => typeof permission === 'object' && permission.purpose),
  );
  for (const purpose of purposes) expect(used, purpose).toContain(purpose);
});

test('each role may do what those before it may', () => {
  const table = roles.map((role) => roles.map((needed) => reaches(role, needed)));
  expect(table).toEqual([
    [true, false, false],
    [true, true, false],
    [true, true, true],
  ]);
});

test('a wait grows to a quarter of an hour, and no further', () => {
  const seconds = Array.from({ length: 12 }, (_none, failures) => waitAfter(failures) / 1000);
  expect(seconds).toEqual([0, 0, 0, 0, 0, 30, 60, 300, 900, 900, 900, 900]);
  expect(triesWithoutWait).toBe(5);
  expect(waitAfter(1_000_000)).toBe(900_000);
});

test.each([
  ['0000', true],
  ['1234', true],
  ['987654', true],
  ['1357', false],
  ['1123', false],
  ['4711', false],
])('the PIN %s is too simple: %s', (pin, simple) => {
  expect(isTooSimple(pin)).toBe(simple);
});
