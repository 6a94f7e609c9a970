import { createServer, get } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { connectSsh, inspectHostKey } from '../../../src-main/ssh/connect.ts';
import { makeKeyPair } from '../../../src-main/ssh/key-pair.ts';
import type { RemoteHost } from '../../../src-main/ssh/remote-host.ts';
import { Refusal } from '../../../src-shared/contract/errors.ts';
import { freePort, type LocalSshd, noSshd, startLocalSshd } from '../../support/local-sshd.ts';

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no refusal',
    (problem: unknown) => (problem instanceof Refusal ? problem.error.code : String(problem)),
  );

if (noSshd) console.log(`skipped: SSH against a real server, because ${noSshd}`);

describe.skipIf(noSshd)('a connection to a real OpenSSH server', () => {
  let server: LocalSshd;
  let host: RemoteHost;
  const destination = () => ({ address: '127.0.0.1', port: server.port, user: server.user, hostKey: server.hostKey });
  const login = () => ({ kind: 'key', privateKey: server.privateKey }) as const;

  beforeAll(async () => {
    server = await startLocalSshd();
    host = await connectSsh(destination(), login());
  });
  afterAll(async () => {
    host?.close();
    await server?.stop();
  });

  test('the fingerprint is the one that ssh-keygen shows', async () => {
    expect(await inspectHostKey('127.0.0.1', server.port)).toEqual({
      keyType: 'ssh-ed25519',
      fingerprint: server.hostKey,
    });
  });

  test('what is small is sent at once, not gathered until the other side has acknowledged', async () => {
    const noDelay = vi.spyOn(Socket.prototype, 'setNoDelay');
    const second = await connectSsh(destination(), login());
    expect(noDelay).toHaveBeenCalledWith(true);
    noDelay.mockRestore();
    second.close();
  });

  test('another host key is refused, and nothing is sent to it', async () => {
    const other = `SHA256:${'A'.repeat(43)}`;
    expect(await codeOf(connectSsh({ ...destination(), hostKey: other }, login()))).toBe('host-key.changed');
  });

  test('a foreign key, a broken key and a locked key are told apart', async () => {
    const foreign = { kind: 'key', privateKey: makeKeyPair('x').privateKey } as const;
    expect(await codeOf(connectSsh(destination(), foreign))).toBe('login.wrong-key');
    expect(await codeOf(connectSsh(destination(), { kind: 'key', privateKey: 'no key' }))).toBe('login.bad-key-file');
  });

  test('output, errors, exit code and input of a command', async () => {
    const command = { program: 'sh', arguments: ['-c', 'cat; echo "$1" >&2; exit 7', 'sh', "it's ü"] };
    const end = await host.execute(command, { input: 'in', deadlineMs: 10_000 });
    expect({ ...end, output: end.output.toString() }).toEqual({
      exitCode: 7,
      signal: null,
      output: 'in',
      errors: "it's ü\n",
    });
  });

  test('a command that is killed has no exit code', async () => {
    const { exitCode } = await host.execute({ program: 'sh', arguments: ['-c', 'kill -9 $$'] }, { deadlineMs: 10_000 });
    expect(exitCode).toBeNull();
  });

  test('a command that hangs is given up at its deadline', async () => {
    const waiting = { program: 'cat', arguments: [] };
    const never = new PassThrough();
    expect(await codeOf(host.execute(waiting, { input: never, deadlineMs: 200 }))).toBe('connection.timeout');
  });

  test('a port of the target is reached through the connection', async () => {
    const web = createServer((_request, response) => response.end('behind the door'));
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    const stream = await host.forward((web.address() as AddressInfo).port);
    const body = await new Promise<string>((resolve, reject) => {
      get({ createConnection: () => stream as never, path: '/' }, (response) => {
        let text = '';
        response.on('data', (bytes: Buffer) => {
          text += bytes.toString();
        });
        response.on('end', () => resolve(text));
      }).on('error', reject);
    });
    web.close();
    expect(body).toBe('behind the door');
    expect(await codeOf(host.forward(await freePort()))).toBe('service.unreachable');
  });
});

test('nobody listens: refused', async () => {
  const to = { address: '127.0.0.1', port: await freePort() };
  expect(await codeOf(inspectHostKey(to.address, to.port))).toBe('connection.refused');
});

test('something that is not SSH says so', async () => {
  const web = createSocketServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const to = { address: '127.0.0.1', port: (web.address() as AddressInfo).port };
  const code = await codeOf(inspectHostKey(to.address, to.port));
  web.close();
  expect(['connection.not-ssh', 'connection.lost']).toContain(code);
});

test('a name that does not exist is named', async () => {
  expect(await codeOf(inspectHostKey('no-such-pi.invalid', 22))).toBe('connection.name-not-found');
});
