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

const withOrders: Scene['calls'] = {
  'recovery.read': { value: { current: null, past: [] } },
  'orders.list': { value: [...orders] },
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
      'orders.list': {
        value: [
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
        ],
      },
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
      'orders.list': {
        value: [
          { ...newest, jobs: [job(51, '10428', { state: 'unknown', acknowledgement: null, printedAt: null })] },
          ...orders.slice(1),
        ],
      },
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
      await page.locator('.paper').first().waitFor();
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
  { name: 'orders-empty', calls: { 'orders.list': { value: [] } }, act: toOrders },
  {
    name: 'orders-refused',
    calls: {
      'orders.list': {
        error: { code: 'service.unreachable', data: {}, retry: 'now', cause: 'ECONNREFUSED 127.0.0.1:8000' },
      },
    },
    act: toOrders,
  },
  { name: 'orders-slow', calls: { 'orders.list': 'never' }, act: toOrders, patience: 2300 },
];
