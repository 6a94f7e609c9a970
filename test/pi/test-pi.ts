import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Container, startContainer } from './machine/container.ts';
import { buildRoot, piPassword, piUser } from './machine/debian-root.ts';
import { createDisk } from './machine/disk.ts';
import { claimFolder, removeLeftovers } from './machine/leftovers.ts';
import { type Cable, createNetwork, type Network, type Station } from './machine/network.ts';
import { type ProgramEnd, runProgram, tryProgram } from './machine/run-program.ts';

export type { Station } from './machine/network.ts';
export { noTestPi } from './machine/why-not.ts';

export interface TestPiOptions {
  /** Shown in messages and as the host name. */
  readonly name: string;
  /** How the user becomes root. A Raspberry Pi asks for no password. */
  readonly sudo?: 'without-password' | 'with-password' | 'not-at-all';
}

/**
 * A Debian machine with systemd and sshd on a network of its own: a Raspberry Pi, as far as a program can tell. `printer`, `shop`
 * and `pc` are further stations on the same bridge; there is no way to any other network.
 */
export interface TestPi {
  readonly name: string;
  /** Where its `/` lies on this machine: what the Pi reads and writes, without asking the Pi. */
  readonly root: string;
  readonly address: string;
  /** Under this address the Pi sees the machine that runs the tests. */
  readonly hostAddress: string;
  readonly user: string;
  readonly password: string;
  addressOf(station: Station): string;
  /** The SHA-256 fingerprint of its ed25519 host key, as `ssh-keygen -lf` shows it. */
  hostKey(): Promise<string>;
  /** Gives it new host keys, as a card that was written anew. */
  changeHostKey(): Promise<void>;
  /** Runs a shell's text as root on the Pi, past the network. @throws Error if it fails */
  run(script: string, input?: string): Promise<string>;
  /** As `run`, for what may fail. */
  tryRun(script: string, input?: string): Promise<ProgramEnd>;
  /** Starts a program of this machine in a station's network. The caller ends it. */
  spawnAt(station: Station, argv: readonly string[], options?: SpawnOptions): ChildProcess;
  /** Runs a program of this machine in a station's network to its end. */
  runAt(station: Station, argv: readonly string[]): Promise<string>;
  /** Pulls a network cable, the Pi's own if none is named; nobody is told. */
  cut(cable?: Cable): Promise<void>;
  restore(cable?: Cable): Promise<void>;
  /** Pulls the plug: everything dies at once, the disk stays. */
  powerCut(): Promise<void>;
  /** Switches it on again after a power cut; resolves when SSH answers. */
  boot(): Promise<void>;
  /** An orderly reboot; resolves when SSH answers again. */
  reboot(): Promise<void>;
  /** Leaves so many megabytes free on its disk; `null` is a disk of usual size again. */
  smallDisk(freeMegabytes: number | null): Promise<void>;
  /** What it said on its console since it was made. */
  console(): string;
  dispose(): Promise<void>;
}

const bootDeadlineMs = 60_000;
const sudoRules = {
  'without-password': `${piUser} ALL=(ALL) NOPASSWD: ALL\n`,
  'with-password': `${piUser} ALL=(ALL) ALL\n`,
  'not-at-all': '',
};

