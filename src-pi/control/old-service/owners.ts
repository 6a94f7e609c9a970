import { chmodSync, existsSync, lchownSync, lstatSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';

/** Owner and rights of what lies in the service's folder, by its path below that folder; '' is the folder itself. */
export const ownersSchema = z.record(z.string(), z.tuple([z.number().int(), z.number().int(), z.number().int()]));
export type Owners = z.infer<typeof ownersSchema>;

/** What the service is given while ours runs. The older one has its database in either place. */
const ours = /^(\.env|data|logs|wix_printer_service\.db.*)(\/|$)/;
const mostEntries = 100_000;

/** Reads who owns what in a folder. What we give to our own service is enough: nothing else is ever changed. */
export function ownersIn(folder: string): Owners {
  const owners: Owners = {};
  for (const path of pathsIn(folder)) {
    const { uid, gid, mode } = lstatSync(path);
    owners[relative(folder, path)] = [uid, gid, mode & 0o7777];
  }
  return owners;
}

/** Gives everything back to whom it belonged; what has come since belongs to the owner of the folder that it lies in. */
export function giveBack(folder: string, owners: Owners): void {
  for (const path of pathsIn(folder)) {
    const name = relative(folder, path);
    const [uid, gid, mode] = owners[name] ?? [...ownerAbove(owners, name), null];
    lchownSync(path, uid, gid);
    if (mode !== null && !lstatSync(path).isSymbolicLink()) chmodSync(path, mode);
  }
}

function ownerAbove(owners: Owners, name: string): [number, number] {
  for (let above = dirname(name); above !== '.'; above = dirname(above)) {
    const found = owners[above];
    if (found) return [found[0], found[1]];
  }
  return [owners['']?.[0] ?? 0, owners['']?.[1] ?? 0];
}

function pathsIn(folder: string): string[] {
  const found = [folder];
  for (const name of readdirSync(folder)) {
    if (!ours.test(name)) continue;
    const path = join(folder, name);
    found.push(path);
    if (lstatSync(path).isDirectory())
      for (const below of readdirSync(path, { recursive: true, encoding: 'utf8' })) found.push(join(path, below));
    if (found.length > mostEntries) throw new Error(`${folder} has more than ${mostEntries} entries`);
  }
  return found.filter((path) => existsSync(path) || lstatSync(path, { throwIfNoEntry: false }));
}
