import { restoreRunbook } from '../../../src-pi/control/restore/restore-runbook.ts';
import type { JournalEvent, Proof } from '../../../src-shared/bonctl/run.ts';
import type { RestoreOffer } from '../../../src-shared/bonctl/stored.ts';
import { emptyGuide } from '../../../src-shared/guide/guide.ts';
import { inOrder, offered, press, stored } from './deployment-scenes.ts';
import { journal, maria, started, undone } from './journal.ts';
import type { Scene } from './scene.ts';
import { ago, hours } from './times.ts';

const backup = '20261123-140000-aaaaaa';
const guide = { ...emptyGuide, informed: { to: ['ayse@example.de'], off: [], language: 'de' as const } };
const calls: Scene['calls'] = {
  ...offered,
  'stored.list': { value: stored },
  'guide.read': { value: { guide, triggers: [], announcements: [] } },
};
const toWayBack = inOrder(press('Bereitstellung', 'Deployment'), press('Zurücksetzen auf 0.0.9', 'Roll back to 0.0.9'));
const unfold: NonNullable<Scene['act']> = async (page, language) => {
  await page.getByText(language === 'de' ? 'Eine Sicherung zurückspielen' : 'Restore a backup').click();
};
const look = inOrder(toWayBack, unfold, press('Sicherung von', 'Check and look at it: backup'));
const restoreOffer: RestoreOffer = {
  runId: backup,
  at: ago(hours(3)),
  release: '0.1.0',
  sizeBytes: 8_400_000,
  proof: { proven: true, orders: 1284, files: 4 },
  newer: { orders: 37, notPrinted: 2 },
  expectedMs: 16_000,
  pauseMs: 11_000,
};
const offering = (change: Partial<RestoreOffer>): Scene['calls'] => ({
  ...calls,
  'restore.offer': { value: { ...restoreOffer, ...change } },
});

const restoring = '20261123-170140-e5f6a7';
const proofs: Record<string, Proof> = {
  prove: { code: 'backup-fits', data: {} },
  stop: { code: 'service-stopped', data: {} },
  safety: { code: 'backup-proven', data: { bytes: 8_600_000 } },
  export: { code: 'newer-exported', data: { orders: 37, rows: 412, bytes: 1_900_000 } },
  restore: { code: 'backup-restored', data: { orders: 37, held: 2 } },
  start: { code: 'service-started', data: {} },
  health: { code: 'health-good', data: { checks: 6 } },
};
const created: JournalEvent[] = [
  {
    type: 'run-created',
    runId: restoring,
    kind: 'restore',
    runbook: restoreRunbook(false),
    version: '0.2.0',
    previousVersion: '0.1.0',
    undoes: null,
    restores: backup,
    by: maria,
  },
  { type: 'state', from: 'created', to: 'running', event: 'started', reason: null },
  { type: 'guard-armed', window: 'start', remainingMs: 300_000 },
];
const done = (...steps: string[]): JournalEvent[] =>
  steps.flatMap((step) => [
    started(step),
    {
      type: 'step-finished' as const,
      step,
      forUndo: false,
      result: 'done' as const,
      durationMs: 900,
      proof: proofs[step] ?? null,
      error: null,
      skipReason: null,
    },
  ]);
const verdict: JournalEvent = {
  type: 'verdict',
  verdict: {
    good: true,
    checks: ['service', 'release', 'database', 'interfaces', 'printer', 'ticket'].map((name) => ({
      name,
      ok: true,
      baseline: null,
      detail: '',
    })),
  },
};
const healthy: JournalEvent[] = [
  ...created,
  ...done(...Object.keys(proofs)),
  verdict,
  { type: 'state', from: 'running', to: 'confirming', event: 'healthy', reason: null },
  { type: 'guard-armed', window: 'confirmation', remainingMs: 300_000 },
];
const followed = (name: string, seconds: number, events: readonly JournalEvent[]): Scene => ({
  name,
  calls: { ...offering({}), 'restore.start': { value: { runId: restoring } } },
  streams: { 'run.follow': { events: [{ kind: 'entries', entries: journal(seconds, events) }] } },
  act: inOrder(look, press('Diese Sicherung zurückspielen', 'Restore this backup')),
});

/** The ways back, and a backup that is restored. */
export const wayBackScenes: readonly Scene[] = [
  { name: 'way-back', calls, act: toWayBack },
  {
    name: 'way-back-nothing',
    calls: {
      ...calls,
      'rollback.offer': { value: { from: '0.1.0', to: null, toOldService: false, waitingOrders: 0, possible: false } },
      'stored.list': { value: { current: '0.1.0', previous: null, releases: stored.releases.slice(2), backups: [] } },
    },
    act: inOrder(
      press('Bereitstellung', 'Deployment'),
      press('Zurücksetzen und Sicherungen', 'Rolling back and backups'),
      unfold,
    ),
  },
  { name: 'way-back-backups', calls, act: inOrder(toWayBack, unfold) },
  { name: 'way-back-restore', calls: offering({}), act: look },
  { name: 'way-back-nothing-newer', calls: offering({ newer: { orders: 0, notPrinted: 0 } }), act: look },
  {
    name: 'way-back-damaged',
    calls: offering({ proof: { proven: false, file: 'printer_service.db' }, newer: null }),
    act: look,
  },
  {
    name: 'way-back-too-old',
    calls: {
      ...calls,
      'restore.offer': { error: { code: 'restore.service-too-old', data: { version: '0.1.0' }, retry: 'never' } },
    },
    act: look,
  },
  followed('restore-running', 6, [...created, ...done('prove', 'stop', 'safety'), started('export')]),
  followed('restore-confirming', 20, healthy),
  followed('restore-confirmed', 80, [
    ...healthy,
    { type: 'decision', decision: { choice: 'confirm' }, by: maria },
    { type: 'guard-disarmed', by: maria },
    { type: 'state', from: 'confirming', to: 'confirmed', event: 'confirmed', reason: null },
  ]),
  followed('restore-taken-back', 80, [
    ...healthy,
    { type: 'decision', decision: { choice: 'rollback', reason: '' }, by: maria },
    { type: 'state', from: 'confirming', to: 'rolling-back', event: 'rollback-decided', reason: 'person' },
    ...undone('start'),
    ...undone('restore'),
    verdict,
    { type: 'state', from: 'rolling-back', to: 'rolled-back', event: 'undone', reason: 'person' },
  ]),
];
