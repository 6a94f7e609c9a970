import { serviceAnswers, servicePaths } from '../../src-shared/service/api.ts';
import type { Implementation } from '../contract/implementation.ts';
import type { AskTarget } from '../service-api/asking.ts';
import type { StatusHub } from '../service-api/status-hub.ts';
import { personHere } from './person.ts';
import type { CallSurroundings } from './surroundings.ts';

type ServiceCalls = Pick<
  Implementation,
  | 'status.watch'
  | 'ticket.read'
  | 'ticket.reprint'
  | 'ticket.resolve'
  | 'recovery.read'
  | 'recovery.act'
  | 'service.samples'
>;

export function serviceCalls({ panel }: CallSurroundings, statuses: StatusHub, ask: AskTarget): ServiceCalls {
  const audit = (action: 'reprinted' | 'resolved' | 'recovery', targetId: string, data: Record<string, string>) =>
    panel.audit.add({ action, targetId, person: personHere('').name, data });

  const readRecovery = (targetId: string, signal?: AbortSignal) =>
    ask(targetId, {
      method: 'GET',
      path: servicePaths.recovery,
      answer: serviceAnswers.recovery,
      ...(signal ? { signal } : {}),
    });

  return {
    'recovery.read': ({ targetId }, { signal }) => readRecovery(targetId, signal),

    'recovery.act': async ({ targetId, act }) => {
      const answer = serviceAnswers.recoveryAct;
      await ask(targetId, { method: 'POST', path: servicePaths.recoveryAct(act), answer });
      audit('recovery', targetId, { act });
      return readRecovery(targetId);
    },

    'service.samples': ({ targetId, hours }, { signal }) =>
      ask(targetId, { method: 'GET', path: servicePaths.samples(hours), answer: serviceAnswers.samples, signal }),

    'status.watch': async ({ targetId }, { emit, signal }) => {
      panel.targets.get(targetId);
      await statuses.watch(targetId, emit, signal);
    },

    'ticket.read': ({ targetId, jobId }, { signal }) =>
      ask(targetId, { method: 'GET', path: servicePaths.ticket(jobId), answer: serviceAnswers.ticket, signal }),

    'ticket.reprint': async ({ targetId, jobId, reason }) => {
      const answer = serviceAnswers.reprint;
      const printed = await ask(targetId, {
        method: 'POST',
        path: servicePaths.reprint(jobId),
        body: { reason },
        answer,
      });
      audit('reprinted', targetId, { jobId: String(jobId), newJobId: String(printed.jobId), reason });
      return printed;
    },

    'ticket.resolve': async ({ targetId, jobId, answer: said }) => {
      const answer = serviceAnswers.resolve;
      await ask(targetId, { method: 'POST', path: servicePaths.resolve(jobId), body: { answer: said }, answer });
      audit('resolved', targetId, { jobId: String(jobId), answer: said });
      return {};
    },
  };
}
