import type { ServiceStatus } from '../../../src-shared/service/panel.ts';
import { fine } from './basics.ts';
import type { Scene } from './scene.ts';
import { ago, hours, minutes } from './times.ts';

const told = (name: string, change: Partial<ServiceStatus>): Scene => ({
  name,
  streams: { 'status.watch': { events: [{ kind: 'status', status: { ...fine, ...change } }] } },
});
const paperEnd = told('status-paper-end', {
  printer: { ...fine.printer, state: 'paper-end', since: ago(minutes(4)) },
  queue: { waiting: 3, held: 0, unknown: 0, scheduled: 0, oldestAt: ago(minutes(3)) },
});

export const statusScenes: readonly Scene[] = [
  told('status-fine', {}),
  paperEnd,
  {
    ...paperEnd,
    name: 'status-paper-help',
    act: (page, language) =>
      page.getByRole('button', { name: language === 'de' ? 'So legen Sie Papier ein' : 'How to put in paper' }).click(),
  },
  told('status-question', { queue: { waiting: 0, held: 0, unknown: 1, scheduled: 0, oldestAt: null } }),
  told('status-wix-offline', { wix: { state: 'offline', since: ago(minutes(7)), detail: '' } }),
  {
    name: 'status-silent',
    streams: {
      'status.watch': {
        events: [
          { kind: 'status', status: { ...fine, at: ago(minutes(9)) } },
          { kind: 'silent', since: ago(minutes(9)), reason: 'pi-unreachable' },
        ],
      },
    },
  },
  {
    name: 'status-not-installed',
    streams: { 'status.watch': { events: [{ kind: 'silent', since: ago(hours(1)), reason: 'not-installed' }] } },
  },
  {
    ...paperEnd,
    name: 'status-full-screen',
    act: (page, language) =>
      page.getByRole('button', { name: language === 'de' ? 'Ganzer Bildschirm' : 'Full screen' }).click(),
  },
  { name: 'status-slow', streams: { 'targets.list': { events: [] } }, patience: 2300 },
];
