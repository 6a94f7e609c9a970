import { setTimeout as wait } from 'node:timers/promises';
import { refuse } from '../../src-shared/contract/errors.ts';
import { changesAmong, packChanges } from '../../src-shared/history/setting-change.ts';
import { serviceAnswers, servicePaths } from '../../src-shared/service/api.ts';
import {
  readTypedSetting,
  type ServiceSettingKey,
  serviceSettingKeys,
} from '../../src-shared/service/changeable-settings.ts';
import type { Implementation } from '../contract/implementation.ts';
import { askService } from '../service-api/request.ts';
import type { ServicePorts } from '../service-api/service-ports.ts';
import { personHere } from './person.ts';
import type { CallSurroundings } from './surroundings.ts';

type ServiceSettingCalls = Pick<Implementation, 'serviceSettings.read' | 'serviceSettings.write'>;
type Written = Partial<Record<ServiceSettingKey, string>>;

/** The service ends its ticket in hand and is started again by its supervisor, which waits two seconds. */
const restartWithinMs = 25_000;
const lookEveryMs = 250;

/** Settings of the print service that need no deployment. */
export function serviceSettingCalls(
  { panel, connections, bonctl }: CallSurroundings,
  ports: ServicePorts,
): ServiceSettingCalls {
  const read = async (targetId: string): Promise<Written> => {
    const host = await connections.get(targetId);
    const { settings } = await bonctl.call(host, panel.targets.get(targetId), 'status', {});
    const known = serviceSettingKeys.map((key) => [key, settings[key]] as const);
    return Object.fromEntries(known.filter(([, value]) => typeof value === 'string'));
  };
  const write = async (targetId: string, changes: Written) => {
    const host = await connections.get(targetId);
    await bonctl.call(host, panel.targets.get(targetId), 'settings.change', { changes });
  };
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

  return {
    'serviceSettings.read': ({ targetId }) => read(targetId),

    'serviceSettings.write': async ({ targetId, changes }) => {
      const wanted = checked(changes);
      const known = await read(targetId);
      const differs = keysOf(wanted).filter((key) => wanted[key] !== (known[key] ?? ''));
      const before = Object.fromEntries(differs.map((key) => [key, known[key] ?? '']));
      if (differs.length === 0) return { now: known, before };
      const running = await startedAt(targetId);
      const audit = (from: Written, to: Written, more: Record<string, string>) => {
        const data = { changes: packChanges(changesAmong(differs, from, to)), ...more };
        panel.audit.add({ action: 'settings-changed', targetId, person: personHere('').name, data });
      };
      await write(targetId, Object.fromEntries(differs.map((key) => [key, wanted[key] ?? ''])));
      audit(known, wanted, {});
      if (!(await startAnew(targetId, running))) {
        await write(targetId, before);
        audit(wanted, known, { takenBack: 'true' });
        throw refuse('settings.taken-back', { seconds: restartWithinMs / 1000 });
      }
      return { now: await read(targetId), before };
    },
  };
}

function keysOf(written: Written): ServiceSettingKey[] {
  return serviceSettingKeys.filter((key) => written[key] !== undefined);
}

/** @throws Refusal `settings.invalid` for the first that the service would not start with */
function checked(changes: Written): Written {
  const read = keysOf(changes).map((key) => {
    const typed = readTypedSetting(key, changes[key] ?? '');
    if ('problem' in typed) throw refuse('settings.invalid', { key, problem: typed.problem });
    return [key, typed.value] as const;
  });
  return Object.fromEntries(read);
}
