import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runProgram } from './machine/run-program.ts';
import { createTestPi, noTestPi, type TestPi } from './test-pi.ts';

if (noTestPi) console.log(`skipped: the test Pi itself, because ${noTestPi}`);

describe.skipIf(noTestPi)('the test Pi', () => {
  let pi: TestPi;
  beforeAll(async () => {
    pi = await createTestPi({ name: 'machine' });
  });
  afterAll(() => pi?.dispose());

  test('runs systemd and knows its user', async () => {
    expect((await pi.tryRun('systemctl is-system-running --wait')).output.trim()).toBe('running');
    expect(await pi.run('id -nu; whoami', '')).toBe('root\nroot\n');
    expect(await pi.run(`sudo -u ${pi.user} sudo -n id -nu`)).toBe('root\n');
    expect(await pi.run('hostname')).toBe('machine\n');
    expect(await pi.run('cat', 'ünïcode')).toBe('ünïcode');
  });

  test('reaches the printer and this machine, and nothing else', async () => {
    // an address that is reserved for documentation stands for the internet
    expect((await pi.tryRun('ip route get 203.0.113.1')).errors).toContain('unreachable');
    const printer = pi.spawnAt('printer', [process.execPath, '-e', listen], { stdio: 'pipe' });
    await new Promise((resolve) => printer.stdout?.once('data', resolve));
    expect(await pi.run(`curl -s --max-time 5 http://printer:9100/`)).toBe('paper');
    await pi.cut('printer');
    expect((await pi.tryRun(`curl -s --max-time 1 http://printer:9100/`)).exitCode).not.toBe(0);
    await pi.restore('printer');
    expect(await pi.run(`curl -s --max-time 5 http://printer:9100/`)).toBe('paper');
    const ended = new Promise((resolve) => printer.once('exit', resolve));
    printer.kill('SIGKILL');
    await ended;
  });

  test('keeps its disk over a power cut and a reboot, and has a new boot each time', async () => {
    const bootId = () => pi.run('cat /proc/sys/kernel/random/boot_id');
    const boots = [await bootId()];
    await pi.run('echo kept > /opt/mark; sync');
    await pi.powerCut();
    await expect(async () => pi.run('true')).rejects.toThrow('switched off');
    await pi.boot();
    boots.push(await bootId());
    await pi.reboot();
    boots.push(await bootId());
    expect(new Set(boots).size).toBe(3);
    expect(await pi.run('cat /opt/mark')).toBe('kept\n');
  });

  test('has a disk that can be full', async () => {
    await pi.smallDisk(5);
    const write = await pi.tryRun('dd if=/dev/zero of=/opt/big bs=1M count=20');
    expect(write.errors).toContain('No space left');
    await pi.run('rm /opt/big');
    await pi.smallDisk(null);
    await pi.run('dd if=/dev/zero of=/opt/big bs=1M count=20 2>&1 && rm /opt/big');
  });

  test('shows a new host key after a change', async () => {
    const before = await pi.hostKey();
    expect(before).toMatch(/^SHA256:/);
    await pi.changeHostKey();
    expect(await pi.hostKey()).not.toBe(before);
  });

  test('several run beside each other and leave nothing', async () => {
    const mounts = readFileSync('/proc/mounts', 'utf8').match(/bonwart-test-pi/g)?.length;
    const second = await createTestPi({ name: 'second', sudo: 'not-at-all' });
    expect(second.address).not.toBe(pi.address);
    expect((await second.tryRun(`sudo -u ${second.user} sudo -n id`)).exitCode).not.toBe(0);
    expect(await pi.run('hostname')).toBe('machine\n');
    await second.dispose();
    expect((await runProgram(['ip', '-o', 'address'])).includes(`${second.hostAddress}/`)).toBe(false);
    expect(readFileSync('/proc/mounts', 'utf8').match(/bonwart-test-pi/g)?.length).toBe(mounts);
  });
});

const listen = `require('node:http').createServer((_, answer) => answer.end('paper')).listen(9100, () => console.log('ready'))`;
