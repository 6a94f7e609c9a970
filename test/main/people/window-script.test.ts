import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Bonwart, type BonwartOptions, createBonwart } from '../../../src-main/host/bonwart.ts';
import { parts } from '../../../src-main/host/parts.ts';
import { type BrowserServer, startBrowserServer } from '../../../src-main/host-browser/server.ts';
import { createSessions, type Sessions } from '../../../src-main/host-browser/sessions.ts';
import { createSessionVault } from '../../../src-main/vault/vault.ts';
import { contract } from '../../../src-shared/contract/contract.ts';
import type { BonwartError } from '../../../src-shared/contract/errors.ts';
import type { Session } from '../../../src-shared/contract/people.ts';
import { permissions } from '../../../src-shared/roles/permissions.ts';
import type { PersonOfPc } from '../../../src-shared/roles/person.ts';
import { type Role, reaches, roles } from '../../../src-shared/roles/role.ts';

const repository = join(import.meta.dirname, '../../..');
const pins = { Ada: '907151', Mia: '258046', wrong: '770315' } as const;
let folder: string;
let bonwart: Bonwart;
let server: BrowserServer;
let sessions: Sessions;
const sockets: WebSocket[] = [];

async function start(more: Partial<BonwartOptions> = {}) {
  bonwart = createBonwart({
    dataFolder: folder,
    projectFolder: repository,
    payloadFolder: join(folder, 'no-payload'),
    vault: createSessionVault(),
    facts: { version: '0.0.0', host: 'browser', startIn: 'home', vault: 'session' },
    parts,
    ...more,
  });
  sessions = createSessions();
  const { dispatcher } = bonwart;
  server = await startBrowserServer({ files: new Map(), sessions, dispatcher, language: () => 'de', port: 0 });
}
async function stop() {
  for (const socket of sockets.splice(0)) socket.terminate();
  await server.close();
  await bonwart.close();
}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bonwart-window-script-'));
  await start();
});
afterEach(async () => {
  await stop();
  rmSync(folder, { recursive: true });
});

type Heard = { kind: string; id: number; value?: unknown; event?: unknown; error?: BonwartError | null };

