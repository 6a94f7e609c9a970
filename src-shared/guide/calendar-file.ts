import type { MaintenanceWindow } from './quiet-hours.ts';

/** An appointment as people read it. */
export interface CalendarEvent {
  /** The same for the same appointment: a calendar then changes it and does not add another. */
  readonly id: string;
  readonly window: MaintenanceWindow;
  readonly title: string;
  readonly description: string;
  /** Milliseconds since 1970: when it was written. */
  readonly now: number;
}

/** The appointment as a calendar file (RFC 5545), times in UTC, with a reminder an hour and a day before. */
export function calendarFile({ id, window, title, description, now }: CalendarEvent): string {
  const alarm = (trigger: string) => [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(title)}`,
    `TRIGGER:${trigger}`,
    'END:VALARM',
  ];
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Bonwart//Bonwart//DE',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${escaped(id)}@bonwart`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(Date.parse(window.from))}`,
    `DTEND:${utc(Date.parse(window.to))}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(description)}`,
    ...alarm('-P1D'),
    ...alarm('-PT1H'),
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** RFC 5545 §3.3.11: backslash, semicolon, comma and line end mean something in a text. Other control characters do not belong into one. */
function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, ' ');
}

/** Octets of a character in UTF-8. */
function octetsOf(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}

/** RFC 5545 §3.1: a line has 75 octets at most, and what is longer goes on behind a space. No character is cut in two. */
function folded(line: string): string {
  let folds = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > 75) {
      folds += '\r\n ';
      octets = 1;
    }
    folds += character;
    octets += size;
  }
  return folds;
}

/** `20261123T170000Z` */
function utc(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '');
}
