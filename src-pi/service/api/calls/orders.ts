import { z } from 'zod';
import { serviceAnswers } from '../../../../src-shared/service/api.ts';
import { zoneOffsetMinutes } from '../../time/wall-clock.ts';
import { type Call, call, jobNumber, limitOf } from '../call.ts';
import type { ServiceParts } from '../parts.ts';

/** Milliseconds for which a search waits for the index to take up what is new; what is not in it by then is not found yet. */
const indexPatienceMilliseconds = 2000;
const dayMilliseconds = 24 * 60 * 60 * 1000;

/** What the panel asks about orders and tickets that came before. Shapes: `src-shared/service/history.ts`. */
export function orderCalls(parts: ServiceParts): Call[] {
  return [
    call('GET /bonwart/order-page', 'panel', 'A page of orders, the newest first: all, or those that a search finds', {
      query: z.object({
        limit: limitOf(50, 200),
        after: z.string().max(200).optional(),
        search: z.string().trim().max(100).default(''),
      }),
      answer: serviceAnswers.orderPage,
      run: async ({ query: { limit, after = null, search } }) => {
        const complete = search === '' || (await indexNow(parts));
        return { ...(await parts.read('orderPage', { question: search, after, limit })), complete };
      },
    }),
    call('GET /bonwart/questions', 'panel', 'Orders with a ticket that only a person can decide on', {
      answer: serviceAnswers.questions,
      run: () => parts.read('openQuestions', 200),
    }),
    call('GET /bonwart/jobs/:id/timeline', 'panel', 'What happened to a ticket, in its order', {
      parameters: jobNumber,
      answer: serviceAnswers.timeline,
      refusals: [404],
      run: ({ parameters }) => parts.read('jobTimeline', parameters.id),
    }),
    call('GET /bonwart/busy-hours', 'panel', 'Orders of eight weeks by the hour in which they came', {
      answer: serviceAnswers.busyHours,
      run: () => {
        // From a whole hour on: whoever asks again within it asks the same.
        const hourMilliseconds = 3_600_000;
        const from = Math.floor((Date.now() - 56 * dayMilliseconds) / hourMilliseconds) * hourMilliseconds;
        return parts.read('busyHours', { since: new Date(from).toISOString() });
      },
    }),
    call('GET /bonwart/statistics', 'panel', 'How tickets came out, by day', {
      query: z.object({ days: limitOf(30, 90) }),
      answer: serviceAnswers.statistics,
      run: ({ query: { days } }) => {
        const offsetMinutes = zoneOffsetMinutes(new Date(), parts.restaurant.timeZone);
        const localNow = Date.now() + offsetMinutes * 60_000;
        const firstDay = Math.floor(localNow / dayMilliseconds) - (days - 1);
        const since = new Date(firstDay * dayMilliseconds - offsetMinutes * 60_000).toISOString();
        return parts.read('printStatisticsByDay', { since, offsetMinutes });
      },
    }),
  ];
}

/** Lets the index take up what is new. False where that takes long, or the disk takes nothing: then older words may be missing. */
async function indexNow({ database, log }: ServiceParts): Promise<boolean> {
  if (database.fault() !== null) return false;
  const end = performance.now() + indexPatienceMilliseconds;
  const work = async (): Promise<boolean> => {
    while (performance.now() < end) if (!(await database.call('indexOrders'))) return true;
    return false;
  };
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), indexPatienceMilliseconds);
  });
  const indexed = work().catch((error) => {
    log.warn({ error: String(error) }, 'orders could not be indexed');
    return false;
  });
  return Promise.race([indexed, tooLong]).finally(() => clearTimeout(timer));
}