/** A script in a window that says what it likes: no client of ours checks anything before it leaves. */
async function scriptIn(greeting: object = { token: sessions.currentToken() }) {
  const origin = `http://127.0.0.1:${server.port}`;
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/bridge`, { origin });
  sockets.push(socket);
  await once(socket, 'open');
  const waiting = new Map<number, (heard: Heard) => void>();
  let last = 0;
  const welcomed = new Promise<string>((resolve) => {
    socket.on('message', (data) => {
      const message = JSON.parse(data.toString()) as Heard & { session?: string };
      if (message.session !== undefined) return resolve(message.session);
      waiting.get(message.id)?.(message);
    });
  });
  socket.send(JSON.stringify({ kind: 'greeting', ...greeting }));
  const session = await welcomed;
  const say = (kind: 'call' | 'open', name: string, request: unknown) =>
    new Promise<Heard>((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      socket.send(JSON.stringify({ kind, id: last, name, request }));
    });
  const ask = async <Value>(name: keyof typeof contract, request: unknown) => {
    const { value, error } = await say('call', name, request);
    if (error) throw new Error(JSON.stringify(error));
    return value as Value;
  };
  return { say, ask, session, socket };
}
type Script = Awaited<ReturnType<typeof scriptIn>>;

async function makePeople({ ask }: Script) {
  await ask('people.add', { name: 'Mia', role: 'manager', pin: pins.Mia });
  const list = await ask<PersonOfPc[]>('people.add', { name: 'Ada', role: 'admin', pin: pins.Ada });
  return Object.fromEntries(list.map(({ name, id }) => [name, id])) as Record<'Mia' | 'Ada', string>;
}
async function become({ ask }: Script, role: Role, ids: Record<'Mia' | 'Ada', string>) {
  if (role === 'staff') return ask<Session>('session.signOut', {});
  const name = role === 'admin' ? 'Ada' : 'Mia';
  return ask<Session>('session.signIn', { personId: ids[name], pin: pins[name] });
}

test('each call and each stream of the contract is refused below its role by main, named, and let through from it on', async () => {
  const script = await scriptIn();
  const ids = await makePeople(script);
  let asked = 0;
  for (const role of roles) {
    expect((await become(script, role, ids)).role).toBe(role);
    for (const [name, permission] of Object.entries(permissions)) {
      // These change who asks.
      if (name === 'session.signIn' || name === 'session.signOut') continue;
      const { kind } = contract[name as keyof typeof contract];
      // A request of no sense: who may ask hears that it has none, who may not hears that.
      const { error } = await script.say(kind === 'call' ? 'call' : 'open', name, { nonsense: 1 });
      const may = permission === 'everybody' || reaches(role, permission.needs);
      if (may) expect([role, name, error?.code]).toEqual([role, name, 'contract.invalid-request']);
      else
        expect([role, name, error]).toMatchObject([
          role,
          name,
          { code: 'role.needed', data: { needs: permission.needs, purpose: permission.purpose, call: name } },
        ]);
      asked += 1;
    }
  }
  expect(asked).toBe(3 * (Object.keys(contract).length - 2));
});

test('a script in the staff’s window can neither act as an admin, nor make itself one, nor choose a name', async () => {
  const script = await scriptIn();
  await makePeople(script);
  await script.ask('session.signOut', {});
  const tries = {
    'people.add': { name: 'Eve', role: 'admin', pin: '482913' },
    'people.change': { personId: 'x', role: 'admin' },
    'people.setIdleLock': { minutes: 240 },
    'rollback.start': { targetId: 'kueche', person: 'Ada' },
    'deployment.start': { targetId: 'kueche', settings: {}, person: 'Ada', role: 'admin' },
    'targets.unpair': { targetId: 'kueche', force: true },
  };
  for (const [name, request] of Object.entries(tries))
    expect((await script.say('call', name, request)).error, name).toMatchObject({ code: 'role.needed' });
  // What the envelope says of a session is not asked either.
  const other = await scriptIn({ token: sessions.currentToken() });
  expect((await other.say('call', 'people.remove', { personId: 'x' })).error).toMatchObject({ code: 'role.needed' });
  expect(bonwart.panel.people.list().map(({ name }) => name)).toEqual(['Mia', 'Ada']);
});

test('a sign-in outlives a reload and a lost connection of its window, not the host', async () => {
  const script = await scriptIn();
  const ids = await makePeople(script);
  await become(script, 'manager', ids);
  script.socket.terminate();
  const reloaded = await scriptIn({ session: script.session });
  expect((await reloaded.say('open', 'session.who', {})).event).toMatchObject({
    role: 'manager',
    person: { name: 'Mia' },
  });
  const further = await scriptIn();
  expect((await further.say('open', 'session.who', {})).event).toMatchObject({ role: 'staff', person: null });
  await stop();
  await start();
  const anew = await scriptIn();
  expect((await anew.say('open', 'session.who', {})).event).toMatchObject({ role: 'staff', rolesCount: true });
});

test('the history names who is signed in; a typed name counts only before there are people', async () => {
  const names = () => bonwart.panel.audit.all().map(({ person, action, data }) => [person, action, data.change ?? '']);
  const script = await scriptIn();
  const ids = await makePeople(script);
  await script.ask('people.setIdleLock', { minutes: 5 });
  await script.ask('people.change', { personId: ids.Mia, pin: '314926' });
  expect(names().slice(2)).toEqual([
    ['Ada', 'people-changed', 'idle-lock'],
    ['Ada', 'people-changed', 'changed'],
  ]);
});

test('wrong PINs are held back and told in the history once for each wait', async () => {
  const script = await scriptIn();
  const ids = await makePeople(script);
  await script.ask('session.signOut', {});
  const codes: (string | undefined)[] = [];
  for (let tries = 1; tries <= 7; tries += 1)
    codes.push((await script.say('call', 'session.signIn', { personId: ids.Ada, pin: pins.wrong })).error?.code);
  expect(codes).toEqual([...Array(4).fill('pin.wrong'), ...Array(3).fill('pin.wait')]);
  expect(bonwart.panel.audit.all().filter(({ action }) => action === 'pin-refused')).toHaveLength(1);
});

test('the PINs of admins are taken away from the command line, and the history tells it', async () => {
  await makePeople(await scriptIn());
  await stop();
  await start({ resetPins: true });
  const script = await scriptIn();
  expect((await script.say('open', 'session.who', {})).event).toMatchObject({ rolesCount: false, role: 'admin' });
  expect(bonwart.panel.audit.all().at(-1)).toMatchObject({ action: 'pins-reset', data: { admins: '1' } });
  expect(bonwart.panel.audit.firstDamaged()).toBeNull();
});

test('no PIN, right or wrong, is anywhere in what Bonwart keeps or says', async () => {
  const script = await scriptIn();
  const said: Heard[] = [];
  const ids = await makePeople(script);
  said.push(await script.say('call', 'session.signIn', { personId: ids.Ada, pin: pins.wrong }));
  said.push(await script.say('call', 'session.signIn', { personId: ids.Ada, pin: `${pins.wrong}x` }));
  said.push(await script.say('call', 'session.signIn', { personId: ids.Ada, pin: Number(pins.wrong) }));
  said.push(await script.say('call', 'people.add', { name: 'Eve', role: pins.wrong, pin: pins.Ada }));
  said.push(await script.say('call', 'session.signIn', { personId: ids.Ada, pin: pins.Ada }));
  said.push(await script.say('call', 'people.list', {}));
  expect(said.map(({ error }) => error?.code)).toEqual([
    'pin.wrong',
    'contract.invalid-request',
    'contract.invalid-request',
    'contract.invalid-request',
    undefined,
    undefined,
  ]);
  await stop();
  const kept = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
  expect(kept.join('')).toContain('Mia');
  for (const pin of Object.values(pins)) {
    expect(JSON.stringify(said)).not.toContain(pin);
    for (const text of kept) expect(text.includes(pin)).toBe(false);
  }
  await start();
});
