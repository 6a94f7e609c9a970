import { places } from '../../src-shared/bonctl/places.ts';
import { Refusal } from '../../src-shared/contract/errors.ts';
import { type Implementation, untilClosed } from '../contract/implementation.ts';
import { onTarget } from './on-target.ts';
import { keyNameOf, pairTarget } from './pair-target.ts';
import { personHere } from './person.ts';
import type { CallSurroundings } from './surroundings.ts';

type TargetCalls = Pick<
  Implementation,
  'targets.list' | 'targets.facts' | 'targets.unpair' | 'pairing.discover' | 'pairing.inspect' | 'pairing.pair'
>;

export function targetCalls(surroundings: CallSurroundings): TargetCalls {
  const { panel, vault, connections, pairing } = surroundings;
  return {
    'targets.list': async (_request, { emit, signal }) => {
      const tell = () => emit(panel.targets.all());
      tell();
      const stop = panel.targets.listen(tell);
      await untilClosed(signal);
      stop();
    },

    'targets.facts': ({ targetId }, { signal }) => onTarget(surroundings, targetId, 'facts', {}, signal),

    'targets.unpair': async ({ targetId, force }) => {
      const target = panel.targets.get(targetId);
      let left: string[];
      try {
        left = (await onTarget(surroundings, targetId, 'unpair', { publicKey: target.publicKey })).left;
      } catch (error) {
        if (!force || !(error instanceof Refusal)) throw error;
        // Nobody could remove anything there; say what stays.
        left = [places.home, places.sudoers, `~${target.user}/.ssh/authorized_keys`];
      }
      connections.drop(targetId);
      await vault.remove(keyNameOf(targetId));
      panel.targets.remove(targetId);
      panel.audit.add({ action: 'unpaired', targetId, person: personHere('').name, data: { left: left.join(' ') } });
      return { left };
    },

    'pairing.discover': (_request, { emit, signal }) => pairing.discover(emit, signal),

    'pairing.inspect': async ({ address, port }, { signal }) => {
      const { keyType, fingerprint } = await pairing.inspect(address, port, signal);
      const pinned = panel.targets.at(address, port)?.hostKey ?? null;
      const known = pinned === null ? 'new' : pinned === fingerprint ? 'same' : 'changed';
      return { keyType, fingerprint, known, pinned };
    },

    'pairing.pair': async (request, { emit, signal }) => {
      const paired = await pairTarget(surroundings, { ...request, kind: 'pi' }, emit, signal);
      emit({ kind: 'paired', ...paired });
    },
  };
}
