import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './service.ts';

/** Why a real CUPS cannot run here, or null. */
export function whyNoCups(): string | null {
  if (process.getuid?.() !== 0) return 'a scheduler of CUPS of our own needs root';
  for (const file of ['/usr/sbin/cupsd', '/usr/sbin/lpadmin', '/usr/bin/lp', '/usr/lib/cups/backend/socket'])
    if (!existsSync(file)) return `${file} is not installed`;
  return null;
}

/** A scheduler of its own on loopback, with all its files in one folder. */
export interface Cups {
  /** For the environment of those that print. */
  readonly server: string;
  /** Makes a raw queue to a network printer. */
  addQueue(name: string, to: { host: string; port: number }): void;
  stop(): Promise<void>;
}

export async function startCups(): Promise<Cups> {
  const folder = mkdtempSync(join(tmpdir(), 'bonwart-cups-'));
  chmodSync(folder, 0o755);
  const places = Object.fromEntries(
    ['root', 'spool', 'cache', 'state', 'log'].map((name) => {
      mkdirSync(join(folder, name));
      return [name, join(folder, name)];
    }),
  );
  const server = `127.0.0.1:${await freePort()}`;
  const files = [
    `ServerRoot ${places.root}`,
    `RequestRoot ${places.spool}`,
    `CacheDir ${places.cache}`,
    `StateDir ${places.state}`,
    ...['Access', 'Error', 'Page'].map((log) => `${log}Log ${places.log}/${log}`),
    'SystemGroup root',
  ];
  const everybody = ['Order allow,deny', 'Allow all'];
  const settings = [
    `Listen ${server}`,
    'DefaultAuthType None',
    'WebInterface No',
    'Browsing No',
    ...['/', '/admin'].flatMap((path) => [`<Location ${path}>`, ...everybody, '</Location>']),
    '<Policy default>',
    '<Limit All>',
    'Order deny,allow',
    '</Limit>',
    '</Policy>',
  ];
  writeFileSync(join(folder, 'files.conf'), `${files.join('\n')}\n`);
  writeFileSync(join(folder, 'cupsd.conf'), `${settings.join('\n')}\n`);
  const child = spawn('/usr/sbin/cupsd', ['-f', '-c', join(folder, 'cupsd.conf'), '-s', join(folder, 'files.conf')], {
    stdio: 'ignore',
  });
  const environment = { ...process.env, CUPS_SERVER: server, LC_ALL: 'C' };
  const run = (file: string, ...words: string[]) => spawnSync(file, words, { env: environment, encoding: 'utf8' });
  const stop = async () => {
    if (child.exitCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await eventually('the scheduler', () => run('lpstat', '-r').stdout.includes('is running'), 30_000);
  } catch (error) {
    const log = join(folder, 'log', 'Error');
    console.log(existsSync(log) ? readFileSync(log, 'utf8') : 'cupsd wrote nothing');
    await stop();
    throw error;
  }
  return {
    server,
    addQueue(name, { host, port }) {
      const words = [
        '-p',
        name,
        '-E',
        '-v',
        `socket://${host}:${port}`,
        '-m',
        'raw',
        '-o',
        'printer-error-policy=abort-job',
      ];
      const made = run('/usr/sbin/lpadmin', ...words);
      if (made.status !== 0) throw new Error(`lpadmin: ${made.stderr}`);
    },
    stop,
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
