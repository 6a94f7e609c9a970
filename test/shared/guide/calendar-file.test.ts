import { expect, test } from 'vitest';
import { calendarFile } from '../../../src-shared/guide/calendar-file.ts';

const event = {
  id: 'kitchen',
  window: { from: '2026-11-25T14:00:00.000Z', to: '2026-11-25T15:00:00.000Z' },
  title: 'Bonwart: neue Version 0.2.0; „Küche“, Theke',
  description: 'Rolle bereitlegen\nDrucker an lassen \\ nicht ziehen',
  now: Date.parse('2026-11-24T08:00:00Z'),
};
/** What a calendar reads: RFC 5545 §3.1 unfolded, one property a line. */
const read = (file: string) => file.replaceAll('\r\n ', '').split('\r\n');

test('times are in UTC, texts are escaped', () => {
  const lines = read(calendarFile(event));
  expect(lines).toContain('DTSTART:20261125T140000Z');
  expect(lines).toContain('DTEND:20261125T150000Z');
  expect(lines).toContain('SUMMARY:Bonwart: neue Version 0.2.0\\; „Küche“\\, Theke');
  expect(lines).toContain('DESCRIPTION:Rolle bereitlegen\\nDrucker an lassen \\\\ nicht ziehen');
  expect(lines.filter((line) => line === 'BEGIN:VALARM')).toHaveLength(2);
});

test('no line has more than 75 octets, and nothing is lost by folding, whatever the characters', () => {
  const title = '🍕ÄöüßYıldız'.repeat(40);
  const file = calendarFile({ ...event, title });
  for (const line of file.split('\r\n')) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(line).not.toContain('�');
  }
  expect(read(file)).toContain(`SUMMARY:${title}`);
  expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
});

test('nobody can write a line of his own into it', () => {
  const lines = read(
    calendarFile({ ...event, title: 'x\r\nATTENDEE:mailto:somebody@example.de', description: '\u0007' }),
  );
  expect(lines.some((line) => line.startsWith('ATTENDEE'))).toBe(false);
});
