import { expect, test } from 'vitest';
import type { AskTarget } from '../../../src-main/service-api/asking.ts';
import { readServiceFigures } from '../../../src-main/sign-off/figures.ts';
import { refuse } from '../../../src-shared/contract/errors.ts';

const now = Date.parse('2026-11-23T17:00:00Z');
const hour = 3_600_000;
const at = (hoursAgo: number) => new Date(now - hoursAgo * hour).toISOString();
const figure = (mostly: number, worst: number) => ({ average: mostly, mostly, worst });
const noFigures = {
  ...{ memoryMegabytes: null, cpuPercent: null, temperatureCelsius: null },
  ...{ answerMilliseconds: null, queryMilliseconds: null, recoverySeconds: null },
};
const samples = (figures: object) => ({
  ...{ since: at(1), until: at(0), uptimePercent: 99.5, points: [] },
  figures: { ...noFigures, ...figures },
});
const order = (id: string, hoursAgo: number, jobs: number, cancelled = false) => ({
  ...{ id, number: id, customer: '', fulfilment: 'pickup', dueAt: null, seenAt: at(hoursAgo), itemCount: 1, cancelled },
  jobs: Array.from({ length: jobs }, (_, index) => ({
    ...{ id: index + 1, orderId: id, orderNumber: id, kind: 'full', state: 'held', acknowledgement: null, attempts: 1 },
    ...{ createdAt: at(hoursAgo), printedAt: null, release: null },
  })),
});
const mail = (happened: number, handedOver: number | null, more: object = {}) => ({
  ...{ id: 1, kind: 'alert', type: 'printer', severity: 'critical', subject: '', to: [], attempts: 1, cause: null },
  ...{ happenedAt: at(happened), createdAt: at(happened), answer: null },
  ...{
    state: handedOver === null ? 'waiting' : 'handed-over',
    handedOverAt: handedOver === null ? null : at(handedOver),
  },
  ...more,
});

/** A service that answers some of what it is asked, each through the schema of the call. */
function read(answers: Record<string, unknown>) {
  const ask = (async (
    _target: string,
    { path, answer }: { path: string; answer: { parse(value: unknown): unknown } },
  ) => {
    const found = Object.entries(answers).find(([beginning]) => path.startsWith(beginning));
    if (!found) throw refuse('service.too-old', {});
    if (found[1] === 'silent') throw refuse('service.unreachable', {});
    return answer.parse(typeof found[1] === 'function' ? found[1](path) : found[1]);
  }) as AskTarget;
  const span = { since: now - 2 * hour, until: now - hour };
  return readServiceFigures(ask, 'kueche', span, new AbortController().signal, () => now);
}
const measured = (value: number) => ({ state: 'measured', value });
const unknown = (reason: string) => ({ state: 'unknown', reason });

test('where the service keeps samples, they count', async () => {
  const measures = await read({
    '/bonwart/samples': samples({
      ...{ memoryMegabytes: figure(70, 90), cpuPercent: figure(3, 40), answerMilliseconds: figure(12, 600) },
      ...{ queryMilliseconds: figure(4, 90), recoverySeconds: figure(1, 2.5) },
    }),
    '/bonwart/order-page': { orders: [order('a', 1, 1)], more: false, complete: true },
    '/bonwart/mail/history': [mail(1, 1 - 20 / 3600)],
  });
  expect(measures).toMatchObject({
    ...{ 'api-time': measured(12), memory: measured(70), cpu: measured(3), 'query-time': measured(4) },
    ...{ 'recovery-start': measured(2500), 'orders-lost': measured(0) },
  });
  expect(measures['mail-time']).toMatchObject({ state: 'measured', value: expect.closeTo(20_000, -1) });
  expect(measures.uptime).toEqual(measured(99.5));
});

test('an older service tells less; what it does not tell is unknown', async () => {
  const current = { at: at(0), memoryMegabytes: 66, cpuPercent: 1, diskFreeMegabytes: null, temperatureCelsius: null };
  const measures = await read({ '/health/metrics': { current, samples: [] } });
  expect(measures).toMatchObject({
    ...{ memory: measured(66), cpu: measured(1), 'api-time': unknown('too-old'), 'query-time': unknown('too-old') },
    ...{ 'mail-time': unknown('too-old'), 'orders-lost': unknown('too-old'), 'recovery-start': unknown('too-old') },
  });
  expect(measures.uptime).toEqual(unknown('too-old'));
});

test('a service that does not answer leaves everything unknown', async () => {
  const measures = await read({ '/': 'silent' });
  for (const found of Object.values(measures)) expect(found).toEqual(unknown('service-silent'));
});

test('an order without a ticket counts as lost from the day before the run on, on whatever page it stands', async () => {
  const pages = [
    { orders: [order('a', 1, 1), order('b', 2, 0), order('c', 3, 0, true)], more: true, complete: true },
    { orders: [order('d', 20, 0), order('e', 40, 0)], more: true, complete: true },
  ];
  const measures = await read({ '/bonwart/order-page': (path: string) => pages[path.includes('after=c') ? 1 : 0] });
  expect(measures['orders-lost']).toEqual(measured(2));
  const endless = { orders: [order('a', 1, 1)], more: true, complete: true };
  expect((await read({ '/bonwart/order-page': endless }))['orders-lost']).toEqual(unknown('too-many'));
});

test('a mail that still waits has taken until now; what is not urgent, older or not needed does not count', async () => {
  const history = [
    mail(0.5, null),
    mail(0.2, 0.1, { severity: 'info' }),
    mail(9, 1),
    mail(1, null, { state: 'not-needed' }),
    mail(1, 0, { kind: 'weekly' }),
  ];
  expect((await read({ '/bonwart/mail/history': history }))['mail-time']).toEqual(measured(hour / 2));
  expect((await read({ '/bonwart/mail/history': history.slice(1) }))['mail-time']).toEqual(unknown('not-happened'));
});
