import { setTimeout as wait } from 'node:timers/promises';
import { refuse } from '../../src-shared/contract/errors.ts';
import { flatten } from '../../src-shared/history/flatten.ts';
import { changesBetween, packChanges } from '../../src-shared/history/setting-change.ts';
import { type RestaurantAnswer, serviceAnswers, servicePaths } from '../../src-shared/service/api.ts';
import type { Implementation } from '../contract/implementation.ts';
import type { AskTarget } from '../service-api/asking.ts';
import { personHere } from './person.ts';
import type { CallSurroundings } from './surroundings.ts';

type RestaurantCalls = Pick<
  Implementation,
  'restaurant.read' | 'restaurant.write' | 'restaurant.preview' | 'printer.test'
>;

/** The service ends its ticket in hand and is started again by its supervisor, which waits two seconds. */
const restartWithinMs = 25_000;
const lookEveryMs = 250;

export function restaurantCalls({ panel }: CallSurroundings, ask: AskTarget): RestaurantCalls {
  const read = (targetId: string) =>
    ask(targetId, { method: 'GET', path: servicePaths.restaurant, answer: serviceAnswers.restaurant });

  /** Until the service runs with what was stored. While it starts anew it does not answer, which is no fault. */
  const takenUp = async (targetId: string, revision: number): Promise<RestaurantAnswer> => {
    const giveUp = performance.now() + restartWithinMs;
    for (;;) {
      const answer = await read(targetId).catch(() => null);
      if (answer && answer.activeRevision >= revision) return answer;
      if (performance.now() > giveUp) throw refuse('service.not-answering', { seconds: restartWithinMs / 1000 });
      await wait(lookEveryMs);
    }
  };

  return {
    'restaurant.read': ({ targetId }) => read(targetId),

    'restaurant.write': async ({ targetId, restaurant }) => {
      const before = await read(targetId).then(({ restaurant: known }) => flatten({ ...known, revision: null }));
      const { revision } = await ask(targetId, {
        method: 'PUT',
        path: servicePaths.restaurant,
        body: restaurant,
        answer: serviceAnswers.restaurantWritten,
      });
      const changes = changesBetween(before, flatten({ ...restaurant, revision: null }));
      const data = { revision: String(revision), changes: packChanges(changes) };
      panel.audit.add({ action: 'restaurant-changed', targetId, person: personHere('').name, data });
      return takenUp(targetId, revision);
    },

    'restaurant.preview': ({ targetId, ...asked }) =>
      ask(targetId, { method: 'POST', path: servicePaths.preview, body: asked, answer: serviceAnswers.preview }),

    'printer.test': ({ targetId, printerId }) =>
      ask(targetId, { method: 'POST', path: servicePaths.testTicket(printerId), answer: serviceAnswers.testTicket }),
  };
}
