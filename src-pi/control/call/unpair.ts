import { chownSync, existsSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { removeDurably, writeDurably } from '../files/durable.ts';
import { currentLease } from '../lock/lease.ts';
import { type Machine, placeOn } from '../machine.ts';
import { execute } from '../supervisor/execute.ts';

/**
 * Removes what the pairing left: the guard's unit, the key, the sudoers rule and Bonwart's folder, this program in it. The
 * print service stays and runs on, because each release brings its own runtime. What could not be removed is named.
 *
 * @throws Refusal `bonctl.busy` while a run goes on.
 */
export async function unpair(machine: Machine, publicKey: string): Promise<{ left: string[] }> {
  const lease = currentLease(machine);
  if (lease)
    throw refuse(
      'bonctl.busy',
      { owner: lease.by.name, pc: lease.by.pc, runId: lease.runId, since: lease.since },
      { retry: 'now' },
    );
  await machine.services.removeOwn();
  const keys = join(await loginHome(machine), '.ssh', 'authorized_keys');
  removeKey(keys, publicKey);
  removeDurably(placeOn(machine, 'sudoers'));
  removeDurably(placeOn(machine, 'home'));
  const places = [placeOn(machine, 'sudoers'), placeOn(machine, 'home')].filter((path) => existsSync(path));
  return { left: existsSync(keys) && holdsKey(readFileSync(keys, 'utf8'), publicKey) ? [...places, keys] : places };
}

/** The home of the user who signed in; under sudo that is not ours. */
async function loginHome(machine: Machine): Promise<string> {
  const user = process.env.SUDO_USER;
  if (machine.root !== '' || !user) return homedir();
  const { output } = await execute('getent', ['passwd', user], 5000);
  return output.split(':')[5] ?? homedir();
}

/** The key itself, without its comment, is what counts. */
function holdsKey(text: string, publicKey: string): boolean {
  const material = publicKey.trim().split(/\s+/)[1];
  return material !== undefined && text.split('\n').some((line) => line.split(/\s+/).includes(material));
}

function removeKey(file: string, publicKey: string): void {
  if (!existsSync(file)) return;
  const text = readFileSync(file, 'utf8');
  const kept = text.split('\n').filter((line) => !holdsKey(line, publicKey));
  const { uid, gid, mode } = statSync(file);
  writeDurably(file, kept.join('\n'), mode & 0o777);
  if (process.getuid?.() === 0) chownSync(file, uid, gid);
}
