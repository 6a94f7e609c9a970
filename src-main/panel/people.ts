import { randomUUID } from 'node:crypto';
import { refuse } from '../../src-shared/contract/errors.ts';
import { mostPeople, type PersonOfPc, personOfPcSchema, rolesCount } from '../../src-shared/roles/person.ts';
import { isTooSimple, triesWithoutWait, waitAfter } from '../../src-shared/roles/pin.ts';
import type { Role } from '../../src-shared/roles/role.ts';
import { hashPin, isStoredPin } from '../people/pin-hash.ts';
import { createAnnouncer } from './announcer.ts';
import type { PanelDatabase } from './database.ts';

/** The cause of a refusal that no PIN was looked at for; without it this very try has brought the wait. */
export const waitGoesOn = 'an earlier wait goes on';

interface PinRow {
  readonly name: string;
  readonly pin: string | null;
  readonly failures: number;
  readonly notBefore: number;
}

export interface PersonChange {
  readonly name?: string | undefined;
  readonly role?: Role | undefined;
  readonly pin?: string | undefined;
}

/**
 * The people of this PC, with their roles and PINs. `now` is the wall clock in milliseconds: waits must outlive a restart, and no
 * other clock does.
 */
export function createPeopleStore(database: PanelDatabase, now: () => number = Date.now) {
  const changes = createAnnouncer();
  // Somebody removed can be put back until Bonwart is started anew.
  database.prepare('DELETE FROM people WHERE removed_at IS NOT NULL').run();
  const selectAll = database.prepare(
    'SELECT id, name, role, pin IS NOT NULL hasPin FROM people WHERE removed_at IS NULL ORDER BY rowid',
  );
  const selectPin = database.prepare(
    'SELECT name, pin, failures, not_before notBefore FROM people WHERE id = ? AND removed_at IS NULL',
  );
  const insert = database.prepare('INSERT INTO people (id, name, role, pin, added_at) VALUES (?, ?, ?, ?, ?)');
  const update = database.prepare('UPDATE people SET name = @name, role = @role WHERE id = @id');
  const setPin = database.prepare('UPDATE people SET pin = ?, failures = 0, not_before = 0 WHERE id = ?');
  const setTries = database.prepare('UPDATE people SET failures = ?, not_before = ? WHERE id = ?');
  const setRemoved = database.prepare('UPDATE people SET removed_at = ? WHERE id = ?');
  const selectRemoved = database.prepare('SELECT name FROM people WHERE id = ? AND removed_at IS NOT NULL');
  const clearAdmins = database.prepare(
    "UPDATE people SET pin = NULL, failures = 0, not_before = 0 WHERE role = 'admin' AND pin IS NOT NULL",
  );

  const list = (): PersonOfPc[] =>
    (selectAll.all() as { hasPin: number }[]).map((row) =>
      personOfPcSchema.parse({ ...row, hasPin: row.hasPin === 1 }),
    );
  const get = (id: string): PersonOfPc => {
    const found = list().find((person) => person.id === id);
    if (!found) throw refuse('person.unknown', { personId: id });
    return found;
  };
  const nameIsFree = (name: string, exceptId?: string) => {
    const same = (other: PersonOfPc) => other.id !== exceptId && other.name.toLowerCase() === name.toLowerCase();
    if (list().some(same)) throw refuse('person.name-taken', { name });
  };
  /** With people but without an admin nobody could change anything any more. */
  const anAdminStays = (after: readonly PersonOfPc[]) => {
    if (rolesCount(list()) && after.length > 0 && !rolesCount(after)) throw refuse('person.last-admin', {});
  };

  /** Counts the try before the PIN is looked at, so that ending the program in between gains nothing. */
  const beginTry = database.transaction((id: string): PinRow | { readonly waitMs: number } => {
    const row = selectPin.get(id) as PinRow | undefined;
    if (!row) throw refuse('person.unknown', { personId: id });
    if (row.pin === null) throw refuse('pin.missing', { name: row.name });
    const at = now();
    // No wait is longer than the one that was imposed, wherever the PC's clock has been set since.
    const notBefore = Math.min(row.notBefore, at + waitAfter(row.failures));
    if (at < notBefore) {
      setTries.run(row.failures, notBefore, id);
      return { waitMs: notBefore - at };
    }
    const failures = row.failures + 1;
    setTries.run(failures, at + waitAfter(failures), id);
    return { ...row, failures };
  });

  return {
    list,
    /** Throws `person.unknown`. */
    get,
    /** Whether roles are asked for at all: from the first admin with a PIN on. */
    rolesCount: () => rolesCount(list()),

    /** Throws `person.name-taken`, `person.too-many`, `pin.needed` for a role that needs one, `pin.too-simple`. */
    add: async (name: string, role: Role, pin: string | null): Promise<PersonOfPc> => {
      if (role !== 'staff' && pin === null) throw refuse('pin.needed', { role });
      const stored = pin === null ? null : await hashOf(pin);
      const id = randomUUID();
      nameIsFree(name);
      if (list().length >= mostPeople) throw refuse('person.too-many', { limit: mostPeople });
      insert.run(id, name, role, stored, new Date(now()).toISOString());
      changes.announce();
      return get(id);
    },

    /** Throws as `add`, and `person.unknown`, `person.last-admin`. A new PIN ends the waiting for wrong ones. */
    change: async (id: string, { name, role, pin }: PersonChange): Promise<PersonOfPc> => {
      const stored = pin === undefined ? undefined : await hashOf(pin);
      const before = get(id);
      const after = { ...before, name: name ?? before.name, role: role ?? before.role };
      const hasPin = before.hasPin || stored !== undefined;
      if (after.role !== 'staff' && !hasPin) throw refuse('pin.needed', { role: after.role });
      nameIsFree(after.name, id);
      anAdminStays(list().map((person) => (person.id === id ? { ...after, hasPin } : person)));
      database.transaction(() => {
        update.run({ id, name: after.name, role: after.role });
        if (stored !== undefined) setPin.run(stored, id);
      })();
      changes.announce();
      return get(id);
    },

    /** Throws `person.unknown`, and `person.last-admin` while others are left. */
    remove: (id: string): void => {
      get(id);
      anAdminStays(list().filter((person) => person.id !== id));
      setRemoved.run(new Date(now()).toISOString(), id);
      changes.announce();
    },

    /** Takes the removal back, PIN and all. Throws `person.unknown`, `person.name-taken`. */
    putBack: (id: string): PersonOfPc => {
      const removed = selectRemoved.get(id) as { name: string } | undefined;
      if (!removed) throw refuse('person.unknown', { personId: id });
      nameIsFree(removed.name);
      setRemoved.run(null, id);
      changes.announce();
      return get(id);
    },

    /**
     * Returns the person if it is their PIN. Throws `pin.wrong` with the tries left, `pin.wait` with the seconds to wait (also where
     * this try was wrong and brings a wait), `pin.missing`, `person.unknown`. Wrong tries in a row are counted over restarts.
     */
    verifyPin: async (id: string, pin: string): Promise<PersonOfPc> => {
      const begun = beginTry.immediate(id);
      if ('waitMs' in begun)
        throw refuse('pin.wait', { seconds: Math.ceil(begun.waitMs / 1000) }, { retry: 'now', cause: waitGoesOn });
      if (!(await isStoredPin(pin, begun.pin ?? ''))) {
        const seconds = waitAfter(begun.failures) / 1000;
        if (seconds > 0) throw refuse('pin.wait', { seconds }, { retry: 'now' });
        throw refuse('pin.wrong', { triesLeft: triesWithoutWait - begun.failures });
      }
      setTries.run(0, 0, id);
      return get(id);
    },

    /** Takes the PINs of all admins away, for the one who forgot theirs. Until one is set again everything is allowed. How many had one. */
    forgetAdminPins: (): number => {
      const { changes: cleared } = clearAdmins.run();
      changes.announce();
      return cleared;
    },
    listen: changes.listen,
  };
}
export type PeopleStore = ReturnType<typeof createPeopleStore>;

async function hashOf(pin: string): Promise<string> {
  if (isTooSimple(pin)) throw refuse('pin.too-simple', {});
  return hashPin(pin);
}
