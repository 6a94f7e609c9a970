import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseEnvironment } from '../../src-pi/control/settings/env-file.ts';
import { places } from '../../src-shared/bonctl/places.ts';
import { call } from './bench/call.ts';
import { type PracticeMachine, practiceMachine, removeMachine } from './bench/practice-machine.ts';

const [old, fresh] = ['a-token-that-devices-have', 'another-token-just-made'];
let machine: PracticeMachine;
let file: string;
beforeEach(async () => {
  machine = await practiceMachine();
  mkdirSync(machine.place(places.service), { recursive: true });
  file = machine.place(places.service, '.env');
});
afterEach(() => removeMachine(machine));

const settings = () => parseEnvironment(readFileSync(file, 'utf8'));

test('a secret that was overwritten comes back without leaving the machine, and nothing else with it', async () => {
  writeFileSync(file, `# Küche\nSERVICE_TOKEN=${old}\nRECEIPT_WIDTH=58\n`, { mode: 0o600 });
  const changes = { SERVICE_TOKEN: fresh, SERVICE_LAN_PORT: '8010', PREORDER_LEAD_MINUTES: '90' };
  const changed = await call(machine.root, 'settings.change', { changes });
  expect(changed.changed.sort()).toEqual(Object.keys(changes).sort());
  expect(settings()).toMatchObject(changes);

  const keys = ['SERVICE_LAN_PORT', 'SERVICE_TOKEN'] as const;
  const back = await call(machine.root, 'settings.takeBack', { keys: [...keys] });
  expect([...back.changed].sort()).toEqual(keys);
  expect(settings()).toEqual({
    ...{ SERVICE_TOKEN: old, SERVICE_LAN_PORT: '', RECEIPT_WIDTH: '58', PREORDER_LEAD_MINUTES: '90' },
  });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(JSON.stringify([changed, back])).not.toMatch(/token-/);
});

test('what somebody else changes meanwhile stays, and hides nothing of what is to come back', async () => {
  writeFileSync(file, `SERVICE_TOKEN=${old}\n`, { mode: 0o600 });
  await call(machine.root, 'settings.change', { changes: { SERVICE_TOKEN: fresh, SERVICE_LAN_PORT: '8010' } });
  await call(machine.root, 'settings.change', { changes: { PREORDER_LEAD_MINUTES: '90' } });
  const back = await call(machine.root, 'settings.takeBack', { keys: ['SERVICE_LAN_PORT', 'SERVICE_TOKEN'] });
  expect([...back.changed].sort()).toEqual(['SERVICE_LAN_PORT', 'SERVICE_TOKEN']);
  expect(settings()).toEqual({ SERVICE_TOKEN: old, SERVICE_LAN_PORT: '', PREORDER_LEAD_MINUTES: '90' });
});

test('the token is told as a secret, and one that is empty as not there', async () => {
  writeFileSync(file, `SERVICE_TOKEN=${old}\n`);
  expect((await call(machine.root, 'status', {})).settings.SERVICE_TOKEN).toEqual({ secret: true });
  await call(machine.root, 'settings.change', { changes: { SERVICE_TOKEN: '' } });
  expect((await call(machine.root, 'status', {})).settings.SERVICE_TOKEN).toBe('');
});

test('other keys are refused, and nothing is changed', async () => {
  writeFileSync(file, 'SERVICE_HOST=127.0.0.1\n');
  const refused = { changes: { SERVICE_HOST: '0.0.0.0' } } as never;
  await expect(call(machine.root, 'settings.change', refused)).rejects.toThrow();
  await expect(call(machine.root, 'settings.takeBack', { keys: ['SERVICE_HOST'] as never })).rejects.toThrow();
  expect(readFileSync(file, 'utf8')).toBe('SERVICE_HOST=127.0.0.1\n');
});
