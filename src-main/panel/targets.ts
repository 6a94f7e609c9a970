import { refuse } from '../../src-shared/contract/errors.ts';
import { type Target, targetSchema } from '../../src-shared/contract/targets.ts';
import { createAnnouncer } from './announcer.ts';
import type { PanelDatabase } from './database.ts';

/** A target and the public half of the key that its pairing left there. */
export interface PairedTarget extends Target {
  readonly publicKey: string;
}

/** The Pis that this PC is paired with. */
export function createTargetStore(database: PanelDatabase) {
  const changes = createAnnouncer();
  const columns = 'id, name, kind, address, port, user, host_key hostKey, public_key publicKey, paired_at pairedAt';
  const selectAll = database.prepare(`SELECT ${columns} FROM targets ORDER BY paired_at, id`);
  const selectOne = database.prepare(`SELECT ${columns} FROM targets WHERE id = ?`);
  const upsert = database.prepare(`
    INSERT INTO targets (id, name, kind, address, port, user, host_key, public_key, paired_at)
    VALUES (@id, @name, @kind, @address, @port, @user, @hostKey, @publicKey, @pairedAt)
    ON CONFLICT (id) DO UPDATE SET name = @name, kind = @kind, address = @address, port = @port, user = @user,
      host_key = @hostKey, public_key = @publicKey, paired_at = @pairedAt`);
  const remove = database.prepare('DELETE FROM targets WHERE id = ?');

  const all = () => selectAll.all() as PairedTarget[];
  return {
    all: (): Target[] => all().map((target) => targetSchema.parse(target)),
    /** Throws `target.unknown`. */
    get: (id: string): PairedTarget => {
      const found = selectOne.get(id) as PairedTarget | undefined;
      if (!found) throw refuse('target.unknown', { targetId: id });
      return found;
    },
    /** The target at an address, as it was typed; names are compared without regard to case. */
    at: (address: string, port: number): PairedTarget | undefined =>
      all().find((target) => target.port === port && target.address.toLowerCase() === address.toLowerCase()),
    save: (target: PairedTarget) => {
      upsert.run(target);
      changes.announce();
    },
    remove: (id: string) => {
      remove.run(id);
      changes.announce();
    },
    listen: changes.listen,
  };
}
export type TargetStore = ReturnType<typeof createTargetStore>;

/** An identifier made of a name, not in use yet: `Küche 1` → `kueche-1`. */
export function newTargetId(name: string, taken: (id: string) => boolean): string {
  const german: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };
  const plain = name
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => german[letter] ?? letter)
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  const base = plain || 'pi';
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!taken(id)) return id;
  }
}
