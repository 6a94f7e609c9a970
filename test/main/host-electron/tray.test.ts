import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepTray } from '../../../src-main/host-electron/tray.ts';
import { toneOf } from '../../../src-main/host-electron/tray-state.ts';
import { readWindowState, writeWindowState } from '../../../src-main/host-electron/window-state.ts';
import { createAnnouncer } from '../../../src-main/panel/announcer.ts';
import type { StatusChange } from '../../../src-main/service-api/status-watch.ts';
import { printerStateSchema } from '../../../src-shared/service/panel.ts';

type Status = Extract<StatusChange, { kind: 'status' }>['status'];

function status(printer: Status['printer']['state'], change: Partial<Status> = {}): StatusChange {
  return {
    kind: 'status',
    status: {
      release: '1.0.0',
      startedAt: 't',
      at: 't',
      printer: { name: 'Küche', state: printer, since: 't', acknowledgement: null },
      wix: { state: 'online', since: 't', detail: '' },
      queue: { waiting: 0, held: 0, unknown: 0, scheduled: 0, oldestAt: null },
      lastPrinted: null,
      ...change,
    },
  };
}
const silent: StatusChange = { kind: 'silent', since: 't', reason: 'pi-unreachable' };

test('only a ready printer with all else well is good', () => {
  const good = printerStateSchema.options.filter((state) => toneOf(status(state)) === 'good');
  expect(good).toEqual(['ready', 'busy-elsewhere']);
  expect(toneOf(null)).toBe('unknown');
  expect(toneOf(silent)).toBe('unknown');
  expect(toneOf(status('ready', { wix: { state: 'offline', since: 't', detail: '' } }))).toBe('attention');
  expect(toneOf(status('ready', { queue: { waiting: 0, held: 1, unknown: 0, scheduled: 0, oldestAt: null } }))).toBe(
    'attention',
  );
  expect(toneOf(status('paper-end', { wix: { state: 'refused', since: 't', detail: '' } }))).toBe('bad');
});

test('the tray follows the first Pi and speaks the chosen language', () => {
  let targets = [{ id: 'kueche', name: 'Küche' }];
  let language: 'de' | 'en' = 'de';
  const changes = createAnnouncer();
  const watches: { id: string; emit: (event: StatusChange) => void; signal: AbortSignal }[] = [];
  const shown: string[] = [];
  const bonwart = {
    panel: {
      targets: { all: () => targets, listen: changes.listen },
      preferences: { read: () => ({ language, theme: 'system' }), listen: changes.listen },
    },
    statuses: {
      watch: async (id: string, emit: (event: StatusChange) => void, signal: AbortSignal) => {
        watches.push({ id, emit, signal });
      },
    },
  };
  const end = keepTray(bonwart as never, { show: ({ title }) => shown.push(title) });
  watches[0]?.emit(status('ready'));
  watches[0]?.emit(status('paper-end'));
  watches[0]?.emit(status('paper-end'));
  watches[0]?.emit(status('ready'));
  watches[0]?.emit(silent);
  language = 'en';
  changes.announce();
  targets = [];
  changes.announce();
  end();
  expect(shown).toEqual(expect.arrayContaining(['Küche: Alles gut', 'Küche: Gestört', 'Küche: Unknown', 'No Pi']));
  expect(watches.map(({ signal }) => signal.aborted)).toEqual([true]);
});

test('the window comes back where it was, unless that screen is gone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bonwart-window-'));
  const file = join(folder, 'window.json');
  const screen = { x: 0, y: 0, width: 1920, height: 1080 };
  const state = { x: 2000, y: 50, width: 1280, height: 800, maximised: false };
  expect(readWindowState(file, [screen])).toBeNull();
  writeWindowState(file, state);
  expect(readWindowState(file, [screen, { ...screen, x: 1920 }])).toEqual(state);
  expect(readWindowState(file, [screen])).toBeNull();
  writeFileSync(file, '{"x": "left"}');
  expect(readWindowState(file, [screen])).toBeNull();
  writeWindowState(join(folder, 'missing', 'window.json'), state);
  rmSync(folder, { recursive: true });
});
