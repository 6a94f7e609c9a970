import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { unitNames } from '../../../src-shared/bonctl/places.ts';
import { readIfThere, removeDurably, writeDurably } from '../files/durable.ts';
import { type Machine, placeOn } from '../machine.ts';
import { isAlive, startTime } from './process-identity.ts';
import type { ServiceManager } from './service-manager.ts';

/** A program to keep, as it lies on disk for `bonctl keep`. */
export const keptUnitSchema = z.object({
  name: z.string(),
  program: z.string(),
  arguments: z.array(z.string()),
  folder: z.string(),
  /** `on-failure` ends with the program's success; `always` starts it again whatever it says. */
  restart: z.enum(['always', 'on-failure']),
});
export type KeptUnit = z.infer<typeof keptUnitSchema>;

const keeperSchema = z.object({ pid: z.number(), startTime: z.string() });

/**
 * Our own supervisor for machines without systemd (practice Pi, macOS): each program has a keeper, a process of its own
 * that starts it again. A keeper is known by its process number and start time together.
 */
export function processManager(root: string, self: readonly string[]): ServiceManager {
  const machine: Pick<Machine, 'root'> = { root };
  const folder = placeOn(machine, 'state', 'units');
  const unitFile = (name: string) => `${folder}/${name}.json`;
  const keeperFile = (name: string) => `${folder}/${name}.keeper`;

  const keeperOf = (name: string): number | null => {
    const text = readIfThere(keeperFile(name));
    const keeper = text === null ? null : keeperSchema.safeParse(JSON.parse(text)).data;
    return keeper && isAlive(keeper.pid) && startTime(keeper.pid) === keeper.startTime ? keeper.pid : null;
  };

  const start = (unit: KeptUnit) => {
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
    keeper.unref();
    if (keeper.pid === undefined) throw new Error(`the keeper of ${unit.name} did not start`);
    writeDurably(keeperFile(unit.name), JSON.stringify({ pid: keeper.pid, startTime: startTime(keeper.pid) }));
  };

  const stop = async (name: string) => {
    const pid = keeperOf(name);
    if (pid === null) return;
    process.kill(pid, 'SIGTERM');
    const killAt = performance.now() + 15_000;
    while (isAlive(pid)) {
      if (performance.now() > killAt) process.kill(pid, 'SIGKILL');
      await wait(10);
    }
    rmSync(keeperFile(name), { force: true });
  };

  const service = unitNames.service;
  return {
    kind: 'processes',
    isRunning: async (name) => keeperOf(name) !== null,
    startOwn: async (unit) => {
      const [program = '', ...first] = self;
      start({
        name: unit.name,
        program,
        arguments: [...first, ...unit.arguments],
        folder: root,
        restart: 'on-failure',
      });
    },
    stopOwn: stop,
    installService: async (program) => {
      const memory = { unit: readIfThere(unitFile(service)) };
      mkdirSync(folder, { recursive: true });
      const unit: KeptUnit = { name: service, ...program, arguments: [...program.arguments], restart: 'always' };
      writeDurably(unitFile(service), JSON.stringify(unit));
      return memory;
    },
    restoreService: async (memory) => {
      await stop(service);
      if (typeof memory.unit === 'string') writeDurably(unitFile(service), memory.unit);
      else removeDurably(unitFile(service));
    },
    stopService: () => stop(service),
    startService: async () => {
      const text = readIfThere(unitFile(service));
      if (text === null) throw new Error('the print service is not installed');
      start(keptUnitSchema.parse(JSON.parse(text)));
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
