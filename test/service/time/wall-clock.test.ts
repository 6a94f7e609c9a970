import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { clockText, dayText, wallTime, zoneOffsetMinutes } from '../../../src-pi/service/time/wall-clock.ts';
import { zoneFile } from '../../../src-pi/service/time/zone-file.ts';

const zones = '/usr/share/zoneinfo';

function byIntl(at: Date, timeZone: string): string {
  const form = { dateStyle: 'short', timeStyle: 'short', timeZone } as const;
  return new Intl.DateTimeFormat('sv-SE', form).format(at);
}

function byWall(at: Date, timeZone: string): string {
  const time = wallTime(at, timeZone);
  return `${dayText(`${time.year}-MM-DD`, time)} ${clockText(time)}`;
}

/** Every minute around the change of a clock, and every month of years before and after what a zone file lists. */
function instants(): Date[] {
  const months = Array.from({ length: 12 * 26 }, (_, month) => new Date(Date.UTC(2022, month, 17, 11, 59)));
  const around = (text: string) =>
    Array.from({ length: 11 }, (_, minute) => new Date(Date.parse(text) + (minute - 5) * 60_000));
  return [
    ...months,
    ...['2026-03-29T01:00Z', '2026-10-25T01:00Z', '2041-03-31T01:00Z', '2041-10-27T01:00Z'].flatMap(around),
    ...['2026-03-08T07:00Z', '2026-11-01T06:00Z', '2026-04-04T16:00Z', '2026-10-03T16:00Z'].flatMap(around),
  ];
}

test.skipIf(!existsSync(zones))('the clock on the wall of the zones of people is the one that Intl knows', () => {
  const some = [
    ...['Europe/Berlin', 'Europe/Istanbul', 'Europe/London', 'Europe/Dublin', 'America/New_York', 'America/St_Johns'],
    ...['Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Sydney', 'Pacific/Auckland', 'Asia/Tokyo', 'UTC'],
    ...['Asia/Jerusalem', 'America/Sao_Paulo', 'Pacific/Chatham', 'Europe/Lisbon', 'America/Nuuk'],
  ];
  for (const zone of some) {
    expect(zoneFile(zone), zone).not.toBeNull();
    for (const at of instants()) expect(byWall(at, zone), `${zone} at ${at.toISOString()}`).toBe(byIntl(at, zone));
  }
});

test('without the files of the system Intl is asked, and a name is no path out of their folder', () => {
  expect(zoneFile('Europe/Berlin', '/nowhere')).toBeNull();
  expect(zoneFile('../../etc/passwd')).toBeNull();
  const folder = mkdtempSync(join(tmpdir(), 'bonwart-zones-'));
  try {
    writeFileSync(join(folder, 'Text'), 'no zone at all');
    writeFileSync(join(folder, 'Short'), Buffer.concat([Buffer.from('TZif2'), Buffer.alloc(60, 9)]));
    expect([zoneFile('Text', folder), zoneFile('Short', folder)]).toEqual([null, null]);
    if (!existsSync(join(zones, 'Asia', 'Kolkata'))) return;
    cpSync(join(zones, 'Asia', 'Kolkata'), join(folder, 'Mine'), { dereference: true });
    expect(zoneFile('Mine', folder)?.(Date.UTC(2026, 0) / 1000)).toBe(19_800);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('the machine’s own zone', () => {
  test('counts where none is named', () => {
    const at = new Date('2026-07-24T10:00:00Z');
    expect(zoneOffsetMinutes(at, undefined) + at.getTimezoneOffset()).toBe(0);
    expect(wallTime(at, undefined)).toMatchObject({ hour: at.getHours(), minute: at.getMinutes(), day: at.getDate() });
  });

  test('what is no instant has no time', () => {
    expect(() => wallTime(new Date('soon'), 'Europe/Berlin')).toThrow(RangeError);
  });
});

test('the clock of the restaurant is so far ahead, in summer and in winter', () => {
  expect(zoneOffsetMinutes(new Date('2026-11-24T10:00:30Z'), 'Europe/Berlin')).toBe(60);
  expect(zoneOffsetMinutes(new Date('2026-07-24T10:00:00Z'), 'Europe/Berlin')).toBe(120);
  expect(zoneOffsetMinutes(new Date('2026-11-24T23:10:00Z'), 'America/New_York')).toBe(-300);
  expect(zoneOffsetMinutes(new Date('2026-11-24T10:00:00Z'), 'Asia/Kolkata')).toBe(330);
});
