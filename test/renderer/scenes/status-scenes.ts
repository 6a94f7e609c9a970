import type { PrinterState, ServiceStatus } from '../../../src-shared/service/panel.ts';
import { fine } from './basics.ts';
import { noSamples } from './samples.ts';
import type { Scene } from './scene.ts';
import { ago, hours, minutes, now } from './times.ts';

const told = (name: string, change: Partial<ServiceStatus>): Scene => ({
  name,
  streams: { 'status.watch': { events: [{ kind: 'status', status: { ...fine, ...change } }] } },
});
const paperEnd = told('status-paper-end', {
  printer: { ...fine.printer, state: 'paper-end', since: ago(minutes(4)) },
  queue: { waiting: 3, held: 0, unknown: 0, scheduled: 0, oldestAt: ago(minutes(3)) },
});

const oneOf = (id: string, name: string, state: PrinterState, since: string) => ({
  id,
  name,
  state,
  since,
  acknowledgement: 'A4' as const,
  standsInFor: [],
  foreignTicketAt: null,
});
const printers = [
  oneOf('kitchen', 'Küche', 'ready', ago(hours(6))),
  oneOf('bar', 'Bar', 'cover-open', ago(minutes(4))),
  { ...oneOf('spare', 'Pass', 'ready', ago(hours(6))), standsInFor: ['Bar'], foreignTicketAt: ago(minutes(50)) },
];
const several = told('status-several-printers', {
  printer: { ...fine.printer, name: 'Bar', state: 'cover-open' },
  printers,
  queue: { waiting: 2, held: 0, unknown: 0, scheduled: 1, oldestAt: ago(minutes(4)) },
});
const catchingUp: ServiceStatus['recovery'] = {
  id: 's1',
  type: 'printer_recovery',
  phase: 'processing',
  startedAt: ago(40),
  completedAt: null,
  total: 7,
  processed: 3,
  failed: 0,
  paused: false,
  error: '',
};
const tile =
  (de: string, en: string): NonNullable<Scene['act']> =>
  (page, language) =>
    page.getByRole('button', { name: language === 'de' ? de : en }).click();
/** The steps with their picture, for a printer in this state. */
const helped = (state: PrinterState, de: string, en: string): Scene => ({
  ...told(`status-help-${state}`, { printer: { ...fine.printer, state } }),
  act: tile(de, en),
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
  several,
  { ...several, name: 'status-printer-detail', act: tile('Pass', 'Pass') },
  {
    ...told('status-catching-up', {
      recovery: catchingUp,
      queue: { waiting: 4, held: 0, unknown: 0, scheduled: 0, oldestAt: ago(50) },
    }),
    calls: {
      'recovery.read': {
        value: {
          current: catchingUp,
          past: [
            {
              ...catchingUp,
              id: 's0',
              type: 'internet_recovery',
              startedAt: ago(hours(30)),
              completedAt: ago(hours(30) - 21),
              processed: 7,
              failed: 1,
            },
          ],
        },
      },
    },
    act: tile('Nachholen', 'Catching up'),
  },
  told('status-card-full', {
    storage: { state: 'full', since: ago(minutes(2)), detail: '', backupAt: ago(hours(14)) },
  }),
  {
    ...told('status-pi-detail', {
      storage: { state: 'ok', since: ago(hours(30)), detail: '', backupAt: ago(hours(14)) },
      panels: [
        { name: 'Büro', state: 'gone', since: ago(minutes(9)) },
        { name: 'Kasse', state: 'watching', since: ago(hours(5)) },
      ],
    }),
    act: tile('Pi', 'Pi'),
  },
  {
    ...told('status-pi-just-started', {}),
    calls: { 'service.samples': { value: noSamples } },
    act: tile('Pi', 'Pi'),
  },
  {
    ...told('status-mail-failing', { mail: { state: 'failing', waiting: 2, since: ago(minutes(12)) } }),
    act: (page) => page.getByRole('button', { name: /^Mails/ }).click(),
  },
  helped('cutter', 'So lösen Sie das Messer', 'How to free the knife'),
  helped('unreachable', 'Was Sie am Drucker prüfen', 'What to check at the printer'),
  {
    // All was well, and then nobody has said anything any more, not even that it is silent.
    ...told('status-not-heard', {}),
    act: async (page) => {
      await page.clock.setFixedTime(new Date(now.getTime() + 20_000));
      await page.locator('.tiles-silent').waitFor();
    },
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
      page.getByRole('button', { name: language === 'de' ? 'Küchenanzeige' : 'Kitchen display' }).click(),
  },
  { name: 'status-slow', streams: { 'targets.list': { events: [] } }, patience: 2300 },
];
