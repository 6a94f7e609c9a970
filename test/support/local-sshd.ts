import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fingerprintOf } from '../../src-main/ssh/host-key.ts';
import { makeKeyPair } from '../../src-main/ssh/key-pair.ts';

const program = ['/usr/sbin/sshd', '/usr/bin/sshd'].find((file) => existsSync(file));

/** Why a real OpenSSH server cannot be started here, or `null` if it can. */
export const noSshd = program ? null : 'OpenSSH server (sshd) is not installed';

export interface LocalSshd {
  readonly port: number;
  readonly user: string;
  readonly hostKey: string;
  readonly privateKey: string;
  /** Folder that stands for `/` of a practice Pi on it. */
  readonly root: string;
  readonly home: string;
  stop(): Promise<void>;
}

/** A real OpenSSH server on loopback, for this user alone, with a home and a practice root of its own. */
export async function startLocalSshd(): Promise<LocalSshd> {
  const folder = mkdtempSync(join(tmpdir(), 'bonwart-sshd-'));
  const root = join(folder, 'root');
  const home = join(folder, 'home');
  mkdirSync(root);
  mkdirSync(join(home, '.ssh'), { recursive: true });
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, 'host')]);
  const pair = makeKeyPair('test');
  const keys = join(home, '.ssh', 'authorized_keys');
  writeFileSync(keys, `${pair.publicKey}\n`);
  const port = await freePort();
  writeFileSync(
    join(folder, 'config'),
    [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${join(folder, 'host')}`,
      `AuthorizedKeysFile ${keys}`,
      'StrictModes no',
      'UsePAM no',
      'PasswordAuthentication no',
      'PermitRootLogin yes',
      `PidFile ${join(folder, 'pid')}`,
      `SetEnv BONWART_PRACTICE_ROOT=${root} HOME=${home}`,
    ].join('\n'),
  );
  mkdirSync('/run/sshd', { recursive: true });
  const server = spawn(program ?? '', ['-D', '-e', '-f', join(folder, 'config')], { stdio: 'ignore' });
  await answering(port);
  const blob = readFileSync(join(folder, 'host.pub'), 'utf8').split(' ')[1] ?? '';
  return {
    port,
    user: userInfo().username,
    hostKey: fingerprintOf(Buffer.from(blob, 'base64')),
    privateKey: pair.privateKey,
    root,
    home,
    async stop() {
      const ended = new Promise((resolve) => server.once('close', resolve));
      server.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

async function answering(port: number): Promise<void> {
  const giveUp = performance.now() + 10_000;
  while (performance.now() < giveUp) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect({ host: '127.0.0.1', port });
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    await wait(20);
  }
  throw new Error('sshd does not listen');
}
