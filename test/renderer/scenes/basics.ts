import type { Facts } from '../../../src-shared/bonctl/facts.ts';
import type { Target } from '../../../src-shared/contract/targets.ts';
import type { ServiceStatus } from '../../../src-shared/service/panel.ts';
import { guideOf } from './guide-answers.ts';
import { samples } from './samples.ts';
import type { Scene } from './scene.ts';
import { ago, hours, minutes } from './times.ts';

export const kitchen: Target = {
  id: 'kitchen',
  name: 'Küche',
  kind: 'pi',
  address: '192.168.1.20',
  port: 22,
  user: 'pi',
  hostKey: 'SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8',
  pairedAt: ago(hours(190)),
};

export const practicePi: Target = {
  ...kitchen,
  id: 'practice',
  name: 'Übungs-Pi',
  kind: 'practice',
  address: '127.0.0.1',
  port: 41022,
};

export const fine: ServiceStatus = {
  release: '0.2.0',
  startedAt: ago(hours(30)),
  at: ago(4),
  printer: { name: 'Küchendrucker', state: 'ready', since: ago(hours(6)), acknowledgement: 'A4' },
  printers: [],
  wix: { state: 'online', since: ago(hours(30)), detail: '' },
  queue: { waiting: 0, held: 0, unknown: 0, scheduled: 0, oldestAt: null },
  lastPrinted: { orderNumber: '10427', at: ago(minutes(2)) },
  recovery: null,
};

export const facts: Facts = {
  model: 'Raspberry Pi 4 Model B',
  system: 'Debian GNU/Linux 12',
  kernel: '6.12.47',
  architecture: 'arm64',
  hostName: 'kueche',
  memoryBytes: 4_000_000_000,
  memoryFreeBytes: 2_900_000_000,
  diskBytes: 31_000_000_000,
  diskFreeBytes: 22_400_000_000,
  diskReadOnly: false,
  temperatureCelsius: 52,
  underVoltage: 'since-boot',
  uptimeSeconds: 950_000,
  time: ago(0),
  timeSynchronised: true,
  bootId: '2f6c1c6e-0000-4000-8000-000000000000',
  services: [{ name: 'wix-printer-service.service', state: 'active' }],
  supervisor: 'systemd',
  bonctlVersion: '0.2.0',
  installed: { kind: 'bonwart', version: '0.1.0' },
};

/** What the host says where a scene says nothing else: a paired Pi on which all is well. */
export const base = {
  calls: {
    'app.info': {
      value: {
        version: '0.2.0',
        host: 'browser',
        platform: 'linux',
        computerName: 'KASSE-1',
        userName: 'Maria',
        startIn: 'home',
        vault: 'session',
      },
    },
    'app.setPreferences': 'never',
    'targets.facts': { value: facts },
    'guide.read': { value: guideOf() },
    'announcements.list': { value: [] },
    'service.samples': { value: samples },
  },
  streams: {
    'targets.list': { events: [[kitchen]] },
    'status.watch': { events: [{ kind: 'status', status: fine }] },
    'afterCare.watch': { events: [{ runs: [] }] },
  },
} satisfies Pick<Scene, 'calls' | 'streams'>;
