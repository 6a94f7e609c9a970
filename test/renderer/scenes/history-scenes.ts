import type { Page } from '@playwright/test';
import type { HistoryEntry } from '../../../src-shared/history/entry.ts';
import { supportSources } from '../../../src-shared/history/support.ts';
import { inOrder, press, stored } from './deployment-scenes.ts';
import { runbook } from './journal.ts';
import type { Scene } from './scene.ts';
import { ago, hours, minutes } from './times.ts';

const choose = (place: number) => async (page: Page) => {
  await page.locator('.check-bare').nth(place).click();
};

const by = { name: 'Maria', pc: 'KASSE-1' };
const nothingMore = {
  ...{ matter: null, endedAt: null, runId: null, state: null, version: null, previousVersion: null },
  ...{ about: '', note: '', changes: [], by: { name: 'Maria', pc: '' }, result: 'done' as const },
};
const run = (runId: string, change: Partial<HistoryEntry>): HistoryEntry => ({
  ...nothingMore,
  ...{ id: `run-${runId}`, kind: 'deployment', at: ago(hours(2)), endedAt: ago(hours(2) - 96), by, runId },
  ...{ state: 'confirmed', version: '0.2.0', previousVersion: '0.1.0' },
  ...change,
});
const value = (key: string, from: string | null, to: string | null) => ({ key, secret: false, from, to });

const entries: HistoryEntry[] = [
  {
    ...nothingMore,
    ...{ id: 'audit-31', kind: 'settings', matter: 'service', at: ago(minutes(20)), by: { name: 'Ada', pc: '' } },
    changes: [value('RECOVERY_BATCH_SIZE', '5', '8'), value('FAILOVER_AFTER_SECONDS', '30', '45')],
  },
  {
    ...nothingMore,
    ...{ id: 'sign-off-2', kind: 'sign-off', matter: 'signature', at: ago(minutes(70)), by, about: 'manager' },
    ...{ runId: '20261123-140000-aaaaaa', result: 'partial', version: '0.2.0' },
  },
  run('20261123-140000-aaaaaa', {
    changes: [
      value('PRINTER_IP', '192.168.1.50', '192.168.1.51'),
      { key: 'WIX_API_KEY', secret: true, from: null, to: null },
    ],
  }),
  run('20261123-120000-bbbbbb', {
    ...{ kind: 'rollback', state: 'rolled-back', version: '0.1.0', previousVersion: '0.2.0' },
    ...{ at: ago(hours(5)), endedAt: ago(hours(5) - 3), note: 'Die Bons kamen zu spät.' },
  }),
  {
    ...nothingMore,
    ...{
      id: 'audit-20',
      kind: 'people',
      matter: 'changed',
      at: ago(hours(30)),
      about: 'Mia',
      by: { name: 'Ada', pc: '' },
    },
    changes: [value('role', 'staff', 'manager'), { key: 'pin', secret: true, from: null, to: null }],
  },
  {
    ...nothingMore,
    ...{ id: 'audit-18', kind: 'settings', matter: 'service', at: ago(hours(50)), by: { name: 'Ada', pc: '' } },
    ...{ result: 'taken-back', changes: [value('RECOVERY_BATCH_SIZE', '100', '5')] },
  },
  run('20261120-190000-cccccc', {
    ...{ state: 'needs-person', result: 'needs-person', at: ago(hours(70)), endedAt: ago(hours(70) - 340) },
  }),
];

const list = (found: HistoryEntry[], silent = false): Scene['calls'] => ({
  'history.list': {
    value: {
      entries: found,
      silent: silent
        ? { code: 'connection.unreachable', data: { address: '192.168.1.20', port: 22 }, retry: 'now' }
        : null,
      isCut: false,
    },
  },
  'stored.list': { value: stored },
  'stored.prove': { value: { proven: true, orders: 1284, files: 4 } },
});
const compared: Scene['calls'] = {
  'history.run': {
    value: {
      ...{ runId: '20261123-140000-aaaaaa', state: 'confirmed', version: '0.2.0', previousVersion: '0.1.0', by },
      ...{ startedAt: ago(hours(2)), endedAt: ago(hours(2) - 96), repeated: [], decisions: 1 },
      phases: runbook.phases.map(({ id, title }, place) => ({ id, title, durationMs: 900 + place * 1700 })),
      settings: { PRINTER_IP: '192.168.1.51', RESTAURANT_NAME: 'Bei Rosa', WIX_API_KEY: { secret: true } },
    },
  },
};

