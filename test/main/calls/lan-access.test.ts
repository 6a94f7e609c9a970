import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keyNameOf } from '../../../src-main/calls/pair-target.ts';
import type { Bonctl } from '../../../src-main/calls/surroundings.ts';
import { type Bonwart, createBonwart } from '../../../src-main/host/bonwart.ts';
import { parts } from '../../../src-main/host/parts.ts';
import type { RemoteHost } from '../../../src-main/ssh/remote-host.ts';
import { createSessionVault } from '../../../src-main/vault/vault.ts';
import { changeSettings, takeBackSettings } from '../../../src-pi/control/settings/change-settings.ts';
import { parseEnvironment } from '../../../src-pi/control/settings/env-file.ts';
import type { Bridge } from '../../../src-shared/contract/bridge.ts';
import type { Result } from '../../../src-shared/contract/define.ts';
import { isSecretSetting } from '../../../src-shared/secrets/secret-settings.ts';
import { openRestaurant, type Restaurant } from '../../service/support/restaurant.ts';
import type { RunningService } from '../../service/support/service.ts';
import { startShop, type TestShop } from '../../service/support/shop.ts';
import { ask, clientOf } from '../../support/bonwart-client.ts';
import { freePort } from '../../support/local-sshd.ts';
import { formIn, formsOf } from '../../support/secret-scan.ts';

/** All of it but SSH and systemd: the window's calls, the real service, bonctl's own writing of the settings. */
let shop: TestShop;
let restaurant: Restaurant;
let bonwart: Bonwart;
let bridge: Bridge;
let folder: string;
/** The service as its supervisor starts it again and again, and how often it did. */
let service: RunningService;
let starts: number;
/** What stands before each new start: how a supervisor meets a service that does not come up. */
let startsAgain: boolean;
let operations: string[];
const told: string[] = [];

const targetId = 'kitchen';
const file = () => join(restaurant.root, '.env');
const settings = () => parseEnvironment(readFileSync(file(), 'utf8'));
const servicePort = () => Number(new URL(service.url).port);

async function supervise(): Promise<void> {
  service = await restaurant.start();
  starts += 1;
  void service.ended.then((code) => {
    if (code === 75 && startsAgain) void supervise();
  });
}

beforeEach(async () => {
  starts = 0;
  startsAgain = true;
  operations = [];
  told.length = 0;
  shop = await startShop();
  restaurant = await openRestaurant(shop.url);
  await supervise();
  folder = mkdtempSync(join(tmpdir(), 'bonwart-lan-'));
  const at = { machine: { root: restaurant.root, services: { kind: 'processes' }, self: [] } as never, place: '/' };
  const host = {
    address: '127.0.0.1',
    forward: async () => connect(servicePort(), '127.0.0.1'),
    closed: new Promise<void>(() => {}),
    close: () => {},
  } as unknown as RemoteHost;
  const call = async (_host: unknown, _target: unknown, operation: string, request: never) => {
    operations.push(operation);
    const { changes, keys } = request as { changes: object; keys: never[] };
    if (operation === 'settings.change') return changeSettings(at, changes);
    if (operation === 'settings.takeBack') return takeBackSettings(at, keys);
    const known = Object.entries(settings()).map(([key, value]) => [
      key,
      isSecretSetting(key) && value !== '' ? { secret: true } : value,
    ]);
    return { current: '1.0.0', servicePort: servicePort(), settings: Object.fromEntries(known) };
  };
  const vault = createSessionVault();
  bonwart = createBonwart({
    dataFolder: folder,
    projectFolder: join(import.meta.dirname, '../../..'),
    payloadFolder: join(folder, 'payload'),
    vault,
    facts: { version: '0.0.0', host: 'browser', startIn: 'home', vault: 'session' },
    parts: { ...parts, connect: async () => host, bonctl: () => ({ call }) as unknown as Bonctl },
    mailSignIn: { issuersFile: join(folder, 'none.json'), line: {} },
  });
  bridge = clientOf(bonwart.dispatcher);
  await vault.write(keyNameOf(targetId), 'a key');
  pair('pi');
});
afterEach(async () => {
  startsAgain = false;
  await bonwart.close();
  await restaurant.stop();
  await shop.stop();
  rmSync(folder, { recursive: true, force: true });
});

function pair(kind: 'pi' | 'practice'): void {
  const place = { name: 'Küche', kind, address: 'pi', port: 22, user: 'pi' } as const;
  const keys = { hostKey: 'SHA256:x', publicKey: 'ssh-ed25519 x', pairedAt: new Date().toISOString() };
  bonwart.panel.targets.save({ id: targetId, ...place, ...keys });
}

const read = () => ask(bridge.call('lanAccess.read', { targetId }));
const write = (port: number | null, newToken = false) => bridge.call('lanAccess.write', { targetId, port, newToken });
async function refusal(answer: Promise<Result<unknown>>): Promise<string> {
  const result = await answer;
  return result.ok ? 'not refused' : result.error.code;
}

/** Every file of this PC's folder, the databases with their journals: in none of them is a token, in any form. */
function filesWith(token: string): string[] {
  const forms = formsOf('', token);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
  return files.filter((path) => statSync(path).isFile() && formIn(readFileSync(path), forms) !== null);
}

