import type { AnswerOf } from '../../../src-shared/contract/contract.ts';
import { type Guide, guideSchema } from '../../../src-shared/guide/guide.ts';
import { runbook } from './journal.ts';
import { now } from './times.ts';

/** What the host says of a guide in which so much is arranged. */
export function guideOf(change: Partial<Guide> = {}): AnswerOf<'guide.read'> {
  const { triggers = [], announcements = [] } = runbook;
  return { guide: { ...guideSchema.parse({}), ...change }, triggers, announcements };
}

const inHours = (amount: number) => new Date(now.getTime() + amount * 3_600_000).toISOString();

export const arranged: Guide = {
  contacts: [
    { name: 'Rosa Weber', role: 'Technik', telephone: '+49 171 5556677' },
    { name: 'Ayşe Yıldız', role: 'Leitung', telephone: '07141 998 21' },
  ],
  informed: { to: ['ayse@example.de', 'theke@example.de'], off: ['progress'], language: 'de' },
  window: { from: inHours(21), to: inHours(22) },
};
/** The mail of it goes out by itself. */
export const inTwoDays: Guide = {
  ...arranged,
  window: { from: inHours(46), to: inHours(47), planned: { version: '0.2.0', by: 'Maria', at: inHours(-1) } },
};
/** The time is now. */
export const openNow: Guide = { ...arranged, window: { from: inHours(-0.2), to: inHours(0.8) } };

/** Orders of one week: lunch and dinner, the weekend fuller. Hours are UTC; Berlin is an hour ahead. */
export const busyHours = {
  since: '2026-09-28T17:00:00.000Z',
  hours: Array.from({ length: 7 }, (_day, day) =>
    [10, 11, 12, 16, 17, 18, 19, 20].map((hour) => ({
      hour: `2026-11-${16 + day}T${hour}`,
      orders: (hour > 15 ? 14 : 6) * (day > 3 ? 2 : 1) + ((hour * 7 + day * 5) % 6),
    })),
  ).flat(),
};
