import { unitNames } from '../../../src-shared/bonctl/places.ts';
import type { OwnUnit } from '../supervisor/service-manager.ts';

export const guardName = unitNames.guard;

/** The program that carries out one run. */
export function engineUnit(runId: string): OwnUnit {
  return { name: `${unitNames.runPrefix}${runId}.service`, arguments: ['engine', runId] };
}
