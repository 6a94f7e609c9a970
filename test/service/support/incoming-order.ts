import type { IncomingOrder } from '../../../src-pi/service/database/orders.ts';

/** An order as the poller hands it to the database, with one kitchen ticket. */
export function incomingOrder(id: string): IncomingOrder {
  const sheet = { payload: Buffer.from(`ticket ${id}\n`), plainText: `ticket ${id}\n` };
  return {
    id,
    number: id,
    status: 'approved',
    updatedAt: '2026-11-23T11:00:00.000Z',
    contentHash: id,
    customer: '',
    fulfilment: 'pickup',
    dueAt: null,
    heldReason: null,
    createdAt: '2026-11-23T11:00:00.000Z',
    notBefore: null,
    itemCount: 1,
    rawJson: '{}',
    tickets: [
      {
        station: 'kitchen',
        ticket: 'kitchen',
        profile: 'generic',
        millimetres: 80,
        concernedBefore: false,
        full: [sheet],
        change: [],
        cancel: [sheet],
      },
    ],
    legacy: {
      id,
      status: 'APPROVED',
      itemsJson: '[]',
      customerJson: '{}',
      deliveryJson: '{}',
      total: 0,
      currency: 'EUR',
      orderedAt: '2026-11-23T11:00:00.000Z',
      rawJson: '{}',
    },
  };
}