/** Makes a fresh Pi and boots it; resolves when SSH answers. Ask `noTestPi` first whether that can work here. */
export async function createTestPi(options: TestPiOptions): Promise<TestPi> {
  const lower = await buildRoot();
  await removeLeftovers();
  const network = await createNetwork();
  const folder = claimFolder(network.id);
  const disk = await createDisk(folder, lower);
  prepareRoot(disk.root, options.name, network, sudoRules[options.sudo ?? 'without-password']);
  const consoleFile = join(folder, 'console.log');
  const plan = {
    id: network.id,
    root: disk.root,
    namespace: network.namespaceOf('pi'),
    console: consoleFile,
    hostName: options.name,
  };
  let container: Container | null = null;

  const inside = (script: string) => {
    if (!container) throw new Error(`${options.name} is switched off`);
    const init = String(container.initProcess());
    const enter = ['nsenter', '--target', init, '--mount', '--uts', '--ipc', '--net', '--pid', '--root', '--wd'];
    const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
    return [...enter, '--', 'env', '-i', path, 'HOME=/root', 'LANG=C.UTF-8', 'sh', '-c', script];
  };

  const pi: TestPi = {
    name: options.name,
    root: disk.root,
    address: network.addressOf('pi'),
    hostAddress: network.hostAddress,
    user: piUser,
    password: piPassword,
    addressOf: network.addressOf,
    hostKey: async () => {
      const shown = await runProgram(['ssh-keygen', '-lf', join(disk.root, 'etc/ssh/ssh_host_ed25519_key.pub')]);
      return shown.split(' ')[1] ?? '';
    },
    changeHostKey: async () => {
      await pi.run('rm /etc/ssh/ssh_host_*; ssh-keygen -q -A; systemctl restart ssh');
      await untilSshAnswers(pi.address);
    },
    run: (script, input) => runProgram(inside(script), input),
    tryRun: (script, input) => tryProgram(inside(script), input),
    spawnAt: (station, argv, more = {}) => spawn('ip', ['netns', 'exec', network.namespaceOf(station), ...argv], more),
    runAt: (station, argv) => runProgram(['ip', 'netns', 'exec', network.namespaceOf(station), ...argv]),
    cut: (cable = 'pi') => network.setCable(cable, 'down'),
    restore: (cable = 'pi') => network.setCable(cable, 'up'),
    powerCut: async () => {
      await container?.kill();
      container = null;
    },
    boot: async () => {
      container ??= startContainer(plan);
      await untilSshAnswers(pi.address, () => container?.running === true).catch((problem: Error) => {
        throw new Error(`${options.name}: ${problem.message}; its console ends with\n${pi.console().slice(-2000)}`);
      });
    },
    reboot: async () => {
      const before = await pi.run('cat /proc/sys/kernel/random/boot_id');
      await pi.tryRun('systemctl reboot');
      await untilNewBoot(pi, before);
      await untilSshAnswers(pi.address);
    },
    smallDisk: disk.setFree,
    console: () => readFileSync(consoleFile, 'utf8'),
    dispose: async () => {
      await pi.powerCut();
      await network.dispose();
      await disk.dispose();
    },
  };
  try {
    await pi.boot();
    return pi;
  } catch (problem) {
    await pi.dispose();
    throw problem;
  }
}

function prepareRoot(root: string, name: string, network: Network, sudoRule: string): void {
  const hosts = [
    '127.0.0.1 localhost',
    `127.0.1.1 ${name}`,
    ...(['pi', 'printer', 'shop', 'pc'] as const).map((station) => `${network.addressOf(station)} ${station}`),
  ];
  writeFileSync(join(root, 'etc/hosts'), `${hosts.join('\n')}\n`);
  // nspawn takes the host name from its option; without this file nobody else does
  rmSync(join(root, 'etc/hostname'), { force: true });
  if (sudoRule !== '') writeFileSync(join(root, 'etc/sudoers.d/010_pi'), sudoRule, { mode: 0o440 });
}

async function untilNewBoot(pi: TestPi, before: string): Promise<void> {
  const giveUp = performance.now() + bootDeadlineMs;
  while (performance.now() < giveUp) {
    try {
      if ((await pi.run('cat /proc/sys/kernel/random/boot_id')) !== before) return;
    } catch {
      // between the end of one boot and the start of the next
    }
    await wait(30);
  }
  throw new Error(`${pi.name} did not come back from its reboot`);
}

/** Resolves when a server at port 22 introduces itself (RFC 4253 §4.2). */
async function untilSshAnswers(address: string, alive: () => boolean = () => true): Promise<void> {
  const giveUp = performance.now() + bootDeadlineMs;
  while (performance.now() < giveUp) {
    if (!alive()) throw new Error('the machine stopped');
    if (await introducesItself(address)) return;
    await wait(30);
  }
  throw new Error('SSH does not answer');
}

function introducesItself(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port: 22 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1000, () => end(false));
    socket.once('error', () => end(false));
    socket.once('close', () => end(false));
    socket.once('data', (piece) => end(piece.toString('latin1').startsWith('SSH-')));
  });
}
