import { expect, test } from 'vitest';
import { ticketRenderers } from '../../../src-pi/service/tickets/renderers.ts';
import { setLines } from '../../../src-pi/service/tickets/sheet.ts';
import { kitchenOrder, wixOrderSchema } from '../../../src-pi/service/wix/order.ts';
import { decodePaper } from '../../../src-shared/paper/decode.ts';
import { ticketText } from '../../../src-shared/paper/text.ts';
import type { TicketType } from '../../../src-shared/service/restaurant.ts';
import { type Json, order } from '../support/shop.ts';
import { identity, item, restaurantWith } from './support.ts';

const tax = (rate: string, amount: string) => ({ taxInfo: { taxRate: rate, taxAmount: { amount } } });
const delivery = (change: Json = {}) =>
  order({
    number: '10427',
    createdDate: '2026-11-23T18:01:12.345Z',
    buyerNote: 'Bitte klingeln',
    lineItems: [
      item('Döner Kebap groß', 'grill', {
        quantity: 2,
        price: { amount: '8.50' },
        totalPriceAfterTax: { amount: '19.00' },
        modifierGroups: [{ name: { original: 'Soße' }, modifiers: [{ quantity: 1, label: { original: 'Kräuter' } }] }],
        descriptionLines: [{ name: { original: 'Wunsch' }, plainText: { original: 'ohne Zwiebeln' } }],
        ...tax('0.07', '1.24'),
      }),
      item('Ayran', 'drinks', {
        price: { amount: '2.50' },
        totalPriceAfterTax: { amount: '2.50' },
        ...tax('0.19', '0.40'),
      }),
    ],
    shippingInfo: {
      logistics: {
        deliveryTimeSlot: { from: '2026-11-23T18:45:00Z' },
        instructions: 'Hintereingang',
        shippingDestination: {
          address: {
            streetAddress: { name: 'Königstraße', number: '1a' },
            addressLine2: '3. OG',
            postalCode: '70173',
            city: 'Stuttgart',
          },
        },
      },
      cost: { price: { amount: '2.50' }, totalPriceAfterTax: { amount: '2.50' }, ...tax('0.07', '0.16') },
    },
    additionalFees: [{ name: 'Trinkgeld', price: { amount: '2.00' } }],
    priceSummary: {
      subtotal: { amount: '21.50' },
      shipping: { amount: '2.50' },
      discount: { amount: '1.00' },
      tax: { amount: '1.80' },
      total: { amount: '25.00' },
    },
    balanceSummary: { balance: { amount: '25.00' } },
    ...change,
  });

function printed(ticket: TicketType, raw: Json, layout: Json = {}): string {
  const restaurant = restaurantWith([{ id: 'one', ticket }], { layout });
  const station = restaurant.stations[1];
  if (!station) throw new Error('no station');
  const { lines, paper } = ticketRenderers(restaurant, identity, 'Europe/Berlin').ofStation(station);
  const said = lines.full(kitchenOrder(wixOrderSchema.parse(raw)), { others: [], copy: 1, copies: 1 });
  return decodePaper(setLines(said, paper).bytes).map(ticketText).join('\n');
}

test('the kitchen reads what to make and when, and no price', () => {
  const text = printed('kitchen', delivery());
  expect(text).toMatch(
    /10427[\s\S]*LIEFERUNG[\s\S]*19:45[\s\S]*2× Döner Kebap groß[\s\S]*\+ Soße: Kräuter[\s\S]*! Wunsch: ohne Zwiebeln/,
  );
  expect(text).not.toMatch(/€|8,50|19,00/);
});

test('the driver reads where to go and what to collect, and no recipe', () => {
  const text = printed('driver', delivery());
  for (const words of [
    'Königstraße 1a',
    '3. OG',
    '70173 Stuttgart',
    '+49 711 0000',
    'Hintereingang',
    'KASSIEREN',
    '25,00 €',
    '3 Artikel zum Mitnehmen',
  ])
    expect(text).toContain(words);
  expect(text).not.toMatch(/Kräuter|ohne Zwiebeln/);
  const paid = printed('driver', delivery({ paymentStatus: 'PAID', balanceSummary: { balance: { amount: '0.00' } } }));
  expect(paid).toContain('bezahlt, nichts kassieren');
  expect(paid).not.toMatch(/KASSIEREN|25,00/);
});

test('the guest reads prices, sums and taxes as the shop tells them, and that it is no fiscal receipt', () => {
  const text = printed('customer', delivery());
  const flat = text.replace(/\u00a0/g, ' ');
  for (const line of [
    /Zum Bonwart/,
    /Markt 1/,
    /Tel\. \+49 711 555 0100/,
    /2× Döner Kebap groß +19,00 €/,
    /Ayran +2,50 €/,
    /Zwischensumme +21,50 €/,
    /Liefergebühr +2,50 €/,
    /Rabatt +-1,00 €/,
    /Trinkgeld +2,00 €/,
    /GESAMT +25,00 €/,
    /Noch zu zahlen +25,00 €/,
    /MwSt\. +Netto +Steuer +Brutto/,
    /7 % +20,10 +1,40 +21,50/,
    /19 % +2,10 +0,40 +2,50/,
    /kein Kassenbon im Sinne der\s+KassenSichV/,
  ])
    expect(flat).toMatch(line);
  expect(flat).not.toContain('ohne Zwiebeln');
});

test('taxes that do not add up, or are not told, are not made up', () => {
  const wrong = printed(
    'customer',
    delivery({ priceSummary: { total: { amount: '25.00' }, tax: { amount: '3.99' } } }),
  );
  expect(wrong).not.toContain('Netto');
  expect(wrong.replace(/\u00a0/g, ' ')).toMatch(/darin MwSt\. +3,99 €/);
  const none = printed('customer', delivery({ lineItems: [item('Tee')], shippingInfo: null, priceSummary: null }));
  expect(none).not.toMatch(/MwSt|Netto|GESAMT/);
});

test('the layout decides what stands there and how large', () => {
  const plain = printed('kitchen', delivery(), {
    kitchen: { showCustomer: false, showPhone: false, showAddress: false, numberSize: 0 },
  });
  expect(plain).not.toMatch(/Ayşe|0711|Königstraße|10427/);
  const named = printed('kitchen', delivery(), { kitchen: { sectionHeadings: true, blankBetweenItems: true } });
  expect(named).toMatch(/Sonstiges/);
  expect(printed('customer', delivery(), { customer: { footer: 'Bis bald\nIhr Team', showTaxes: false } })).toMatch(
    /Bis bald\n.*Ihr Team/,
  );
  expect(printed('kitchen', delivery(), { language: 'tr' })).toMatch(/PAKET SERVİS[\s\S]*ÖDENMEDİ – NAKİT/);
  expect(printed('customer', delivery(), { language: 'en' })).toMatch(/TOTAL +€25\.00/);
});

test('an order of 300 items is on paper item by item', () => {
  const raw = delivery({ lineItems: Array.from({ length: 300 }, (_, index) => item(`Döner Nr. ${index} mit „Soße“`)) });
  const text = printed('kitchen', raw);
  for (let index = 0; index < 300; index += 1) expect(text).toContain(`Döner Nr. ${index} mit „Soße“`);
});
