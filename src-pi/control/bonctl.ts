import { existsSync, realpathSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { serveCall } from './call/serve.ts';
import { readStatus } from './call/status.ts';
import { runEngine } from './engine/run-engine.ts';
import { startRun } from './engine/start.ts';
import { ensureGuard, keepGuard } from './guard/keeper.ts';
import { followJournal } from './journal/follow.ts';
import type { Machine } from './machine.ts';
import { restoreAgreement, restoreHere } from './restore/console.ts';
import { keep } from './supervisor/keep.ts';
import { processManager } from './supervisor/processes.ts';
import { systemdManager } from './supervisor/systemd.ts';
import { bonctlVersion } from './version.ts';

const usage = `bonctl: the keeper of deployments on this machine

  bonctl status            where things stand, as JSON
  bonctl rollback          back to the release before; works without network and PC
  bonctl restore           the backups that there are
  bonctl restore BACKUP    what restoring one would mean for the orders, and how to do it
  bonctl call              answers one request on standard input (for the panel)
  bonctl engine RUN        carries out a run (started by itself)
  bonctl guard             guards an unconfirmed run (started by itself)
  bonctl boot              starts what runs since boot, where there is no systemd that does
  bonctl keep UNIT         keeps a program running where there is no systemd
  --root DIR               a practice Pi: every place lies below DIR
`;

const { values, positionals } = parseArgs({
  options: {
    root: { type: 'string', default: '' },
    version: { type: 'boolean', default: false },
    [restoreAgreement]: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const [command, parameter = ''] = positionals;

process.exitCode = await main();

async function main(): Promise<number> {
  if (values.version) return say(bonctlVersion());
  const machine = thisMachine(values.root);
  switch (command) {
    case 'call':
      await serveCall(machine, process.stdin, process.stdout);
      return 0;
    case 'engine':
      return runEngine(machine, parameter);
    case 'guard':
      await keepGuard(machine);
      return 0;
    case 'boot':
      return boot(machine);
    case 'keep':
      await keep(parameter);
      return 0;
    case 'status':
      return say(JSON.stringify(readStatus(machine), null, 2));
    case 'rollback':
      return rollBackHere(machine);
    case 'restore':
      return restoreHere(machine, parameter, values[restoreAgreement] === true, console.log);
    default:
      return say(usage, 2);
  }
}

function thisMachine(root: string): Machine {
  // without links: what is started stays this very bonctl, also when a newer one takes its place meanwhile
  const self = [process.execPath, realpathSync(process.argv[1] ?? ''), ...(root === '' ? [] : ['--root', root])];
  // systemd(1): this folder is there if, and only if, the machine was booted with it
  const systemd = root === '' && existsSync('/run/systemd/system');
  return { root, self, services: systemd ? systemdManager(self) : processManager(root, self) };
}

/** What systemd does on a real Pi when it boots: the service, and the guard of an unconfirmed run. */
async function boot(machine: Machine): Promise<number> {
  if (machine.services.kind === 'systemd') return say('systemd starts everything on this machine', 2);
  await ensureGuard(machine);
  if ((await machine.services.serviceState()) === 'stopped') await machine.services.startService();
  return 0;
}

/** For the person who stands before the Pi. */
async function rollBackHere(machine: Machine): Promise<number> {
  const runId = await startRun(machine, {
    kind: 'rollback',
    by: { name: process.env.SUDO_USER ?? 'local', pc: 'this machine' },
    reason: 'bonctl rollback',
  });
  let last = '';
  await followJournal(
    machine,
    runId,
    1,
    (line) => {
      last = line;
      console.log(line);
    },
    new AbortController().signal,
  );
  return last.includes('"to":"rolled-back"') ? 0 : 1;
}

function say(text: string, code = 0): number {
  console.log(text);
  return code;
}
