import { serviceAnswers, servicePaths } from '../../src-shared/service/api.ts';
import type { Implementation } from '../contract/implementation.ts';
import { askService } from '../service-api/request.ts';
import type { HearOfRun } from './deployment.ts';
import { onTarget } from './on-target.ts';
import { personHere } from './person.ts';
import type { CallSurroundings } from './surroundings.ts';

type RollbackCalls = Pick<Implementation, 'rollback.offer' | 'rollback.start'>;

export function rollbackCalls(surroundings: CallSurroundings, hearOfRun: HearOfRun): RollbackCalls {
  return {
    'rollback.offer': async ({ targetId }, { signal }) => {
      const status = await onTarget(surroundings, targetId, 'status', {}, signal);
      return {
        from: status.current,
        to: status.previous,
        toOldService: status.returnsToOldService,
        waitingOrders: await waitingOrders(surroundings, targetId, status.servicePort, signal),
        possible: (status.previous !== null || status.returnsToOldService) && status.activeRun === null,
      };
    },

    'rollback.start': async ({ targetId, reason, person }) => {
      const by = personHere(person);
      const started = await onTarget(surroundings, targetId, 'run.start', { kind: 'rollback', by, reason });
      surroundings.panel.audit.add({
        action: 'rollback-started',
        targetId,
        person: by.name,
        data: { runId: started.runId, reason },
      });
      hearOfRun(targetId, started.runId);
      return started;
    },
  };
}

/** Tickets that are printed afterwards by themselves; held ones wait for a person before and after. Null if the service does not say: rolling back must be possible then more than ever. */
async function waitingOrders(
  surroundings: CallSurroundings,
  targetId: string,
  port: number,
  signal: AbortSignal,
): Promise<number | null> {
  try {
    const host = await surroundings.connections.get(targetId);
    const asked = {
      method: 'GET',
      path: servicePaths.status,
      answer: serviceAnswers.status,
      deadlineMs: 2_000,
      signal,
    } as const;
    const { queue } = await askService(host, port, asked);
    return queue.waiting;
  } catch {
    return null;
  }
}
