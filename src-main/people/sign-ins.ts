import type { Session } from '../../src-shared/contract/people.ts';
import { elapsed, type Moment, readClocks } from '../../src-shared/moment.ts';
import { createAnnouncer } from '../panel/announcer.ts';
import type { IdleMinutesStore } from '../panel/idle-minutes.ts';
import type { PeopleStore } from '../panel/people.ts';

/** Time as the sign-ins need it; a test brings its own. */
export interface Clock {
  read(): Moment;
  /** Runs something later and returns the function that prevents it. */
  after(milliseconds: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  read: () => readClocks(globalThis),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** Windows that may be signed in at a time; the one that signed in first is forgotten first. */
const mostSignIns = 64;
/** Milliseconds between two looks at the clocks: the steady one may stand still while the computer sleeps. */
const lookAtLeastEveryMs = 30_000;

interface SignIn {
  readonly personId: string;
  active: Moment;
  stopLooking: () => void;
}

/**
 * Who is signed in at which window. Only main knows, and only main decides; a window is known by a key that it cannot choose. Nothing
 * of it outlives the process.
 */
export function createSignIns(people: PeopleStore, idleMinutes: IdleMinutesStore, clock: Clock = systemClock) {
  const signIns = new Map<string, SignIn>();
  const locked = new Set<string>();
  const changes = createAnnouncer();

  const forget = (window: string): boolean => {
    signIns.get(window)?.stopLooking();
    return signIns.delete(window);
  };

  const remainingMs = ({ active }: SignIn) => idleMinutes.read() * 60_000 - elapsed(active, clock.read());

  /** Locks if nobody was there for too long. */
  const look = (window: string, signIn: SignIn): void => {
    signIn.stopLooking();
    const remaining = remainingMs(signIn);
    if (remaining > 0) {
      signIn.stopLooking = clock.after(Math.min(remaining, lookAtLeastEveryMs), () => look(window, signIn));
      return;
    }
    forget(window);
    locked.add(window);
    changes.announce();
  };

  const signedIn = (window: string): SignIn | undefined => {
    const signIn = signIns.get(window);
    if (signIn && remainingMs(signIn) <= 0) look(window, signIn);
    return signIns.get(window);
  };

  const who = (window: string): Session => {
    const rolesCount = people.rolesCount();
    const signIn = signedIn(window);
    const person = people.list().find(({ id }) => id === signIn?.personId);
    return {
      rolesCount,
      role: rolesCount ? (person?.role ?? 'staff') : 'admin',
      person: person ? { id: person.id, name: person.name } : null,
      idleMinutes: idleMinutes.read(),
      lockedByIdling: locked.has(window),
    };
  };

  /** Signs somebody in whose PIN has been looked at already. */
  const begin = (window: string, personId: string): Session => {
    forget(window);
    locked.delete(window);
    const [oldest] = signIns.keys();
    if (signIns.size >= mostSignIns && oldest !== undefined) forget(oldest);
    const signIn: SignIn = { personId, active: clock.read(), stopLooking: () => {} };
    signIns.set(window, signIn);
    look(window, signIn);
    changes.announce();
    return who(window);
  };

  const stopListening = [people.listen(changes.announce), idleMinutes.listen(changes.announce)];
  return {
    who,
    begin,
    /** Throws what `verifyPin` throws. Staff without a PIN only say who they are. */
    signIn: async (window: string, personId: string, pin: string): Promise<Session> => {
      const { role, hasPin } = people.get(personId);
      if (role !== 'staff' || hasPin) await people.verifyPin(personId, pin);
      return begin(window, personId);
    },
    signOut: (window: string): Session => {
      locked.delete(window);
      if (forget(window)) changes.announce();
      return who(window);
    },
    /** A new PIN, or none any more: whoever came in with the old one is out, but for the window that changed it. */
    endAllOf: (personId: string, except: string): void => {
      for (const [window, signIn] of [...signIns])
        if (signIn.personId === personId && window !== except) forget(window);
      changes.announce();
    },
    /** Somebody is there. Does nothing where nobody is signed in. */
    active: (window: string): void => {
      const signIn = signedIn(window);
      if (signIn) signIn.active = clock.read();
    },
    listen: changes.listen,
    close: () => {
      for (const stop of stopListening) stop();
      for (const window of [...signIns.keys()]) forget(window);
    },
  };
}
export type SignIns = ReturnType<typeof createSignIns>;
