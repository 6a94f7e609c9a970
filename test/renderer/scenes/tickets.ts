import { Buffer } from 'node:buffer';
import { restaurantFromSettings } from '../../../src-pi/service/restaurant/from-settings.ts';
import { parseSettings } from '../../../src-pi/service/settings.ts';
import { previewBytes } from '../../../src-pi/service/tickets/frame.ts';
import { ticketRenderers } from '../../../src-pi/service/tickets/renderers.ts';
import { ticketDesk } from '../../../src-pi/service/tickets/station-tickets.ts';
import type { KitchenItem, KitchenOrder } from '../../../src-pi/service/wix/order.ts';
import { ago, minutes } from './times.ts';

const item = (quantity: number, name: string, details: string[] = [], notes: string[] = []): KitchenItem => ({
  quantity,
  name,
  details,
  notes,
  section: '',
  total: quantity * 950,
});

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
  totals: {
    currency: 'EUR',
    subtotal: 5700,
    delivery: 250,
    discount: null,
    tip: null,
    fees: [],
    total: 5950,
    open: 5950,
    tax: null,
    taxes: [],
  },
  items: [
    item(2, 'Käsespätzle', ['Extra: 2× Röstzwiebeln', 'Größe: groß (+2,50 €)'], []),
    item(1, 'Grüner Salat', ['Dressing: Joghurt'], ['ohne Gurke']),
    item(3, 'Apfelschorle 0,5 l', [], []),
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
    item(1, 'Maultaschen in der Brühe', [], []),
    item(1, 'Linsen mit Spätzle', ['Saitenwürstle: 2 Paar'], ['bitte scharf']),
  ],
};

/** The bytes that the printer gets for an order, in base64. */
export function ticketBytes(order: KitchenOrder, millimetres: 58 | 80 = 80, reprint = false): string {
  const settings = parseSettings(`RECEIPT_WIDTH=${millimetres}`);
  const restaurant = restaurantFromSettings(settings);
  const renderers = ticketRenderers(restaurant, { name: '', address: '', phone: '' }, 'Europe/Berlin');
  const [tickets] = ticketDesk(restaurant, renderers).tickets(order, null);
  const [printer] = restaurant.printers;
  const [ticket] = tickets?.full ?? [];
  if (!ticket || !printer) throw new Error('no ticket');
  const mark = reprint ? renderers.slipsOf(printer).reprintMark(2, ago(30)).bytes : new Uint8Array();
  return Buffer.from(previewBytes(mark, ticket.payload)).toString('base64');
}

/** The beginning of a ticket: what is on the paper while it is still coming out. */
export function halfTicket(order: KitchenOrder): string {
  const bytes = Buffer.from(ticketBytes(order), 'base64');
  return bytes.subarray(0, Math.floor(bytes.length * 0.55)).toString('base64');
}
