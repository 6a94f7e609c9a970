import type { Statistics, TimelineEntry } from '../../../src-shared/service/history.ts';
import type { JobSummary, OrderSummary } from '../../../src-shared/service/panel.ts';
import { fine } from './basics.ts';
import type { Scene } from './scene.ts';
import { delivery, pickup, ticketBytes } from './tickets.ts';
import { ago, hours, minutes } from './times.ts';

const job = (id: number, orderNumber: string, change: Partial<JobSummary> = {}): JobSummary => ({
  id,
  orderId: `order-${orderNumber}`,
  orderNumber,
  station: 'kitchen',
  stationName: 'Küche',
  kind: 'full',
  state: 'printed',
  acknowledgement: 'A4',
  attempts: 1,
  createdAt: ago(minutes(20)),
  printedAt: ago(minutes(20) - 2),
  release: '0.2.0',
  reason: '',
  notBefore: null,
  ...change,
});
const order = (number: string, customer: string, change: Partial<OrderSummary> = {}): OrderSummary => ({
  id: `order-${number}`,
  number,
  customer,
  fulfilment: 'pickup',
  dueAt: null,
  seenAt: ago(minutes(20)),
  itemCount: 2,
  cancelled: false,
  jobs: [job(Number(number), number)],
  ...change,
});

const newest = order('10428', 'Ayşe Yıldız', {
  fulfilment: 'delivery',
  dueAt: delivery.dueAt,
  seenAt: ago(minutes(1)),
  itemCount: 6,
  jobs: [job(51, '10428', { printedAt: ago(50) })],
});
const doubtful: OrderSummary = {
  ...newest,
  jobs: [job(51, '10428', { state: 'unknown', acknowledgement: null, printedAt: null })],
};
const old = order('10391', 'Familie Schneider-Öztürk', {
  seenAt: ago(hours(51)),
  jobs: [
    job(12, '10391', { state: 'held', reason: 'stale', acknowledgement: null, printedAt: null, stationName: 'Bar' }),
  ],
});
const orders: readonly OrderSummary[] = [
  newest,
  order('10427', 'Jürgen Groß', { seenAt: ago(minutes(2)), jobs: [job(50, '10427', { printedAt: ago(minutes(2)) })] }),
  order('10426', 'Sophie Müller-Lüdenscheidt', {
    fulfilment: 'delivery',
    dueAt: ago(-minutes(20)),
    seenAt: ago(minutes(18)),
    itemCount: 11,
    jobs: [job(48, '10426'), job(49, '10426', { kind: 'change', printedAt: ago(minutes(12)) })],
  }),
  order('10425', 'Mehmet Öztürk', {
    cancelled: true,
    seenAt: ago(minutes(44)),
    jobs: [job(47, '10425', { kind: 'cancel' })],
  }),
  order('10424', 'Tisch 7', { fulfilment: 'dine-in', itemCount: 4, seenAt: ago(hours(1)) }),
];

const page = (shown: readonly OrderSummary[], more = false) => ({
  value: { orders: [...shown], more, complete: true },
});
const happened = (
  seconds: number,
  what: TimelineEntry['what'],
  change: Partial<TimelineEntry> = {},
): TimelineEntry => ({
  at: ago(seconds),
  what,
  attempt: null,
  printer: '',
  release: '',
  acknowledgement: null,
  happening: '',
  reason: '',
  ...change,
});
const story: readonly TimelineEntry[] = [
  happened(95, 'seen'),
  happened(95, 'queued'),
  happened(94, 'waiting-printer', { happening: 'printer-away' }),
  happened(53, 'queued', { happening: 'printer-back' }),
  happened(52, 'printing', { attempt: 1, release: '0.4.0' }),
  happened(52, 'first-byte', { attempt: 1 }),
  happened(50, 'printed', { attempt: 1, acknowledgement: 'A4' }),
];
const dayOf = (daysAgo: number): Statistics['days'][number] => {
  const printed = 18 + ((daysAgo * 7) % 23);
  return {
    day: ago(hours(24 * daysAgo)).slice(0, 10),
    printed,
    firstTry: printed - (daysAgo % 5 === 2 ? 4 : 0),
    open: 0,
    undecided: daysAgo === 9 ? 2 : 0,
    reprints: 0,
    averageSeconds: 1.8 + (daysAgo % 4) * 0.4,
    slowestSeconds: daysAgo % 5 === 2 ? 46 : 4 + (daysAgo % 3),
  };
};
const statistics: Statistics = {
  days: Array.from({ length: 30 }, (_, index) => dayOf(29 - index)).filter((_, index) => index % 7 !== 1),
  medianSeconds: 1.9,
  slowestTwentiethSeconds: 6.2,
};

