import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { places, unitNames } from '../../../src-shared/bonctl/places.ts';
import { readIfThere, removeDurably, writeDurably } from '../files/durable.ts';
import { execute } from './execute.ts';
import type { ServiceManager } from './service-manager.ts';
import { systemctl, unitFile, unitText } from './unit-files.ts';
import { describeWatchUnits, installWatchUnits, restoreWatchUnits } from './watch-units.ts';

/** While this file is there, the service's unit waits before it starts; calls that come in wait at the socket. */
const holdFile = '/run/wix-printer-service.hold';
/** While this file is there, a service that has come up waits before it reads its settings and its database. */
const waitFile = '/run/wix-printer-service.wait';
const serviceUnits = [unitNames.service, unitNames.socket] as const;

async function activeState(name: string): Promise<string> {
  const { output } = await execute('systemctl', ['show', '--property=ActiveState', '--value', name], 10_000);
  return output.trim();
}

/** systemd as the supervisor: a real Pi or any Linux machine that was booted with it. */
export function systemdManager(self: readonly string[]): ServiceManager {
  /** We have stopped the service ourselves, and what would start it since then is held. */
  let held = false;
  const isHeld = () => held && existsSync(holdFile);
  const isRunning = async (name: string) => ['active', 'activating', 'reloading'].includes(await activeState(name));

  return {
    kind: 'systemd',
    isRunning,

    async startOwn(unit) {
      if (await isRunning(unit.name)) return;
      if (unit.name === unitNames.guard) return systemctl(['start', '--no-block', unit.name]);
      const properties = [
        'Restart=on-failure',
        'RestartSec=1',
        'StartLimitIntervalSec=0',
        'KillMode=mixed',
        'TimeoutStopSec=15',
      ];
      const parameters = [
        '--quiet',
        '--collect',
        `--unit=${unit.name}`,
        ...properties.map((one) => `--property=${one}`),
      ];
      const { exitCode, output } = await execute('systemd-run', [...parameters, '--', ...self, ...unit.arguments]);
      if (exitCode !== 0 && !(await isRunning(unit.name))) throw new Error(`systemd-run: ${output.trim()}`);
    },

    async stopOwn(name) {
      await execute('systemctl', ['stop', name], 30_000);
    },

    describeService() {
      const enabled = existsSync(join(places.units, 'multi-user.target.wants', unitNames.service));
      const files = serviceUnits.map((name) => [name, readIfThere(unitFile(name))]);
      return { enabled, ...Object.fromEntries(files), ...describeWatchUnits() };
    },

    async installService(program, port) {
      const values = {
        program: program.program,
        arguments: program.arguments.join(' '),
        folder: program.folder,
        port: String(port),
        hold: holdFile,
        wait: waitFile,
        watcher: program.watcher,
        seconds: String(program.watchEverySeconds),
      };
      for (const name of serviceUnits) writeDurably(unitFile(name), unitText(name, values));
      await systemctl(['daemon-reload']);
      await systemctl(['enable', ...serviceUnits]);
      await installWatchUnits(values);
    },

    async restoreService(memory) {
      await restoreWatchUnits(memory);
      if (serviceUnits.every((name) => memory[name] === readIfThere(unitFile(name)))) return;
      rmSync(holdFile, { force: true });
      await execute('systemctl', ['stop', ...serviceUnits], 30_000);
      if (memory.enabled !== true) await execute('systemctl', ['disable', ...serviceUnits], 30_000);
      for (const name of serviceUnits) {
        const text = memory[name];
        if (typeof text === 'string') writeDurably(unitFile(name), text);
        else removeDurably(unitFile(name));
      }
      await systemctl(['daemon-reload']);
    },

    async stopService() {
      if (!existsSync(unitFile(unitNames.service)) || isHeld()) return;
      writeDurably(holdFile, 'a deployment switches the release\n');
      await systemctl(['stop', unitNames.service]);
      held = true;
    },

    isHeld,

    async warmUpService() {
      // A release that knows nothing of the file would not wait.
      if (!isHeld() || !readIfThere(unitFile(unitNames.service))?.includes(waitFile)) return;
      held = false;
      writeDurably(waitFile, 'a deployment takes a release back\n');
      rmSync(holdFile, { force: true });
      await systemctl(['start', '--no-block', unitNames.service]);
    },

    async startService() {
      held = false;
      for (const file of [holdFile, waitFile]) rmSync(file, { force: true });
      if (existsSync(unitFile(unitNames.socket))) await startSocket();
      // A failed unit needs no reset: its starts are not limited. Each program called here is time without an answer.
      await systemctl(['start', unitNames.service], 100_000);
    },

    async serviceState() {
      if (!existsSync(unitFile(unitNames.service))) return 'absent';
      const state = await activeState(unitNames.service);
      if (state === 'failed') return 'failed';
      return state === 'active' ? 'running' : 'stopped';
    },

    async enableGuardAtBoot() {
      const text = unitText(unitNames.guard, { bonctl: places.bonctl });
      if (readIfThere(unitFile(unitNames.guard)) === text) return;
      writeDurably(unitFile(unitNames.guard), text);
      await systemctl(['daemon-reload']);
      await systemctl(['enable', unitNames.guard]);
    },

    async removeOwn() {
      if (!existsSync(unitFile(unitNames.guard))) return;
      await execute('systemctl', ['disable', '--now', unitNames.guard], 30_000);
      removeDurably(unitFile(unitNames.guard));
      await systemctl(['daemon-reload']);
    },
  };
}

/** A socket whose unit file says another port than the one it listens on has to be opened again. */
async function startSocket(): Promise<void> {
  const { output } = await execute('systemctl', ['show', '--property=ActiveState,Listen', unitNames.socket], 10_000);
  const wanted = /ListenStream=(\S+)/.exec(readFileSync(unitFile(unitNames.socket), 'utf8'))?.[1] ?? '';
  if (output.includes('ActiveState=active') && output.includes(wanted)) return;
  await execute('systemctl', ['stop', unitNames.service], 30_000);
  await systemctl(['restart', unitNames.socket]);
}
