import { refuse } from '../../src-shared/contract/errors.ts';
import {
  readTypedSetting,
  type ServiceSettingKey,
  serviceSettingKeys,
} from '../../src-shared/service/changeable-settings.ts';
import type { Implementation } from '../contract/implementation.ts';
import type { ServicePorts } from '../service-api/service-ports.ts';
import { settingsInUse } from './settings-in-use.ts';
import type { CallSurroundings } from './surroundings.ts';

type ServiceSettingCalls = Pick<Implementation, 'serviceSettings.read' | 'serviceSettings.write'>;
type Written = Partial<Record<ServiceSettingKey, string>>;

/** Settings of the print service that need no deployment. */
export function serviceSettingCalls(surroundings: CallSurroundings, ports: ServicePorts): ServiceSettingCalls {
  const { panel, connections, bonctl } = surroundings;
  const use = settingsInUse(surroundings, ports);
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

  return {
    'serviceSettings.read': ({ targetId }) => read(targetId),

    'serviceSettings.write': async ({ targetId, changes }) => {
      const wanted = checked(changes);
      const known = await read(targetId);
      const differs = keysOf(wanted).filter((key) => wanted[key] !== (known[key] ?? ''));
      const before = Object.fromEntries(differs.map((key) => [key, known[key] ?? '']));
      if (differs.length === 0) return { now: known, before };
      await use(targetId, {
        ...{ keys: differs, from: known, to: wanted },
        write: () => write(targetId, Object.fromEntries(differs.map((key) => [key, wanted[key] ?? '']))),
        takeBack: () => write(targetId, before),
      });
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
