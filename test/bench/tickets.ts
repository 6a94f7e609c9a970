import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { restaurantFromSettings } from '../../src-pi/service/restaurant/from-settings.ts';
import { parseSettings } from '../../src-pi/service/settings.ts';
import { ticketRenderers } from '../../src-pi/service/tickets/renderers.ts';
import { ticketDesk } from '../../src-pi/service/tickets/station-tickets.ts';
import { kitchenOrder, wixOrderSchema } from '../../src-pi/service/wix/order.ts';
import { type Benchmark, median, quantile } from './figure.ts';

const rounds = 200;
const targetMilliseconds = 20;

/** How long a ticket takes from the order to its bytes: one in a printer's own letters, and one with lines that must be drawn. */
export const tickets: Benchmark = {
  name: 'tickets',
  async run() {
    const restaurant = restaurantFromSettings(parseSettings(''));
    const renderers = ticketRenderers(restaurant, { name: '', address: '', phone: '' }, 'Europe/Berlin');
    const desk = ticketDesk(restaurant, renderers);
    const samples = JSON.parse(readFileSync(join('resources', 'tickets', 'sample-orders.json'), 'utf8'));
    const order = kitchenOrder(wixOrderSchema.parse(samples.delivery));
    const plain = {
      ...order,
      items: Array.from({ length: 20 }, () => ({ ...order.items[0], notes: ['ohne Zwiebeln'] })) as typeof order.items,
    };
    const drawn = { ...order, note: 'مرحبا 漢字 🌶 '.repeat(12) };
    const timed = (work: () => unknown): number[] =>
      Array.from({ length: rounds }, () => {
        const start = performance.now();
        work();
        return performance.now() - start;
      });
    const text = timed(() => desk.tickets(plain, null));
    const pictures = timed(() => desk.tickets(drawn, null));
    const auto = timed(() => encodedByLibrary(desk.tickets(plain, null)[0]?.full[0]?.plainText ?? '')).slice(0, 20);
    const figure = (name: string, value: number, other: number | null) => ({
      name,
      value,
      unit: 'ms',
      better: 'lower' as const,
      target: targetMilliseconds,
      comparedTo: other === null ? null : { name: "receipt-printer-encoder with codepage('auto')", value: other },
    });
    return [
      figure('a ticket of 20 dishes, p95', quantile(text, 0.95), median(auto)),
      figure('a ticket with drawn lines, p95', quantile(pictures, 0.95), null),
    ];
  },
};

function encodedByLibrary(text: string): Uint8Array {
  const encoder = new ReceiptPrinterEncoder({ language: 'esc-pos', columns: 48 });
  encoder.codepage('auto');
  for (const line of text.split('\n')) encoder.line(line);
  return encoder.encode();
}
