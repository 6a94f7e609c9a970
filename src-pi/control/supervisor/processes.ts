import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { unitNames } from '../../../src-shared/bonctl/places.ts';
import { readIfThere, removeDurably, writeDurably } from '../files/durable.ts';
import { type Machine, placeOn } from '../machine.ts';
import { childFile, type KeptUnit, keeperFile, keptUnitSchema } from './kept-unit.ts';
import { endLeftBehind, isAlive, rememberedProcess } from './process-identity.ts';
import type { ServiceManager } from './service-manager.ts';

/** A keeper that does not say within this time that it is there has not started. */
const keeperStartsWithinMs = 15_000;

/**
 * Our own supervisor for machines without systemd (practice Pi, macOS): each program has a keeper, a process of its own
 * that starts it again. A keeper is known by its process number and start time together.
 */
export function processManager(root: string, self: readonly string[]): ServiceManager {
  const machine: Pick<Machine, 'root'> = { root };
  const folder = placeOn(machine, 'state', 'units');
  const unitFile = (name: string) => `${folder}/${name}.json`;
  const keeperOf = (name: string) => rememberedProcess(keeperFile(unitFile(name)));

  const start = async (unit: KeptUnit) => {
    if (keeperOf(unit.name)) return;
    mkdirSync(folder, { recursive: true });
    writeDurably(unitFile(unit.name), JSON.stringify(unit));
    const log = openSync(`${folder}/${unit.name}.log`, 'a', 0o640);
    const [program = '', ...first] = self;
    const keeper = spawn(program, [...first, 'keep', unitFile(unit.name)], {
      detached: true,
      stdio: ['ignore', log, log],
      cwd: root,
    });
    closeSync(log);
    keeper.unref();
    let ended = false;
    keeper.once('exit', () => {
      ended = true;
    });
    keeper.once('error', () => {
      ended = true;
    });
    // the keeper itself writes down that it is there; one that found another there, or had nothing more to do, has ended
    const giveUp = performance.now() + keeperStartsWithinMs;
    while (!keeperOf(unit.name) && !ended) {
      if (performance.now() > giveUp) throw new Error(`the keeper of ${unit.name} did not start`);
      await wait(10);
    }
  };

  const stop = async (name: string) => {
    const pid = keeperOf(name);
    if (pid !== null) {
      process.kill(pid, 'SIGTERM');
      const killAt = performance.now() + 15_000;
      while (isAlive(pid)) {
        if (performance.now() > killAt) process.kill(pid, 'SIGKILL');
        await wait(10);
      }
    }
    // what a killed keeper left behind must not go on serving
    await endLeftBehind(childFile(unitFile(name)));
    rmSync(keeperFile(unitFile(name)), { force: true });
  };

  const service = unitNames.service;
  return {
    kind: 'processes',
    isRunning: async (name) => keeperOf(name) !== null,
    startOwn: async (unit) => {
      const [program = '', ...first] = self;
      await start({
        name: unit.name,
        program,
        arguments: [...first, ...unit.arguments],
        folder: root,
        restart: 'on-failure',
      });
    },
    stopOwn: stop,
    describeService: () => ({ unit: readIfThere(unitFile(service)) }),
    installService: async ({ program, arguments: given, folder: place }) => {
      mkdirSync(folder, { recursive: true });
      const unit: KeptUnit = { name: service, program, arguments: [...given], folder: place, restart: 'always' };
      writeDurably(unitFile(service), JSON.stringify(unit));
    },
    restoreService: async (memory) => {
      if (memory.unit === readIfThere(unitFile(service))) return;
      await stop(service);
      if (typeof memory.unit === 'string') writeDurably(unitFile(service), memory.unit);
      else removeDurably(unitFile(service));
    },
    stopService: () => stop(service),
    isHeld: () => false,
    warmUpService: async () => {},
    startService: async () => {
      const text = readIfThere(unitFile(service));
      if (text === null) throw new Error('the print service is not installed');
      await start(keptUnitSchema.parse(JSON.parse(text)));
    },
    serviceState: async () => {
      if (!existsSync(unitFile(service))) return 'absent';
      return keeperOf(service) ? 'running' : 'stopped';
    },
    enableGuardAtBoot: async () => {},
    removeOwn: async () => {
      await stop(unitNames.guard);
    },
  };
}
