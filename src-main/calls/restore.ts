import type { Implementation } from '../contract/implementation.ts';
import type { HearOfRun } from './deployment.ts';
import { onTarget } from './on-target.ts';
import { personHere } from './person.ts';
import type { CallSurroundings } from './surroundings.ts';

type RestoreCalls = Pick<Implementation, 'restore.offer' | 'restore.start'>;

export function restoreCalls(surroundings: CallSurroundings, hearOfRun: HearOfRun): RestoreCalls {
  return {
    'restore.offer': ({ targetId, runId }, { signal }) =>
      onTarget(surroundings, targetId, 'restore.offer', { runId }, signal),

    'restore.start': async ({ targetId, runId: backup, settings, reason, person }) => {
      const by = personHere(person);
      const request = { kind: 'restore', backup, settings, by, reason } as const;
      const started = await onTarget(surroundings, targetId, 'run.start', request);
      surroundings.panel.audit.add({
        action: 'restore-started',
        targetId,
        person: by.name,
        data: { runId: started.runId, backup, settings: settings ? 'yes' : 'no', reason },
      });
      hearOfRun(targetId, started.runId);
      return started;
    },
  };
}
