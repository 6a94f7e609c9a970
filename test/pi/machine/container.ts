import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { makeControlGroups, removeControlGroups } from './control-groups.ts';

/** systemd-nspawn ends with this when the machine inside asked for a reboot. */
const rebootWanted = 133;

export interface Container {
  /** The machine's first process, as this machine counts. @throws Error if it is not running */
  initProcess(): number;
  /** As pulling the plug: all processes die in the same instant. */
  kill(): Promise<void>;
  readonly running: boolean;
}

export interface ContainerPlan {
  readonly id: string;
  readonly root: string;
  readonly namespace: string;
  readonly console: string;
  readonly hostName: string;
}

/** Boots a root as a machine of its own. A reboot from inside boots it again. */
export function startContainer(plan: ContainerPlan): Container {
  let nspawn = startNspawn(plan);
  let wanted = true;
  let ended = follow();

  function follow(): Promise<void> {
    return new Promise((resolve) => {
      nspawn.once('exit', (code) => {
        if (wanted && code === rebootWanted) {
          nspawn = startNspawn(plan);
          ended = follow();
        }
        resolve();
      });
    });
  }

  return {
    get running() {
      return nspawn.exitCode === null && nspawn.signalCode === null;
    },
    initProcess: () => {
      const init = childrenOf(nspawn.pid)[0];
      if (init === undefined) throw new Error(`${plan.id} is not running`);
      return init;
    },
    kill: async () => {
      wanted = false;
      // the first process is the whole process namespace's life
      for (const init of childrenOf(nspawn.pid)) killNow(init);
      // systemd-nspawn buries it, where nobody else might, and ends by itself
      const timer = setTimeout(() => nspawn.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(timer);
      await removeControlGroups(plan.id);
    },
  };
}

function startNspawn(plan: ContainerPlan): ChildProcess {
  const groups = makeControlGroups(plan.id);
  // joins the groups before it becomes systemd-nspawn; dies with the test run, and the machine with it
  const join = groups.map((group) => `echo $$ > ${group}/cgroup.procs`).join(' && ');
  const log = openSync(plan.console, 'a');
  const child = spawn(
    'setpriv',
    [
      ...['--pdeathsig', 'KILL', 'sh', '-c', `${join} && exec "$@"`, 'join'],
      ...['systemd-nspawn', '--quiet', `--directory=${plan.root}`, '--boot', '--register=no', '--keep-unit'],
      ...['--console=pipe', `--machine=${plan.id}`, `--hostname=${plan.hostName}`, '--link-journal=no'],
      ...['--resolv-conf=off', '--timezone=off', `--network-namespace-path=/run/netns/${plan.namespace}`],
    ],
    // as on a Pi: /tmp is on the disk
    { stdio: ['ignore', log, log], detached: true, env: { ...process.env, SYSTEMD_NSPAWN_TMPFS_TMP: '0' } },
  );
  closeSync(log);
  child.on('error', () => {});
  return child;
}

function childrenOf(pid: number | undefined): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return text === '' ? [] : text.split(' ').map(Number);
  } catch {
    return [];
  }
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it is gone already, which is what was wanted
  }
}
