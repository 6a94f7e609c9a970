import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OffsetAt, posixZone } from './posix-zone.ts';

/** Where Debian, and every other Unix, keeps its time zones. */
const systemZones = '/usr/share/zoneinfo';

/**
 * Reads what the system knows of a time zone (`Europe/Berlin`): a file of RFC 9636, from its second part with eight bytes an instant. Null where the system
 * has no such file, or one that is not understood.
 */
export function zoneFile(timeZone: string, folder = systemZones): OffsetAt | null {
  if (!/^[\w+-]+(?:\/[\w+-]+)*$/.test(timeZone)) return null;
  try {
    return read(readFileSync(join(folder, timeZone)));
  } catch {
    return null;
  }
}

const headBytes = 44;

/** Throws RangeError where the file is shorter than it says. */
function read(file: Buffer): OffsetAt | null {
  if (file.toString('latin1', 0, 4) !== 'TZif' || file.toString('latin1', 4, 5) < '2') return null;
  const old = counts(file, 0);
  const second = headBytes + old.instants * 5 + old.kinds * 6 + old.letters + old.leaps * 8 + old.standards + old.utcs;
  const { instants, kinds, letters, leaps, standards, utcs } = counts(file, second);
  const times = second + headBytes;
  const kindOf = times + instants * 8;
  const offsets = kindOf + instants;
  const rule = offsets + kinds * 6 + letters + leaps * 12 + standards + utcs;
  const changes = Array.from({ length: instants }, (_, index) => ({
    at: Number(file.readBigInt64BE(times + index * 8)),
    offset: file.readInt32BE(offsets + file.readUInt8(kindOf + index) * 6),
  }));
  const before = file.readInt32BE(offsets);
  const text = file.toString('latin1', rule).trim();
  const after = text === '' ? () => changes.at(-1)?.offset ?? before : posixZone(text);
  const last = changes.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  if (!after) return null;
  return (instant) =>
    instant >= last ? after(instant) : (changes.findLast(({ at }) => at <= instant)?.offset ?? before);
}

/** How much of everything a part of the file holds: six numbers behind 20 bytes of head. */
function counts(file: Buffer, start: number) {
  const [utcs = 0, standards = 0, leaps = 0, instants = 0, kinds = 0, letters = 0] = Array.from(
    { length: 6 },
    (_, at) => file.readUInt32BE(start + 20 + at * 4),
  );
  return { utcs, standards, leaps, instants, kinds, letters };
}
