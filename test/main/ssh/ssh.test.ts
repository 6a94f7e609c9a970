import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hostIdentity } from '../../../src-main/practice/pi/identity.ts';
import { type SshServer, startSshServer } from '../../../src-main/practice/pi/ssh-server.ts';
import { connectSsh, inspectHostKey, type SshLogin } from '../../../src-main/ssh/connect.ts';
import { makeKeyPair } from '../../../src-main/ssh/key-pair.ts';
import { commandLine } from '../../../src-main/ssh/quote.ts';

const password = 'right-4711';
let folder: string;
let server: SshServer;
let silent: Server;
let hostKey: string;
const ours = makeKeyPair('bonwart@test');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bonwart-ssh-'));
  const identity = hostIdentity(join(folder, 'ssh'));
  hostKey = identity.fingerprint;
  mkdirSync(join(folder, 'home'));
  const authorizedKeys = join(folder, 'keys');
  writeFileSync(authorizedKeys, `${ours.publicKey}\n`);
  server = await startSshServer({
    hostKey: identity.privateKey,
    login: { user: 'pi', password, authorizedKeys },
    shell: { home: join(folder, 'home'), environment: { PATH: process.env.PATH ?? '' }, groups: new Set() },
    log: () => {},
  });
  silent = createServer((socket) => socket.end('220 mail.example ESMTP\r\n')).listen(0, '127.0.0.1');
  await once(silent, 'listening');
});
afterAll(async () => {
  await server.stop();
  silent.close();
  rmSync(folder, { recursive: true, force: true });
});

const place = (change: object = {}) => ({ address: '127.0.0.1', port: server.port, user: 'pi', hostKey, ...change });
const right: SshLogin = { kind: 'password', password };

test('signing in by password and by our own key, and commands with every kind of word', async () => {
  for (const login of [right, { kind: 'key', privateKey: ours.privateKey } as const]) {
    const host = await connectSsh(place(), login);
    const words = ["it's", '$(touch /tmp/x)', '`id`', 'a b', '', '*', '\\', '"', '-n', 'ü€', 'new\nline'];
    const command = { program: 'printf', arguments: ['%s\\0', ...words] };
    const { output, exitCode } = await host.execute(command, { deadlineMs: 10_000 });
    expect([exitCode, output.toString('utf8').split('\0').slice(0, -1)]).toEqual([0, words]);
    host.close();
    await host.closed;
  }
});

test('a quick end, input, errors, a deadline and a connection that goes away', async () => {
  const host = await connectSsh(place(), right);
  const shell = (script: string, options: object = {}) =>
    host.execute({ program: 'sh', arguments: ['-c', script] }, { deadlineMs: 10_000, ...options });
  for (let count = 0; count < 20; count += 1) expect((await shell('exit 3')).exitCode).toBe(3);
  expect((await shell('cat; echo bad >&2', { input: 'in' })).output.toString()).toBe('in');
  expect((await shell('echo bad >&2')).errors).toBe('bad\n');
  await expect(shell('exec sleep 60', { deadlineMs: 100 })).rejects.toMatchObject({
    error: { code: 'connection.timeout' },
  });
  const hanging = shell('exec sleep 60');
  host.close();
  await expect(hanging).rejects.toMatchObject({ error: { code: 'connection.lost' } });
  await expect(shell('true')).rejects.toMatchObject({ error: { code: 'connection.lost' } });
});

test('the host key is told without signing in, as ssh-keygen shows it', async () => {
  expect(await inspectHostKey('127.0.0.1', server.port)).toEqual({ keyType: 'ssh-ed25519', fingerprint: hostKey });
});

const wrongHostKey = `SHA256:${'A'.repeat(43)}`;
const stranger = makeKeyPair('stranger');
test.each<[string, () => object, SshLogin]>([
  ['login.wrong-password', () => place(), { kind: 'password', password: 'wrong' }],
  ['login.wrong-password', () => place({ user: 'root' }), right],
  ['login.wrong-key', () => place(), { kind: 'key', privateKey: stranger.privateKey }],
  ['login.bad-key-file', () => place(), { kind: 'key', privateKey: ours.publicKey }],
  ['login.bad-key-file', () => place(), { kind: 'key', privateKey: 'nonsense' }],
  ['host-key.changed', () => place({ hostKey: wrongHostKey }), right],
  ['host-key.changed', () => place({ hostKey: null }), right],
  ['connection.refused', () => place({ port: 1 }), right],
  ['connection.not-ssh', () => place({ port: (silent.address() as AddressInfo).port }), right],
])('%s', async (code, where, login) => {
  const error = await connectSsh(where() as ReturnType<typeof place>, login).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ error: { code } });
  expect(JSON.stringify(error)).not.toContain(password);
});

test('a key that is protected asks for its passphrase', async () => {
  const file = join(folder, 'protected');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', 'open-sesame', '-f', file]);
  const privateKey = execFileSync('cat', [file], { encoding: 'utf8' });
  for (const passphrase of [undefined, 'wrong'])
    await expect(connectSsh(place(), { kind: 'key', privateKey, passphrase })).rejects.toMatchObject({
      error: { code: 'login.passphrase-needed' },
    });
});

test('whatever is in a word, the shell takes it literally', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.string({ unit: 'binary' }).filter((word) => !word.includes('\0')),
        { maxLength: 5 },
      ),
      (words) => {
        const line = commandLine({ program: 'printf', arguments: ['%s\\0', 'first', ...words] });
        const output = execFileSync('sh', ['-c', line], { encoding: 'utf8' });
        expect(output).toBe(
          ['first', ...words.map((word) => Buffer.from(word).toString('utf8'))].map((word) => `${word}\0`).join(''),
        );
      },
    ),
    { numRuns: 60 },
  );
  expect(() => commandLine({ program: 'x', arguments: ['\0'] })).toThrow();
});
