import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Reads `life_time` of the MMC subsystem (kernel documentation, mmc-dev-attrs): two hexadecimal estimates, 0x01 for 0–10 % used up to
 * 0x0a for 90–100 %, 0x0b for more than the maker promised. The worse of the two counts, as percent at its upper end.
 */
export function parseLifeTime(text: string): number | null {
  const tenths = [...text.matchAll(/0x([0-9a-f]{1,2})/gi)]
    .map(([, hexadecimal = '']) => Number.parseInt(hexadecimal, 16))
    .filter((tenth) => tenth > 0 && tenth <= 0x0b);
  return tenths.length === 0 ? null : Math.min(100, Math.max(...tenths) * 10);
}

/** What a card says of its own life, in percent used; null where none does (SD cards rarely do). */
export function cardUsedPercent(devices = '/sys/bus/mmc/devices'): number | null {
  try {
    const told = readdirSync(devices).map((name) => lifeTimeOf(join(devices, name)));
    const known = told.filter((percent) => percent !== null);
    return known.length === 0 ? null : Math.max(...known);
  } catch {
    return null;
  }
}

function lifeTimeOf(device: string): number | null {
  try {
    return parseLifeTime(readFileSync(join(device, 'life_time'), 'utf8'));
  } catch {
    return null;
  }
}
