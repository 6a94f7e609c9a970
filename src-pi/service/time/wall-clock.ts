import type { OffsetAt } from './posix-zone.ts';
import { zoneFile } from './zone-file.ts';

/*
 * Not by Intl where it can be helped: the first `Intl.DateTimeFormat` of a process makes ICU read the calendars of all its languages, which are 8.5 MB
 * that stay, and a ticket has nothing but two digits here and two there.
 */

/** What the clock and the calendar on the wall say. Sunday is 0. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
}

/** The time on the wall in a zone, or in the machine's where none is named. Throws RangeError where the instant is none. */
export function wallTime(at: Date, timeZone: string | undefined): WallTime {
  if (Number.isNaN(at.getTime())) throw new RangeError('no instant');
  const shifted = new Date(at.getTime() + zoneOffsetMinutes(at, timeZone) * 60_000);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    weekday: shifted.getUTCDay(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
  };
}

/** `07:45`. */
export function clockText({ hour, minute }: WallTime): string {
  return `${twoDigits(hour)}:${twoDigits(minute)}`;
}

/** The day as a form has it, in which `DD` and `MM` stand for their digits: `24.11.`, `24/11`. */
export function dayText(form: string, { day, month }: WallTime): string {
  return form.replace('DD', twoDigits(day)).replace('MM', twoDigits(month));
}

const known = new Map<string, OffsetAt>();

/** How many minutes a time zone (of the machine where none is named) is ahead of UTC at an instant. */
export function zoneOffsetMinutes(at: Date, timeZone: string | undefined): number {
  // In minutes to the east, without the -0 that UTC would be.
  if (timeZone === undefined) return 0 - at.getTimezoneOffset();
  const offsetAt = known.get(timeZone) ?? zoneFile(timeZone) ?? byIntl(timeZone);
  known.set(timeZone, offsetAt);
  return Math.round(offsetAt(Math.floor(at.getTime() / 1000)) / 60);
}

/** For a system that keeps no zones, like Windows under the practice Pi. */
function byIntl(timeZone: string): OffsetAt {
  const form = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric' },
  });
  return (instant) => {
    const parts = form.formatToParts(instant * 1000);
    const value = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
    const local = Date.UTC(value('year'), value('month') - 1, value('day'), value('hour'), value('minute'));
    return local / 1000 - Math.floor(instant / 60) * 60;
  };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
