import { existsSync, mkdirSync, readdirSync, rmdirSync } from 'node:fs';
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
  const giveUp = performance.now() + 10_000;
  while (!controlGroups(id).every(removeTree)) {
    if (performance.now() > giveUp) throw new Error(`processes of ${id} are still alive`);
    await wait(10);
  }
}

/** False while something lives in a group or below it; the dead also hold it for a moment. */
function removeTree(group: string): boolean {
  try {
    if (!existsSync(group)) return true;
    if (!childrenOf(group).every(removeTree)) return false;
    rmdirSync(group);
    return true;
  } catch {
    return false;
  }
}

function childrenOf(group: string): string[] {
  return readdirSync(group, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(group, entry.name));
}
