import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type ssh2 from 'ssh2';
import type { Client } from 'ssh2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Practice } from '../../../src-main/practice/interface.ts';
import { makeKeyPair } from '../../../src-main/ssh/key-pair.ts';
import { until } from '../../support/printer-client.ts';
import { execute, outputOf, signIn } from '../../support/ssh-client.ts';
import { begin, scratch, signInWithPassword } from './bench.ts';

const directory = scratch();
let practice: Practice;
let client: Client;
beforeAll(async () => {
  practice = await begin(directory);
  client = await signInWithPassword(practice);
});
afterAll(async () => {
  client.end();
  await practice.stop();
});
const run = (command: string, input?: string | Buffer) => outputOf(client, command, input);

describe('signing in', () => {
  test('the host key has the fingerprint that is told', async () => {
    let seen = '';
    const other = await signIn({
      port: practice.port,
      username: practice.user,
      password: practice.password,
      hostVerifier: (key: Buffer) => {
        seen = `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
        return true;
      },
    });
    other.end();
    expect(seen).toBe(practice.hostKey);
  });

  test.each([
    ['a wrong password', { password: 'wrong' }],
    ['another user', { username: 'root' }],
  ])('%s is refused', async (_, change) => {
    const login = { port: practice.port, username: practice.user, password: practice.password };
    await expect(signIn({ ...login, ...change })).rejects.toMatchObject({ level: 'client-authentication' });
  });

  test('a key counts from the moment it is in authorized_keys, and no other key does', async () => {
    const key = makeKeyPair('test');
    const other = makeKeyPair('test');
    const login = { port: practice.port, username: practice.user, privateKey: key.privateKey };
    await expect(signIn(login)).rejects.toMatchObject({ level: 'client-authentication' });
    const { code } = await run(
      'umask 077 && mkdir -p ~/.ssh && cat >> ~/.ssh/authorized_keys',
      `# kept\nno-pty,no-X11-forwarding ${key.publicKey} bonwart\n`,
    );
    expect(code).toBe(0);
    const withKey = await signIn(login);
    expect((await outputOf(withKey, 'echo in')).stdout.toString()).toBe('in\n');
    withKey.end();
    await expect(signIn({ ...login, privateKey: other.privateKey })).rejects.toMatchObject({
      level: 'client-authentication',
    });
  });
});

describe('commands', () => {
  test('run in sh, at home, with the Pi in the environment and nothing of the PC', async () => {
    process.env.SECRET_OF_THE_PC = 'leaked';
    const { stdout, stderr, code } = await run(
      'pwd; printenv BONWART_PRACTICE_ROOT; echo ~; printenv SECRET_OF_THE_PC; echo oh >&2',
    );
    delete process.env.SECRET_OF_THE_PC;
    const home = join(practice.root, 'home/pi');
    expect([stdout.toString(), stderr, code]).toEqual([`${home}\n${practice.root}\n${home}\n`, 'oh\n', 0]);
  });

  test('give exit codes and signals', async () => {
    expect((await run('exit 7')).code).toBe(7);
    expect((await run('no-such-program-here')).code).toBe(127);
    expect(await run('kill -TERM $$')).toMatchObject({ code: null, signal: 'SIGTERM' });
  });

  test('take signals from the client', async () => {
    const channel = await execute(client, 'trap "echo caught; exit 3" USR1; echo ready; while :; do sleep 0.02; done');
    let said = '';
    channel.on('data', (chunk: Buffer) => {
      said += chunk;
    });
    await until('the trap', () => said.includes('ready'));
    channel.signal('USR1');
    const code = await new Promise((done) => channel.on('exit', done));
    expect([code, said]).toEqual([3, 'ready\ncaught\n']);
  });

  test('10 MB through cat come back as they were', async () => {
    const sent = Buffer.alloc(10_000_000, 'Grüße ');
    const { stdout, code } = await run('cat', sent);
    expect(code).toBe(0);
    expect(stdout.equals(sent)).toBe(true);
  });

  test('a reader that does not read holds the writer back', async () => {
    const channel = await execute(client, `head -c 200000000 /dev/zero; echo done > ${directory}/written`);
    await until('the first bytes', () => channel.readableLength > 0);
    expect((await run('echo other channels go on')).code).toBe(0);
    expect(existsSync(join(directory, 'written'))).toBe(false);
    channel.close();
  });

  test('a closed channel breaks the pipe, it does not kill', async () => {
    const ended = join(directory, 'ended');
    const channel = await execute(client, `cat > /dev/null; echo "input ended" > ${ended}`);
    channel.write('x');
    channel.close();
    await until('the command goes on to its end', () => existsSync(ended) && readFileSync(ended, 'utf8').length > 0);
    expect(readFileSync(ended, 'utf8')).toBe('input ended\n');
  });

  test('a lost connection leaves what runs in the background', async () => {
    const other = await signInWithPassword(practice);
    const mark = join(directory, 'background');
    await outputOf(other, `(sleep 0.3; echo still here > ${mark}) > /dev/null 2>&1 < /dev/null &`);
    other.destroy();
    await until('the background ends its work', () => existsSync(mark));
  });
});

describe('forwarding', () => {
  const forward = (port: number, host = '127.0.0.1'): Promise<ssh2.ClientChannel> =>
    new Promise((done, failed) => {
      client.forwardOut('127.0.0.1', 0, host, port, (error, channel) => (error ? failed(error) : done(channel)));
    });

  test('reaches loopback, both ways, with both ends of the stream', async () => {
    const server = createServer({ allowHalfOpen: true }, (socket) => socket.pipe(socket));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const channel = await forward((server.address() as { port: number }).port);
    const sent = Buffer.alloc(3_000_000, 'tunnel');
    const got: Buffer[] = [];
    channel.on('data', (chunk: Buffer) => got.push(chunk));
    channel.end(sent);
    await new Promise((done) => channel.on('end', done));
    expect(Buffer.concat(got).equals(sent)).toBe(true);
    server.close();
  });

  test('refuses a closed port and every place but loopback', async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    await new Promise((done) => server.close(done));
    await expect(forward(port)).rejects.toThrow();
    await expect(forward(80, '192.0.2.1')).rejects.toThrow();
  });
});

test('SFTP is refused, a shell without a terminal works', async () => {
  await expect(
    new Promise((done, failed) => client.sftp((error, sftp) => (error ? failed(error) : done(sftp)))),
  ).rejects.toThrow();
  const shell = await new Promise<ssh2.ClientChannel>((done, failed) =>
    client.shell(false, (error, channel) => (error ? failed(error) : done(channel))),
  );
  let said = '';
  shell.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  shell.end('echo a shell without a terminal\n');
  await new Promise((done) => shell.on('close', done));
  expect(said).toBe('a shell without a terminal\n');
});
