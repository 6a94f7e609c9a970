import { setTimeout as wait } from 'node:timers/promises';
import { refuse } from '../../src-shared/contract/errors.ts';
import { changesAmong, packChanges, type ToldSettings } from '../../src-shared/history/setting-change.ts';
import { serviceAnswers, servicePaths } from '../../src-shared/service/api.ts';
import { askService } from '../service-api/request.ts';
import type { ServicePorts } from '../service-api/service-ports.ts';
import { personHere } from './person.ts';
import type { CallSurroundings } from './surroundings.ts';

/** The service ends its ticket in hand and is started again by its supervisor, which waits two seconds. */
const restartWithinMs = 25_000;
const lookEveryMs = 250;

export interface SettingsChange {
  readonly keys: readonly string[];
  /** What they were and are to be, as the audit may know it; of a secret it holds only that it is another. */
  readonly from: ToldSettings;
  readonly to: ToldSettings;
  write(): Promise<void>;
  /** Puts back what was there before. */
  takeBack(): Promise<void>;
}

/**
 * Writes settings of the print service and answers when it runs with them. If it does not come back, they are taken back: each of the two is in the audit.
 *
 * @throws Refusal `settings.taken-back`, and what writing and asking refuse.
 */
export function settingsInUse(
  { panel, connections }: Pick<CallSurroundings, 'panel' | 'connections'>,
  ports: ServicePorts,
) {
  const startedAt = async (targetId: string) => {
    const host = await connections.get(targetId);
    const asked = { method: 'GET', path: servicePaths.status, answer: serviceAnswers.status } as const;
    return (await askService(host, await ports.of(targetId, host), asked)).startedAt;
  };
  /** True once another process of the service answers than the one that started `before`. */
  const startAnew = async (targetId: string, before: string): Promise<boolean> => {
    const giveUp = performance.now() + restartWithinMs;
    const host = await connections.get(targetId);
    const body = { startedAt: before };
    const asked = { method: 'POST', path: servicePaths.restart, body, answer: serviceAnswers.restart } as const;
    const taken = await askService(host, await ports.of(targetId, host), asked).catch(() => null);
    if (taken === null) return false;
    while (performance.now() < giveUp) {
      const now = await startedAt(targetId).catch(() => null);
      if (now !== null && now !== before) return true;
      await wait(lookEveryMs);
    }
    return false;
  };

  return async (targetId: string, { keys, from, to, write, takeBack }: SettingsChange): Promise<void> => {
    const running = await startedAt(targetId);
    const audit = (before: ToldSettings, after: ToldSettings, more: Record<string, string>) => {
      const data = { changes: packChanges(changesAmong(keys, before, after)), ...more };
      panel.audit.add({ action: 'settings-changed', targetId, person: personHere('').name, data });
    };
    await write();
    audit(from, to, {});
    if (await startAnew(targetId, running)) return;
    await takeBack();
    audit(to, from, { takenBack: 'true' });
    throw refuse('settings.taken-back', { seconds: restartWithinMs / 1000 });
  };
}
