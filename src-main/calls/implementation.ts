import { type Implementation, untilClosed } from '../contract/implementation.ts';
import { createServicePorts } from '../service-api/service-ports.ts';
import { createStatusHub } from '../service-api/status-hub.ts';
import { describeApp } from './app.ts';
import { deploymentCalls } from './deployment.ts';
import { practiceCalls } from './practice.ts';
import { restaurantCalls } from './restaurant.ts';
import { rollbackCalls } from './rollback.ts';
import { runCalls } from './runs.ts';
import { serviceCalls } from './service.ts';
import type { CallSurroundings } from './surroundings.ts';
import { targetCalls } from './targets.ts';

/** Every call of the contract, and the watch of the services' states, which the tray listens to as well. */
export function implementCalls(
  surroundings: CallSurroundings,
  reportBug: (what: string, error: unknown) => void,
): { implementation: Implementation; statuses: ReturnType<typeof createStatusHub> } {
  const { panel, connections, bonctl } = surroundings;
  const ports = createServicePorts(async (targetId, host) => {
    const { servicePort } = await bonctl.call(host, panel.targets.get(targetId), 'status', {});
    return servicePort;
  });
  const statuses = createStatusHub(
    (targetId) => ({
      connect: () => connections.get(targetId),
      servicePort: (host) => ports.of(targetId, host),
      whySilent: async (host) => {
        ports.forget(host);
        const { installed } = await bonctl.call(host, panel.targets.get(targetId), 'facts', {});
        return installed.kind === 'nothing' ? 'not-installed' : 'service-not-running';
      },
    }),
    reportBug,
  );

  const implementation: Implementation = {
    'app.info': () => describeApp(surroundings.facts),
    'app.preferences': async (_request, { emit, signal }) => {
      const tell = () => emit(panel.preferences.read());
      tell();
      const stop = panel.preferences.listen(tell);
      await untilClosed(signal);
      stop();
    },
    'app.setPreferences': (change) => panel.preferences.change(change),
    ...targetCalls(surroundings),
    ...deploymentCalls(surroundings),
    ...rollbackCalls(surroundings),
    ...runCalls(surroundings),
    ...serviceCalls(surroundings, statuses, ports),
    ...restaurantCalls(surroundings, ports),
    ...practiceCalls(surroundings),
  };
  return { implementation, statuses };
}
