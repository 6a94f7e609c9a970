import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { payloads } from '../../scripts/build/layout.ts';
import { connectSsh } from '../../src-main/ssh/connect.ts';
import { makeKeyPair } from '../../src-main/ssh/key-pair.ts';
import type { RemoteHost } from '../../src-main/ssh/remote-host.ts';
import { places } from '../../src-shared/bonctl/places.ts';
import { eventually } from '../service/support/service.ts';

const server = '/usr/sbin/sshd';

/** A target on this machine: the system's sshd on loopback, and bonctl below a folder of its own. */
export interface LoopbackPi {
  readonly root: string;
  /** Arguments of `scp` that reach it, and its address for scp. */
  readonly scp: { readonly options: string[]; readonly address: string };
  connect(): Promise<RemoteHost>;
  stop(): Promise<void>;
}

/** Why there can be none on this machine, or undefined. */
export function whyNoLoopbackPi(): string | undefined {
  if (process.platform !== 'linux') return 'it needs Linux';
  return existsSync(server) ? undefined : `it needs OpenSSH's server (${server})`;
}

/** Starts it as the user who runs this. Nothing outside its folder is touched. */
export async function startLoopbackPi(): Promise<LoopbackPi> {
  const folder = mkdtempSync(join(tmpdir(), 'bonwart-bench-'));
  const root = join(folder, 'pi');
  const file = (name: string) => join(folder, name);
  mkdirSync(join(root, places.home), { recursive: true });
  execFileSync('tar', ['-xzf', join(payloads, 'practice', 'bootstrap.tar.gz'), '-C', join(root, places.home)]);
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  const key = makeKeyPair('bonwart-bench');
  writeFileSync(file('key'), key.privateKey, { mode: 0o600 });
  writeFileSync(file('authorized'), `${key.publicKey}\n`, { mode: 0o600 });
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file('host')]);
  const port = await freePort();
  const settings = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${file('host')}`,
    `AuthorizedKeysFile ${file('authorized')}`,
    `PidFile ${file('pid')}`,
    `SetEnv BONWART_PRACTICE_ROOT=${root}`,
    'StrictModes no',
    'UsePAM no',
    'PermitRootLogin yes',
    'Subsystem sftp internal-sftp',
  ];
  writeFileSync(file('sshd_config'), `${settings.join('\n')}\n`);
  const sshd = spawn(server, ['-D', '-e', '-f', file('sshd_config')], { stdio: 'ignore' });
  const blob = readFileSync(file('host.pub'), 'utf8').split(' ')[1] ?? '';
  const hostKey = `SHA256:${createHash('sha256').update(Buffer.from(blob, 'base64')).digest('base64').replace(/=+$/, '')}`;
  const user = userInfo().username;
  const connect = () =>
    connectSsh({ address: '127.0.0.1', port, user, hostKey }, { kind: 'key', privateKey: key.privateKey });
  (await eventually('sshd answers', () => connect().catch(() => null))).close();
  const known = ['-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null', '-o', 'LogLevel=ERROR'];
  return {
    root,
    connect,
    scp: { options: ['-q', '-B', '-P', String(port), '-i', file('key'), ...known], address: `${user}@127.0.0.1` },
    stop: async () => {
      sshd.kill('SIGTERM');
      endKeepers(root);
      await eventually('the programs of the target end', () => keepers(root).every((pid) => !isAlive(pid)), 30_000);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** Without systemd each program of the target has a keeper, which writes its process number down. */
function keepers(root: string): number[] {
  const files = globSync(join(root, places.state, 'units', '*.keeper'));
  return files.map((path) => (JSON.parse(readFileSync(path, 'utf8')) as { pid: number }).pid);
}

function endKeepers(root: string): void {
  for (const pid of keepers(root)) if (isAlive(pid)) process.kill(pid, 'SIGTERM');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