const withOrders: NonNullable<Scene['calls']> = {
  'recovery.read': { value: { current: null, past: [] } },
  'orders.page': page(orders),
  'orders.questions': { value: [] },
  'ticket.timeline': { value: [...story] },
  'ticket.read': { value: { bytes: ticketBytes(delivery), paperMillimetres: 80 } },
};
const open =
  (de: string, en: string): NonNullable<Scene['act']> =>
  async (page, language) => {
    await page
      .getByRole('button', { name: language === 'de' ? de : en })
      .first()
      .click();
  };
const toOrders = open('Bestellungen', 'Orders');
const toTicket: NonNullable<Scene['act']> = async (page, language) => {
  await toOrders(page, language);
  await page.getByText('Ayşe Yıldız').first().click();
  await page.locator('.paper').first().waitFor();
};

export const orderScenes: readonly Scene[] = [
  {
    name: 'orders',
    calls: withOrders,
    act: toTicket,
  },
  {
    // One ticket for each station; what still waits is what one sees first.
    name: 'orders-stations',
    calls: {
      ...withOrders,
      'orders.page': page([
        {
          ...newest,
          jobs: [
            job(51, '10428', { printedAt: ago(50) }),
            job(52, '10428', {
              station: 'bar',
              stationName: 'Bar',
              state: 'waiting-printer',
              printedAt: null,
              acknowledgement: null,
            }),
            job(53, '10428', { station: 'driver', stationName: 'Fahrer', printedAt: ago(48) }),
          ],
        },
        ...orders.slice(1),
      ]),
    },
    act: toTicket,
  },
  {
    name: 'orders-narrow-paper',
    calls: { ...withOrders, 'ticket.read': { value: { bytes: ticketBytes(pickup, 58, true), paperMillimetres: 58 } } },
    act: async (page, language) => {
      await toOrders(page, language);
      await page.getByText('Jürgen Groß').first().click();
      await page.locator('.paper').first().waitFor();
    },
  },
  {
    name: 'orders-recovery',
    calls: {
      ...withOrders,
      'recovery.read': {
        value: {
          current: {
            id: 's1',
            type: 'printer_recovery',
            phase: 'processing',
            startedAt: ago(40),
            completedAt: null,
            total: 7,
            processed: 3,
            failed: 0,
            paused: true,
            error: '',
          },
          past: [],
        },
      },
    },
    act: toOrders,
  },
  {
    name: 'orders-question',
    calls: {
      ...withOrders,
      'orders.page': page([doubtful, ...orders.slice(1)], true),
      'orders.questions': { value: [doubtful, old] },
    },
    streams: {
      'status.watch': {
        events: [
          {
            kind: 'status',
            status: { ...fine, queue: { waiting: 0, held: 0, unknown: 1, scheduled: 0, oldestAt: null } },
          },
        ],
      },
    },
    act: async (page, language) => {
      await toOrders(page, language);
      // beside the list from 1200 px on; below that only once an order is opened
      if ((page.viewportSize()?.width ?? 0) >= 1200) await page.locator('.paper').first().waitFor();
    },
  },
  {
    name: 'orders-reprint',
    calls: withOrders,
    act: async (page, language) => {
      await toTicket(page, language);
      await open('Bon noch einmal drucken', 'Print the ticket again')(page, language);
    },
  },
  {
    name: 'orders-nothing-found',
    calls: { ...withOrders, 'orders.page': { value: { orders: [], more: false, complete: false } } },
    act: async (page, language) => {
      await toOrders(page, language);
      await page.getByRole('searchbox').fill('Schmitt');
      await page.getByText('Schmitt').waitFor();
    },
  },
  {
    name: 'orders-figures',
    calls: { ...withOrders, 'orders.statistics': { value: statistics } },
    act: async (page, language) => {
      await toOrders(page, language);
      await open('Zahlen', 'Figures')(page, language);
      await page.locator('.chart').first().waitFor();
    },
  },
  {
    name: 'orders-empty',
    calls: { 'orders.page': page([]), 'orders.questions': { value: [] }, 'recovery.read': withOrders['recovery.read'] },
    act: toOrders,
  },
  {
    name: 'orders-refused',
    calls: {
      'orders.page': {
        error: { code: 'service.unreachable', data: {}, retry: 'now', cause: 'ECONNREFUSED 127.0.0.1:8000' },
      },
    },
    act: toOrders,
  },
  { name: 'orders-slow', calls: { 'orders.page': 'never' }, act: toOrders, patience: 2300 },
];
