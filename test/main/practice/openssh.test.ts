import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Practice } from '../../../src-main/practice/interface.ts';
import { until } from '../../support/printer-client.ts';
import { begin, scratch } from './bench.ts';

const hasOpenSsh = ['ssh', 'ssh-keygen'].every((program) => spawnSync(program, ['-?']).error === undefined);
if (!hasOpenSsh)
  console.log('skipped: the practice Pi with a real SSH client, as OpenSSH (ssh, ssh-keygen) is not installed');

describe.skipIf(!hasOpenSsh)('a real OpenSSH client', () => {
  const directory = scratch();
  let practice: Practice;
  const ssh = (...more: string[]): string[] => [
    '-F',
    'none',
    '-i',
    join(directory, 'key'),
    '-p',
    String(practice.port),
    '-o',
    'IdentitiesOnly=yes',
    '-o',
    'IdentityAgent=none',
    '-o',
    'BatchMode=yes',
    '-o',
    `UserKnownHostsFile=${join(directory, 'known_hosts')}`,
    '-o',
    'ServerAliveInterval=1',
    ...more,
    `${practice.user}@127.0.0.1`,
  ];
  beforeAll(async () => {
    practice = await begin(directory);
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(directory, 'key')]);
    const home = join(practice.root, 'home/pi/.ssh');
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'authorized_keys'), readFileSync(join(directory, 'key.pub')));
  });
  afterAll(() => practice.stop());

  /** The practice runs in this process, so the client must not block it. */
  function run(parameters: string[], input = ''): Promise<{ code: number | null; output: string; errors: string }> {
    const child = spawn('ssh', parameters, { stdio: 'pipe' });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    return new Promise((done) => child.on('close', (code) => done({ code, output, errors })));
  }

  test('refuses an unknown host key, takes it when it is known by the fingerprint that the practice tells', async () => {
    expect((await run([...ssh('-o', 'StrictHostKeyChecking=yes'), 'true'])).code).toBe(255);
    const told = await run([...ssh('-o', 'StrictHostKeyChecking=accept-new'), 'cat; exit 5'], 'Grüße');
    expect([told.code, told.output]).toEqual([5, 'Grüße']);
    const known = execFileSync('ssh-keygen', ['-lf', join(directory, 'known_hosts')]).toString();
    expect(known).toContain(practice.hostKey);
    expect(known).toContain('ED25519');
  });

  test('runs the shell without a terminal and survives its keep-alive questions', async () => {
    const { output, code } = await run([...ssh('-T')], 'echo one; sleep 1.5; echo two\nexit 4\n');
    expect([output, code]).toEqual(['one\ntwo\n', 4]);
  });

  test('tunnels', async () => {
    const server = createServer((socket) => socket.end('through the tunnel'));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    const { output } = await run([...ssh('-W', `127.0.0.1:${port}`)]);
    expect(output).toBe('through the tunnel');
    server.close();
  });

  test('an interrupted client leaves no process that reads from it', async () => {
    const child = spawn('ssh', [...ssh(), 'echo started; cat > /dev/null; echo over > interrupted'], { stdio: 'pipe' });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    await until('the command', () => output.includes('started'));
    child.kill('SIGKILL');
    const over = join(practice.root, 'home/pi/interrupted');
    await until('the end of its input', () => spawnSync('test', ['-s', over]).status === 0);
  });
});
