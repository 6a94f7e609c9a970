import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { controlGroups, removeControlGroups } from './control-groups.ts';
import { removeDisk } from './disk.ts';
import { removeNetwork } from './network.ts';

const instances = join(tmpdir(), 'bonwart-test-pi');

/** A folder for what belongs to one Pi, which says whose it is. */
export function claimFolder(id: string): string {
  const folder = join(instances, id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'owner'), ownerMark(process.pid) ?? '');
  return folder;
}

/** Removes what test runs left that were killed before they could clean up. */
export async function removeLeftovers(): Promise<void> {
  mkdirSync(instances, { recursive: true });
  for (const id of readdirSync(instances)) {
    if (isOwned(id)) continue;
    await removeControlGroups(id).catch(() => {});
    await removeNetwork(id);
    await removeDisk(join(instances, id));
  }
}

function isOwned(id: string): boolean {
  try {
    const mark = readFileSync(join(instances, id, 'owner'), 'utf8');
    return mark !== '' && mark === ownerMark(Number(mark.split(' ')[0]));
  } catch {
    // claimed this instant, or half removed: only the one with living processes is somebody's
    return controlGroups(id).some((group) => readdirSyncOrNone(group).length > 0);
  }
}

function readdirSyncOrNone(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** A process by number and start, because numbers are used again (proc(5), field 22 of `stat`). */
function ownerMark(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // one that is dead and only not yet taken note of
    if (fields[0] === 'Z') return null;
    return `${pid} ${fields[19]}`;
  } catch {
    return null;
  }
}
