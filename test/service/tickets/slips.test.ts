import { expect, test } from 'vitest';
import { ticketRenderers } from '../../../src-pi/service/tickets/renderers.ts';
import { decodePaper } from '../../../src-shared/paper/decode.ts';
import { ticketText } from '../../../src-shared/paper/text.ts';
import { identity, restaurantWith } from './support.ts';

function slipsWith(buzzer: boolean, profile = 'generic') {
  const restaurant = restaurantWith([{ id: 'guest', ticket: 'customer' }], { layout: { kitchen: { buzzer } } });
  const [printer] = restaurant.printers;
  if (!printer) throw new Error('no printer');
  return ticketRenderers(restaurant, identity, 'Europe/Berlin').slipsOf({ ...printer, profile });
}

test('the buzzer sounds for the tickets whose layout asks for it, where the printer has a command for it', () => {
  expect([...slipsWith(true).buzz('kitchen')].slice(0, 3)).toEqual([0x1b, 0x28, 0x41]);
  expect([...slipsWith(true, 'xprinter-xp-t80q').buzz('kitchen')].slice(0, 2)).toEqual([0x1b, 0x42]);
  for (const silent of [
    slipsWith(false).buzz('kitchen'),
    slipsWith(true).buzz('guest'),
    slipsWith(true).buzz('printer:printer'),
    slipsWith(true, 'bixolon-srp350').buzz('kitchen'),
  ])
    expect(silent).toHaveLength(0);
  const [paper] = decodePaper(slipsWith(true).buzz('kitchen'));
  expect(paper).toBeUndefined();
});

test('a second ticket says so in every language', () => {
  for (const language of ['de', 'en', 'tr']) {
    const restaurant = restaurantWith([], { layout: { language } });
    const [printer] = restaurant.printers;
    if (!printer) throw new Error('no printer');
    const { bytes } = ticketRenderers(restaurant, identity, 'UTC')
      .slipsOf(printer)
      .reprintMark(2, '2026-11-23T18:00:00Z');
    expect(decodePaper(bytes).map(ticketText).join('\n'), language).toMatch(/REPRINT[\s\S]*2 · /);
  }
});