const toHistory = press('Verlauf', 'History');
const toSupport = inOrder(toHistory, press('Hilfspaket zusammenstellen', 'Put a help package together'));
const gather = inOrder(toSupport, press('Zusammenstellen', 'Put it together'));
const there = supportSources.map((source) => ({ kind: 'source' as const, source, state: 'there' as const }));
const ready = {
  kind: 'ready' as const,
  bundle: {
    bundleId: 'one',
    files: [
      { name: 'README.txt', bytes: 412 },
      { name: 'versions.json', bytes: 1_904 },
      { name: 'settings.json', bytes: 1_266 },
      { name: 'journals/20261123-140000-aaaaaa.jsonl', bytes: 88_412 },
      { name: 'service.log', bytes: 241_900 },
    ],
    missing: [
      { source: 'status' as const, error: { code: 'service.unreachable' as const, data: {}, retry: 'now' as const } },
    ],
    hidden: 2,
    isChecked: true,
  },
};

/** The place for history: the list, what is found in it, two beside each other, and the help package. */
export const historyScenes: readonly Scene[] = [
  { name: 'history', calls: list(entries), act: inOrder(toHistory, press('Zur Probe', 'Restore for')) },
  { name: 'history-empty', calls: list([]), act: toHistory },
  { name: 'history-list', calls: list(entries), act: toHistory },
  {
    name: 'history-changes',
    calls: list(entries, true),
    act: inOrder(toHistory, async (page) => {
      await page.locator('summary').first().click();
      await page.locator('summary').nth(1).click();
    }),
  },
  {
    name: 'history-not-found',
    calls: list(entries),
    act: inOrder(toHistory, async (page, language) => {
      await page.getByRole('searchbox', { name: language === 'de' ? 'Suchen' : 'Search' }).fill('Trüffel');
    }),
  },
  { name: 'history-chosen', calls: list(entries), act: inOrder(toHistory, choose(1), choose(2)) },
  {
    name: 'history-compare-runs',
    calls: { ...list(entries), ...compared },
    act: inOrder(toHistory, choose(1), choose(2), press('Vergleichen', 'Compare')),
  },
  {
    name: 'history-compare-changes',
    calls: list(entries),
    act: inOrder(toHistory, choose(0), choose(4), press('Vergleichen', 'Compare')),
  },
  {
    name: 'history-saved',
    calls: {
      ...list(entries),
      'history.export': {
        value: { kind: 'saved', place: 'C:\\Users\\Maria\\Downloads\\Verlauf-Kuche-2026-11-23.csv' },
      },
    },
    act: inOrder(toHistory, press('Als Tabelle speichern', 'Save as a table')),
  },
  { name: 'support', calls: list(entries), act: toSupport },
  {
    name: 'support-gathering',
    calls: list(entries),
    streams: {
      'support.gather': {
        events: [...there.slice(0, 5), { kind: 'source', source: 'status', state: 'missing' }],
      },
    },
    act: gather,
  },
  {
    name: 'support-ready',
    calls: list(entries),
    streams: { 'support.gather': { events: [...there, ready] } },
    act: gather,
  },
  {
    name: 'support-file',
    calls: {
      ...list(entries),
      'support.read': {
        value: { text: '{\n  "PRINTER_IP": "192.168.1.51",\n  "WIX_API_KEY": "[hidden]"\n}\n', isCut: false },
      },
    },
    streams: { 'support.gather': { events: [...there, ready] } },
    act: inOrder(gather, press('Ansehen: settings.json', 'Show: settings.json')),
  },
];
