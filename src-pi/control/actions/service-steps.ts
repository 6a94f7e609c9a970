import { join } from 'node:path';
import { serviceNodeFlags } from '../../../src-shared/bonctl/service-program.ts';
import { pathOn } from '../machine.ts';
import { currentLink, currentVersion, switchTo } from '../releases/releases.ts';
import { currentSettings, servicePort, watchEverySeconds } from '../settings/service-settings.ts';
import { type Action, proof } from './action.ts';

/** Writes what the service is started with. Its socket belongs to systemd, so that no call is refused during a switch. */
export const installUnits: Action = {
  prepare: async (context) => context.machine.services.describeService(),
  check: async () => null,
  async act(context) {
    const current = currentLink(context.at);
    const folder = pathOn(context.machine, context.at.place);
    const settings = currentSettings(context.at);
    const program = {
      program: join(current, 'node'),
      arguments: [...serviceNodeFlags, join(current, 'service.mjs'), '--root', folder],
      folder,
      watcher: join(current, 'watcher.mjs'),
      watchEverySeconds: watchEverySeconds(settings),
    };
    await context.machine.services.enableGuardAtBoot();
    await context.machine.services.installService(program, servicePort(settings));
    return proof('units-installed');
  },
  async undo(context) {
    await context.machine.services.restoreService(context.memory);
    return (await context.machine.services.serviceState()) === 'absent' ? proof('units-removed') : proof('units-kept');
  },
};

/** Lets the service finish the ticket that it prints and stops it. Calls that come now wait. */
export const stopService: Action = {
  check: async (context) =>
    (await context.machine.services.serviceState()) === 'running' ? null : proof('service-stopped'),
  async act(context) {
    await context.machine.services.stopService();
    return proof('service-stopped');
  },
};

/** Makes the release live: one rename of a link, read back. */
export const switchRelease: Action = {
  prepare: async (context) => ({ previous: currentVersion(context.at) }),
  check: async (context) => {
    const { version } = context.manifest;
    return currentVersion(context.at) === version ? proof('release-switched', { version }) : null;
  },
  async act(context) {
    switchTo(context.at, context.manifest.version);
    return proof('release-switched', { version: context.manifest.version });
  },
  async undo(context) {
    const previous = typeof context.memory.previous === 'string' ? context.memory.previous : null;
    await context.machine.services.stopService();
    switchTo(context.at, previous);
    return previous ? proof('release-switched', { version: previous }) : proof('release-removed');
  },
};

/** Starts the service and returns when it says that it is ready. */
export const startService: Action = {
  check: async (context) =>
    (await context.machine.services.serviceState()) === 'running' ? proof('service-started') : null,
  async act(context) {
    await context.machine.services.startService();
    return proof('service-started');
  },
  async undo(context) {
    await context.machine.services.stopService();
    return proof('service-stopped');
  },
};
