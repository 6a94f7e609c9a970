import { Refusal } from '../../src-shared/contract/errors.ts';
import { type Implementation, untilClosed } from '../contract/implementation.ts';
import { waitGoesOn } from '../panel/people.ts';
import { personHere } from './person.ts';
import type { CallSurroundings } from './surroundings.ts';

type PeopleCalls = Pick<
  Implementation,
  | 'session.who'
  | 'session.signIn'
  | 'session.signOut'
  | 'session.active'
  | 'people.list'
  | 'people.add'
  | 'people.change'
  | 'people.remove'
  | 'people.putBack'
  | 'people.setIdleLock'
>;

export function peopleCalls({ panel, signIns }: CallSurroundings): PeopleCalls {
  const audit = (action: 'people-changed' | 'pin-refused', data: Record<string, string>) =>
    panel.audit.add({ action, targetId: '', person: personHere('').name, data });

  return {
    'session.who': async (_request, { emit, signal, window }) => {
      let told = '';
      const tell = () => {
        const session = signIns.who(window);
        const now = JSON.stringify(session);
        if (now !== told) emit(session);
        told = now;
      };
      tell();
      const stop = signIns.listen(tell);
      await untilClosed(signal);
      stop();
    },

    'session.signIn': async ({ personId, pin }, { window }) => {
      try {
        return await signIns.signIn(window, personId, pin);
      } catch (error) {
        // Once for each wait, so that guessing cannot fill the history either.
        if (error instanceof Refusal && error.error.code === 'pin.wait' && error.error.cause !== waitGoesOn)
          audit('pin-refused', { name: panel.people.get(personId).name });
        throw error;
      }
    },

    'session.signOut': (_request, { window }) => signIns.signOut(window),

    'session.active': (_request, { window }) => {
      signIns.active(window);
      return {};
    },

    'people.list': () => panel.people.list(),

    'people.add': async ({ name, role, pin }, { window }) => {
      const counted = panel.people.rolesCount();
      const person = await panel.people.add(name, role, pin);
      // Whoever makes the first admin knows the PIN, and goes on as this person instead of being put out of the room.
      if (!counted && panel.people.rolesCount()) signIns.begin(window, person.id);
      audit('people-changed', { change: 'added', name: person.name, role: person.role });
      return panel.people.list();
    },

    'people.change': async ({ personId, ...change }, { window }) => {
      const counted = panel.people.rolesCount();
      const before = panel.people.get(personId);
      const after = await panel.people.change(personId, change);
      if (change.pin !== undefined) signIns.endAllOf(personId, window);
      if (!counted && panel.people.rolesCount()) signIns.begin(window, personId);
      audit('people-changed', {
        change: 'changed',
        name: after.name,
        role: after.role,
        ...(before.name === after.name ? {} : { nameBefore: before.name }),
        ...(before.role === after.role ? {} : { roleBefore: before.role }),
        ...(change.pin === undefined ? {} : { pin: 'new' }),
      });
      return panel.people.list();
    },

    'people.remove': ({ personId }) => {
      const { name, role } = panel.people.get(personId);
      panel.people.remove(personId);
      audit('people-changed', { change: 'removed', name, role });
      return panel.people.list();
    },

    'people.putBack': ({ personId }) => {
      const { name, role } = panel.people.putBack(personId);
      audit('people-changed', { change: 'put-back', name, role });
      return panel.people.list();
    },

    'people.setIdleLock': ({ minutes }) => {
      panel.idleMinutes.change(minutes);
      audit('people-changed', { change: 'idle-lock', minutes: String(minutes) });
      return {};
    },
  };
}