async function statusBy(port: number, token: string | null): Promise<number> {
  const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
  const address = `http://${(await read()).addresses[0]}:${port}/bonwart/orders`;
  return (await fetch(address, { headers })).status;
}

test('opening makes a token, tells it once and runs with it; closing and undoing keep it', {
  timeout: 60_000,
}, async (context) => {
  expect(await read()).toMatchObject({ wanted: null, hasToken: false, state: 'closed' });
  const port = await freePort();
  const opened = await ask(write(port));
  expect(opened).toMatchObject({ wanted: port, hasToken: true, state: 'open', before: null });
  const token = opened.token ?? '';
  expect(Buffer.from(token, 'base64url').length).toBeGreaterThanOrEqual(24);
  expect(settings()).toMatchObject({ SERVICE_LAN_PORT: String(port), SERVICE_TOKEN: token });
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(JSON.stringify(await read())).not.toContain(token);

  const other = await ask(write(await freePort()));
  expect(other).toMatchObject({ token: null, before: port, state: 'open' });
  const closed = await ask(write(null));
  expect(closed).toMatchObject({ wanted: null, state: 'closed', token: null, before: other.wanted });
  const again = await ask(write(closed.before));
  expect(again).toMatchObject({ wanted: other.wanted, state: 'open', token: null });
  expect(settings().SERVICE_TOKEN).toBe(token);
  // the same once more changes nothing and starts nothing anew
  const so = starts;
  expect(await ask(write(again.wanted))).toMatchObject({ token: null, state: 'open' });
  expect(starts).toBe(so);

  expect(filesWith(token)).toEqual([]);
  const lines = bonwart.panel.audit.all().filter(({ action }) => action === 'settings-changed');
  const changes = lines.map(({ data }) => JSON.parse(data.changes ?? '[]') as { key: string }[]);
  expect(changes[0]).toEqual([
    { key: 'SERVICE_LAN_PORT', secret: false, from: null, to: String(port) },
    { key: 'SERVICE_TOKEN', secret: true, from: null, to: null },
  ]);
  expect(
    changes
      .slice(1)
      .flat()
      .map(({ key }) => key),
  ).toEqual(Array(3).fill('SERVICE_LAN_PORT'));

  if (again.addresses.length === 0) return context.skip('this machine has no address but loopback');
  expect([await statusBy(other.wanted ?? 0, null), await statusBy(other.wanted ?? 0, token)]).toEqual([401, 200]);
});

test('a new token stops the one so far', { timeout: 60_000 }, async (context) => {
  const port = await freePort();
  const first = (await ask(write(port))).token ?? '';
  const second = (await ask(write(port, true))).token ?? '';
  expect(second).not.toBe(first);
  expect(settings().SERVICE_TOKEN).toBe(second);
  for (const token of [first, second]) expect(filesWith(token)).toEqual([]);
  if ((await read()).addresses.length === 0) return context.skip('this machine has no address but loopback');
  expect([await statusBy(port, first), await statusBy(port, second)]).toEqual([401, 200]);
});

test('a service that does not come back has port and token as before, and nobody has heard the new one', {
  timeout: 60_000,
}, async () => {
  const port = await freePort();
  const kept = (await ask(write(port))).token ?? '';
  startsAgain = false;
  expect(await refusal(write(await freePort(), true))).toBe('settings.taken-back');
  expect(settings()).toMatchObject({ SERVICE_LAN_PORT: String(port), SERVICE_TOKEN: kept });
  expect(operations).toContain('settings.takeBack');
  const [change, back] = bonwart.panel.audit.all().slice(-2);
  expect([change?.data.takenBack, back?.data.takenBack]).toEqual([undefined, 'true']);
  expect(back?.data.changes).toContain(`"to":"${port}"`);
  const before = parseEnvironment(readFileSync(`${file()}.change-before`, 'utf8')).SERVICE_TOKEN ?? '';
  expect(before).not.toBe(kept);
  for (const token of [kept, before]) expect(filesWith(token)).toEqual([]);
  // it answers nothing: that is told, and no change is begun
  expect(await read()).toMatchObject({ wanted: port, state: 'silent' });
  expect(await refusal(write(null))).toBe('service.unreachable');
});

test('what cannot be is refused before anything has changed', async () => {
  const before = readFileSync(file(), 'utf8');
  expect(await refusal(write(servicePort()))).toBe('settings.invalid');
  expect(await refusal(write(80))).toBe('contract.invalid-request');
  pair('practice');
  expect(await refusal(write(await freePort()))).toBe('lan-access.practice');
  expect(readFileSync(file(), 'utf8')).toBe(before);
  expect(operations).not.toContain('settings.change');
});

test('a token that is missing is told, and made with one press', { timeout: 60_000 }, async () => {
  const port = await freePort();
  writeFileSync(file(), `${readFileSync(file(), 'utf8')}SERVICE_LAN_PORT=${port}\n`);
  const so = starts;
  await service.post('/bonwart/restart', { startedAt: (await service.status()).startedAt });
  await expect.poll(() => starts, { timeout: 20_000 }).toBe(so + 1);
  expect(await read()).toMatchObject({ wanted: port, hasToken: false, state: 'no-token' });
  expect(await ask(write(port))).toMatchObject({ state: 'open', token: expect.any(String) });
});
