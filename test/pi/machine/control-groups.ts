import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const mount = '/sys/fs/cgroup';

/**
 * The control groups in which a container must start, so that several do not share one. With version 2 there is a single tree;
 * with version 1 (also beside a `unified` one) systemd keeps its processes in a tree named `systemd`.
 */
export function controlGroups(id: string): string[] {
  if (existsSync(join(mount, 'cgroup.controllers'))) return [join(mount, id)];
  return ['systemd', 'unified', 'memory', 'pids']
    .filter((tree) => existsSync(join(mount, tree, 'cgroup.procs')))
    .map((tree) => join(mount, tree, id));
}

export function makeControlGroups(id: string): string[] {
  const groups = controlGroups(id);
  for (const group of groups) mkdirSync(group, { recursive: true });
  return groups;
}

/** Waits until nothing lives in them, and removes them. @throws Error if something is still alive after ten seconds */
export async function removeControlGroups(id: string): Promise<void> {
  const groups = controlGroups(id).filter((group) => existsSync(group));
  const giveUp = performance.now() + 10_000;
  while (groups.some((group) => processesIn(group) > 0)) {
    if (performance.now() > giveUp) throw new Error(`processes of ${id} are still alive`);
    await wait(10);
  }
  for (const group of groups) removeTree(group);
}

function processesIn(group: string): number {
  const own = readFileSync(join(group, 'cgroup.procs'), 'utf8').trim();
  const below = childrenOf(group).reduce((sum, child) => sum + processesIn(child), 0);
  return below + (own === '' ? 0 : own.split('\n').length);
}

function removeTree(group: string): void {
  for (const child of childrenOf(group)) removeTree(child);
  rmdirSync(group);
}

function childrenOf(group: string): string[] {
  return readdirSync(group, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(group, entry.name));
}
