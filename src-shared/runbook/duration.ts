import { z } from 'zod';

const unitMilliseconds = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

/** `200ms`, `30s`, `5m`, `2h`, or a number of milliseconds. Parsed to milliseconds. */
export const durationSchema = z
  .union([z.number().int().min(0), z.string().regex(/^\d+(ms|s|m|h)$/)])
  .transform((value) => {
    if (typeof value === 'number') return value;
    const [, amount = '0', unit = 'ms'] = /^(\d+)(ms|s|m|h)$/.exec(value) ?? [];
    return Number(amount) * unitMilliseconds[unit as keyof typeof unitMilliseconds];
  });
