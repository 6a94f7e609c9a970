import { z } from 'zod';

/** Four to twelve figures: what fits a pad of large keys and can be remembered. */
export const pinSchema = z.string().regex(/^[0-9]{4,12}$/);

/** PINs that are tried first by anybody: one figure again and again, or figures in a row up or down. */
export function isTooSimple(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((figure, index) => Number(figure) - Number(pin[index])));
  return steps.size === 1 && [0, 1, -1].includes([...steps][0] ?? 0);
}

/** Wrong PINs that cost no waiting; from this one on each has a wait behind it. */
export const triesWithoutWait = 5;

const secondsOfWaits = [30, 60, 300, 900] as const;

/** Milliseconds to wait after so many wrong PINs in a row: nothing, then 30 s, 1, 5 and at most 15 minutes. Never for ever. */
export function waitAfter(failures: number): number {
  if (failures < triesWithoutWait) return 0;
  const last = secondsOfWaits.length - 1;
  return (secondsOfWaits[Math.min(failures - triesWithoutWait, last)] ?? 0) * 1000;
}
