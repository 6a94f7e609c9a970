import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { expect, test } from 'vitest';
import { paperOfPrinter, printerProfiles, profileOf } from '../../../src-pi/service/tickets/profiles.ts';
import { setLines } from '../../../src-pi/service/tickets/sheet.ts';
import { type RestaurantPrinter, restaurantPrinterSchema } from '../../../src-shared/service/restaurant.ts';

/** Our profile, the encoder's definition of the same printer, and its mapping where it knows the printer in another language only. */
const counterparts: [string, string, object][] = [
  ['generic', 'epson-tm-m30iii', {}],
  ['epson-tm-m30iii', 'epson-tm-m30iii', {}],
  ['epson-tm-t20iii', 'epson-tm-t20iii', {}],
  ['epson-tm-t88iii', 'epson-tm-t88iii', {}],
  ['epson-tm-t88vi', 'epson-tm-t88vi', {}],
  ['star-mc-print3', 'star-tsp100iv', { language: 'esc-pos', codepageMapping: 'star' }],
  ['sunmi', 'sunmi-p3mix', {}],
  ['xprinter-xp-t80q', 'xprinter-xp-t80q', {}],
  ['bixolon-srp350', 'bixolon-srp350', {}],
  ['bixolon-srp350iii', 'bixolon-srp350iii', {}],
  ['citizen-ct-s310ii', 'citizen-ct-s310ii', {}],
];
const encoderNames = { WPC1254: 'windows1254', WPC1252: 'windows1252', PC858: 'cp858', PC857: 'cp857' } as const;

/** The number that `ESC t` gets for a page, or null where the printer has none such. */
function numberByEncoder(printerModel: string, more: object, page: keyof typeof encoderNames): number | null {
  try {
    const encoder = new ReceiptPrinterEncoder({ printerModel, ...more } as never);
    const bytes = encoder.codepage(encoderNames[page]).text('é').encode();
    return bytes[bytes.findIndex((byte, at) => byte === 0x1b && bytes[at + 1] === 0x74) + 2] ?? null;
  } catch {
    return null;
  }
}

test.each(counterparts)('%s has the pages, numbers and columns of %s', (id, model, more) => {
  const profile = profileOf(id);
  for (const page of Object.keys(encoderNames) as (keyof typeof encoderNames)[]) {
    const ours = profile.codePages.find((one) => one.page === page)?.number ?? null;
    const theirs = numberByEncoder(model, more, page);
    // 1254 has all that 857 has.
    if (ours !== null || (page !== 'PC857' && page !== 'WPC1254')) expect(ours, page).toBe(theirs);
    if (page === 'WPC1254' && theirs !== null) expect(ours, page).toBe(theirs);
  }
  expect(new ReceiptPrinterEncoder({ printerModel: model } as never).columns).toBe(profile.columns[80]);
});

test('there are at least eight real printers, each with another name', () => {
  const real = printerProfiles().filter(({ id }) => !id.startsWith('generic'));
  expect(real.length).toBeGreaterThanOrEqual(8);
  expect(new Set(printerProfiles().map(({ name }) => name)).size).toBe(printerProfiles().length);
});

const printer = (profile: string, paper: 58 | 80 = 80): RestaurantPrinter =>
  restaurantPrinterSchema.parse({ id: 'p', name: 'p', connection: { kind: 'network', host: 'h' }, profile, paper });

test('with a spare printer a ticket is set for what both have', () => {
  const both = paperOfPrinter(printer('generic'), printer('citizen-ct-s310ii', 58), undefined);
  expect(both).toMatchObject({ columns: 32, millimetres: 58, codePages: [{ page: 'WPC1252', number: 16 }] });
  // Nothing but ASCII in common: the rest is drawn, which both can do.
  const poor = paperOfPrinter(printer('bixolon-srp350'), printer('citizen-ct-s310ii'), undefined);
  expect(poor.codePages).toEqual([]);
  const { bytes } = setLines([{ text: 'Ayran' }, { text: 'Güveç' }, { text: 'Київ' }], poor);
  expect([...bytes].some((byte, at) => byte === 0x1b && bytes[at + 1] === 0x74)).toBe(false);
});
