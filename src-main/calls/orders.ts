import { Refusal } from '../../src-shared/contract/errors.ts';
import { serviceAnswers, servicePaths } from '../../src-shared/service/api.ts';
import type { OrderSummary } from '../../src-shared/service/panel.ts';
import type { Implementation } from '../contract/implementation.ts';
import type { AskTarget } from '../service-api/asking.ts';

type OrderCalls = Pick<Implementation, 'orders.page' | 'orders.questions' | 'orders.statistics' | 'ticket.timeline'>;

/** The most that a service before 0.4 tells of its orders. */
const oldLimit = 200;

/** Orders and what became of their tickets. A service of an older release is asked for what it knows. */
export function orderCalls(ask: AskTarget): OrderCalls {
  const oldList = (targetId: string, signal: AbortSignal): Promise<OrderSummary[]> =>
    ask(targetId, { method: 'GET', path: servicePaths.orders(oldLimit), answer: serviceAnswers.orders, signal });

  return {
    'orders.page': async ({ targetId, search, after, limit }, { signal }) => {
      const path = servicePaths.orderPage({ search, after, limit });
      try {
        return await ask(targetId, { method: 'GET', path, answer: serviceAnswers.orderPage, signal });
      } catch (error) {
        // A question that it cannot answer is refused; its first page, it has.
        if (!isTooOld(error) || search !== '' || after !== null) throw error;
        return { orders: await oldList(targetId, signal), more: false, complete: true };
      }
    },

    'orders.questions': async ({ targetId }, { signal }) => {
      try {
        return await ask(targetId, {
          method: 'GET',
          path: servicePaths.questions,
          answer: serviceAnswers.questions,
          signal,
        });
      } catch (error) {
        if (!isTooOld(error)) throw error;
        const orders = await oldList(targetId, signal);
        return orders.filter(({ jobs }) => jobs.some(({ state }) => state === 'unknown' || state === 'held')).reverse();
      }
    },

    'orders.statistics': ({ targetId, days }, { signal }) =>
      ask(targetId, {
        method: 'GET',
        path: servicePaths.statistics(days),
        answer: serviceAnswers.statistics,
        signal,
      }),

    'ticket.timeline': ({ targetId, jobId }, { signal }) =>
      ask(targetId, { method: 'GET', path: servicePaths.timeline(jobId), answer: serviceAnswers.timeline, signal }),
  };
}

function isTooOld(error: unknown): boolean {
  return error instanceof Refusal && error.error.code === 'service.too-old';
}
