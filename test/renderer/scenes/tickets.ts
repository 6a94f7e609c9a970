import { Buffer } from 'node:buffer';
import { previewBytes } from '../../../src-pi/service/tickets/frame.ts';
import { ticketRenderer } from '../../../src-pi/service/tickets/kitchen.ts';
import { readTicketWords } from '../../../src-pi/service/tickets/words.ts';
import type { KitchenOrder } from '../../../src-pi/service/wix/order.ts';
import { ago, minutes } from './times.ts';

/** What the guests ordered, as the service would read it from the shop. */
export const delivery: KitchenOrder = {
  id: 'order-10428',
  number: '10428',
  cancelled: false,
  paid: false,
  createdAt: ago(minutes(1)),
  updatedAt: ago(minutes(1)),
  fulfilment: 'delivery',
  dueAt: ago(-minutes(43)),
  dueText: '',
  customer: 'Ayşe Yıldız',
  phone: '+49 711 555 0101',
  address: ['Königstraße 1a', '3. OG', '70173 Stuttgart'],
  table: '',
  note: 'Bitte nicht klingeln, Baby schläft',
  instructions: 'Hintereingang',
  items: [
    {
      quantity: 2,
      name: 'Käsespätzle',
      details: ['Extra: 2× Röstzwiebeln', 'Größe: groß (+2,50 €)'],
      notes: [],
      section: '',
    },
    { quantity: 1, name: 'Grüner Salat', details: ['Dressing: Joghurt'], notes: ['ohne Gurke'], section: '' },
    { quantity: 3, name: 'Apfelschorle 0,5 l', details: [], notes: [], section: '' },
  ],
};

export const pickup: KitchenOrder = {
  ...delivery,
  id: 'order-10427',
  number: '10427',
  paid: true,
  fulfilment: 'pickup',
  dueAt: null,
  customer: 'Jürgen Groß',
  phone: '+49 711 555 0102',
  address: [],
  note: '',
  instructions: '',
  items: [
    { quantity: 1, name: 'Maultaschen in der Brühe', details: [], notes: [], section: '' },
    {
      quantity: 1,
      name: 'Linsen mit Spätzle',
      details: ['Saitenwürstle: 2 Paar'],
      notes: ['bitte scharf'],
      section: '',
    },
  ],
};

const renderer = (millimetres: 58 | 80) =>
  ticketRenderer(readTicketWords(), {
    columns: millimetres === 80 ? 48 : 32,
    millimetres,
    codePage: 1254,
    timeZone: 'Europe/Berlin',
  });

/** The bytes that the printer gets for an order, in base64. */
export function ticketBytes(order: KitchenOrder, millimetres: 58 | 80 = 80, reprint = false): string {
  const tickets = renderer(millimetres);
  const mark = reprint ? tickets.reprintMark(2, ago(30)).bytes : new Uint8Array();
  return Buffer.from(previewBytes(mark, tickets.full(order, { others: [], copy: 1, copies: 1 }).bytes)).toString(
    'base64',
  );
}

/** The beginning of a ticket: what is on the paper while it is still coming out. */
export function halfTicket(order: KitchenOrder): string {
  const bytes = Buffer.from(ticketBytes(order), 'base64');
  return bytes.subarray(0, Math.floor(bytes.length * 0.55)).toString('base64');
}
