import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { OperationResult } from '../../src-shared/bonctl/protocol.ts';
import { Refusal, refuse } from '../../src-shared/contract/errors.ts';
import type { LanAccess } from '../../src-shared/contract/lan-access.ts';
import { serviceAnswers, servicePaths } from '../../src-shared/service/api.ts';
import { lanPortKey, lanTokenKey, readLanPort } from '../../src-shared/service/lan-access.ts';
import type { Implementation } from '../contract/implementation.ts';
import { askService } from '../service-api/request.ts';
import type { ServicePorts } from '../service-api/service-ports.ts';
import { settingsInUse } from './settings-in-use.ts';
import type { CallSurroundings } from './surroundings.ts';

type LanAccessCalls = Pick<Implementation, 'lanAccess.read' | 'lanAccess.write'>;
type LanKey = typeof lanPortKey | typeof lanTokenKey;

const tokenBytes = 32;
/** The service tries its second door as soon as it runs: its first word on it comes within this time, in milliseconds. */
const openingMs = 2000;
const lookEveryMs = 100;

/** Whether the print service is open to the restaurant's network, and opening and closing it. The token is made here, told once and kept nowhere on this PC. */
export function lanAccessCalls(surroundings: CallSurroundings, ports: ServicePorts): LanAccessCalls {
  const { panel, connections, bonctl, redaction } = surroundings;
  const use = settingsInUse(surroundings, ports);
  const status = async (targetId: string) =>
    bonctl.call(await connections.get(targetId), panel.targets.get(targetId), 'status', {});

  const read = async (targetId: string, told: OperationResult<'status'>): Promise<LanAccess> => {
    const written = writtenPort(told);
    const wanted = written === 'bad' ? null : written;
    const known = {
      wanted,
      hasToken: Boolean(told.settings[lanTokenKey]),
      servicePort: told.servicePort,
      addresses: [],
    };
    if (!told.current && (await isEmpty(targetId))) return { ...known, state: 'no-service' };
    const host = await connections.get(targetId);
    try {
      const asked = { method: 'GET', path: servicePaths.lanAccess, answer: serviceAnswers.lanAccess } as const;
      const { door, hasToken, addresses } = await askService(host, await ports.of(targetId, host), asked);
      const sorted = nearestFirst(addresses, panel.targets.get(targetId).address);
      return { ...known, hasToken, state: door.state, addresses: sorted };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.error.code === 'service.too-old') return { ...known, state: 'too-old' };
      if (error.error.code !== 'service.unreachable') throw error;
      ports.forget(host);
      return { ...known, state: 'silent' };
    }
  };
  /** A service that was not deployed by us may run there all the same. */
  const isEmpty = async (targetId: string) => {
    const host = await connections.get(targetId);
    const { installed } = await bonctl.call(host, panel.targets.get(targetId), 'facts', {});
    return installed.kind === 'nothing';
  };
  /** The same once the service has tried to open. */
  const readTried = async (targetId: string): Promise<LanAccess> => {
    const told = await status(targetId);
    const giveUp = performance.now() + openingMs;
    for (;;) {
      const now = await read(targetId, told);
      if (now.state !== 'opening' || performance.now() > giveUp) return now;
      await wait(lookEveryMs);
    }
  };

  return {
    'lanAccess.read': async ({ targetId }) => read(targetId, await status(targetId)),

    'lanAccess.write': async ({ targetId, port, newToken }) => {
      const target = panel.targets.get(targetId);
      if (target.kind === 'practice') throw refuse('lan-access.practice', {}, { retry: 'never' });
      const told = await status(targetId);
      if (port === told.servicePort)
        throw refuse('settings.invalid', { key: lanPortKey, problem: "is the service's own port" });
      const now = await read(targetId, told);
      if (now.state === 'too-old') throw refuse('service.too-old', {}, { cause: servicePaths.lanAccess });
      if (now.state === 'no-service' || now.state === 'silent')
        throw refuse('service.unreachable', {}, { retry: 'now' });
      const token = newToken || (port !== null && !now.hasToken) ? randomBytes(tokenBytes).toString('base64url') : null;
      redaction.hide(token ?? undefined);
      const changes = changesFor(told, port, token);
      const keys = Object.keys(changes) as LanKey[];
      const before = now.wanted;
      if (keys.length === 0) return { ...now, token: null, before };
      const call = async () => [await connections.get(targetId), target] as const;
      await use(targetId, {
        ...{ keys, from: told.settings, to: changes },
        write: async () => void (await bonctl.call(...(await call()), 'settings.change', { changes })),
        takeBack: async () => void (await bonctl.call(...(await call()), 'settings.takeBack', { keys })),
      });
      // The token is told now or never: nothing that goes wrong from here on may keep it from the person.
      const after = await readTried(targetId).catch(() => null);
      return { ...now, wanted: port, hasToken: true, state: 'silent', ...after, token, before };
    },
  };
}

function writtenPort({ settings }: OperationResult<'status'>): number | null | 'bad' {
  const written = settings[lanPortKey];
  return typeof written === 'string' ? readLanPort(written) : null;
}

/** Only what differs: the service starts anew for nothing else. */
function changesFor(
  told: OperationResult<'status'>,
  port: number | null,
  token: string | null,
): Partial<Record<LanKey, string>> {
  return {
    ...(port === writtenPort(told) ? {} : { [lanPortKey]: port === null ? '' : String(port) }),
    ...(token === null ? {} : { [lanTokenKey]: token }),
  };
}

/** The address that this PC uses itself is the one that others in its network can use, too. */
function nearestFirst(addresses: readonly string[], own: string): string[] {
  return [...addresses].sort((one, other) => Number(other === own) - Number(one === own));
}
