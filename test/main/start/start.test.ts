import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { reasonAgainstElectron } from '../../../scripts/start/choose-host.ts';
import { openCommand } from '../../../src-main/host-browser/open-address.ts';
import { readOptions } from '../../../src-main/host-browser/options.ts';
import { createSocketTransport, type SocketLike } from '../../../src-shared/contract/socket-transport.ts';
import { listenUntil } from '../../support/bonwart-client.ts';
import { reasonNotBuilt } from '../../support/built.ts';

const repository = join(import.meta.dirname, '../../..');
const notBuilt = reasonNotBuilt(
  'renderer',
  'browser-host',
  'payload practice',
  'bonctl',
  'service',
  'database-worker',
  'migrate',
);
const reason =
  notBuilt ?? (existsSync(join(repository, 'out', 'renderer', 'index.html')) ? null : 'there is no built window');
if (reason) console.warn(`skipped, starting Bonwart as a program: ${reason}`);

const started: ChildProcess[] = [];
const folders: string[] = [];
afterEach(() => {
  for (const child of started.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bonwart-start-'));
  folders.push(folder);
  return folder;
}

function start(...words: string[]) {
  const child = spawn(process.execPath, [join(repository, 'scripts', 'start.ts'), ...words], { cwd: repository });
  started.push(child);
  const said = { output: '', errors: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.errors += text;
  });
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  const line = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      if (said.output.includes('\n')) resolve(said.output);
    });
    exit.then(() => reject(new Error(`it ended: ${said.errors}`)));
  });
  // A start that is meant to fail has no line.
  line.catch(() => {});
  return { child, said, exit, line };
}

/** Processes that know this folder: by their words, or because they belong to the practice Pi in it. */
function processesOf(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        const read = (file: string) => readFileSync(`/proc/${pid}/${file}`, 'latin1');
        return read('cmdline').includes(folder) || read('environ').includes(folder);
      } catch {
        return false;
      }
    });
}

test.skipIf(reason)(
  'one line, a practice that works, a second start that says so, and nothing left',
  { timeout: 180_000 },
  async () => {
    const folder = newFolder();
    const bonwart = start('--practice', '--no-open', '--data', folder);
    const line = await bonwart.line;
    expect(line).toMatch(/^Bonwart: http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}\n$/);
    expect(bonwart.said.errors).toContain('taking the browser, because');
    const url = new URL(line.slice('Bonwart: '.length).trim());

    let session: string | null = null;
    const transport = createSocketTransport({
      connect: () => new WebSocket(`ws://${url.host}/bridge`, { origin: url.origin }) as unknown as SocketLike,
      after: (milliseconds, run) => {
        const timer = setTimeout(run, milliseconds);
        return () => clearTimeout(timer);
      },
      token: url.hash.slice('#token='.length),
      session: {
        read: () => session,
        write: (text) => {
          session = text;
        },
      },
      onState: () => {},
    });
    expect(await transport.bridge.call('app.info', {})).toMatchObject({
      value: { host: 'browser', startIn: 'practice' },
    });
    const steps = await listenUntil(transport.bridge, 'practice.start', {});
    expect(steps.at(-1)).toMatchObject({ kind: 'ready' });
    expect(processesOf(folder).length).toBeGreaterThan(1);

    const second = start('--practice', '--no-open', '--data', folder);
    expect(await second.exit).toBe(1);
    expect(second.said.output).toBe('');
    expect(second.said.errors).toMatch(/is running already \(process \d+/);

    bonwart.child.kill('SIGTERM');
    expect(await bonwart.exit).toBe(0);
    transport.close();
    expect(processesOf(folder)).toEqual([]);
    expect(bonwart.said.output).toBe(line);
  },
);

test.skipIf(reason)('a practice without a folder of its own leaves none behind', { timeout: 60_000 }, async () => {
  const folder = newFolder();
  const child = spawn(process.execPath, [join(repository, 'scripts', 'start.ts'), '--practice', '--no-open'], {
    cwd: repository,
    env: { ...process.env, TMPDIR: folder },
  });
  started.push(child);
  await once(child.stdout, 'data');
  expect(readdirSync(folder)).toHaveLength(1);
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(readdirSync(folder)).toEqual([]);
});

test.skipIf(reason)('ends when npm, through which it was started, is told to end', { timeout: 120_000 }, async () => {
  const folder = newFolder();
  const words = ['start', '--silent', '--', '--practice', '--no-open', '--data', folder];
  const npm = spawn('npm', words, { cwd: repository, shell: process.platform === 'win32' });
  started.push(npm);
  await once(npm.stdout, 'data');
  expect(processesOf(folder).length).toBeGreaterThan(1);
  npm.kill('SIGTERM');
  await expect.poll(() => processesOf(folder), { timeout: 20_000 }).toEqual([]);
});

const desk = { platform: 'linux', isRoot: false, hasDisplay: true, words: [] } as const;
test.each([
  [desk, null],
  [{ ...desk, words: ['--no-open'] }, 'no window is to be opened'],
  [{ ...desk, hasDisplay: false }, 'there is no screen here'],
  [{ ...desk, isRoot: true }, 'Electron does not run sandboxed as root'],
  [{ ...desk, platform: 'win32', hasDisplay: false }, null],
  [{ ...desk, platform: 'darwin', hasDisplay: false }, null],
] as const)('whether Electron can run: %j', (machine, expected) => {
  expect(reasonAgainstElectron(machine)).toBe(expected);
});

test('the command line is read, and what is odd in it is named', () => {
  expect(readOptions(['--practice', '--no-open', '--port', '8123', '--data', '/d'])).toEqual({
    practice: true,
    open: false,
    data: '/d',
    port: 8123,
    resetPins: false,
  });
  expect(readOptions([])).toEqual({ practice: false, open: true, data: null, port: 0, resetPins: false });
  expect(readOptions(['--reset-pins']).resetPins).toBe(true);
  expect(() => readOptions(['--port', '70000'])).toThrow(/70000/);
  expect(() => readOptions(['--nonsense'])).toThrow(/nonsense/);
});

test('an address is an argument of its own, whatever is in it', () => {
  const address = 'http://127.0.0.1:1/#token=a&b;c"d';
  for (const platform of ['linux', 'darwin', 'win32'] as const)
    expect(openCommand(platform, address).arguments.at(-1)).toBe(address);
});
