import type { Implementation } from '../contract/implementation.ts';
import type { HearOfRun } from './deployment.ts';
import { followRun } from './follow-run.ts';
import { onTarget } from './on-target.ts';
import { personHere } from './person.ts';
import type { CallSurroundings } from './surroundings.ts';

type RunCalls = Pick<Implementation, 'run.list' | 'run.follow' | 'run.decide' | 'stored.list' | 'stored.prove'>;

export function runCalls(surroundings: CallSurroundings, hearOfRun: HearOfRun): RunCalls {
  const { panel, connections, bonctl } = surroundings;
  return {
    'stored.list': ({ targetId }, { signal }) => onTarget(surroundings, targetId, 'stored.list', {}, signal),
    'stored.prove': ({ targetId, runId }, { signal }) =>
      onTarget(surroundings, targetId, 'stored.prove', { runId }, signal),
    'run.list': ({ targetId }, { signal }) => onTarget(surroundings, targetId, 'run.list', {}, signal),

    'run.follow': ({ targetId, runId, fromSeq }, { emit, signal }) => {
      hearOfRun(targetId, runId);
      return followRun(surroundings, { targetId, runId, fromSeq }, emit, signal);
    },

    'run.decide': async ({ targetId, runId, decision, person }) => {
      const target = panel.targets.get(targetId);
      const by = personHere(person);
      const request = { runId, decision, by };
      // A confirmation proves that the target can be reached anew; over the old connection it would prove nothing.
      if (decision.choice === 'confirm')
        await connections.withFresh(targetId, (host) => bonctl.call(host, target, 'run.decide', request));
      else await onTarget(surroundings, targetId, 'run.decide', request);
      panel.audit.add({ action: 'decided', targetId, person: by.name, data: { runId, choice: decision.choice } });
      return {};
    },
  };
}
