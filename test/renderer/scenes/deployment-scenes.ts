import type { JournalEvent } from '../../../src-shared/bonctl/run.ts';
import type { Stored } from '../../../src-shared/bonctl/stored.ts';
import type { Language } from '../../../src-shared/localized.ts';
import { created, journal, maria, performedBefore, runbook, runId, started, undone } from './journal.ts';
import { obstacles, preflightOf, warnings } from './preflight-answers.ts';
import type { Scene } from './scene.ts';
import { ago, hours } from './times.ts';

const offer = {
  runbook,
  version: '0.2.0',
  current: '0.1.0',
  activeRun: null,
  settings: {
    RESTAURANT_NAME: 'Gasthaus Löwen',
    WIX_API_KEY: { secret: true as const },
    WIX_SITE_ID: '4f1c8d2e-77aa-4b1e-9d3f-0c5b6a7e8f90',
    PRINTER_IP: '192.168.1.87',
  },
};
const rollbackOffer = { from: '0.1.0', to: '0.0.9', toOldService: false, waitingOrders: 2, possible: true };
const place = { de: 'Bereitstellung', en: 'Deployment' };
export const press = (de: string, en: string) => async (page: import('@playwright/test').Page, language: Language) => {
  await page
    .getByRole('button', { name: language === 'de' ? de : en })
    .first()
    .click();
};
const toDeployment: NonNullable<Scene['act']> = async (page, language) => {
  await page.getByRole('button', { name: place[language], exact: true }).click();
};
export const inOrder =
  (...acts: NonNullable<Scene['act']>[]): NonNullable<Scene['act']> =>
  async (page, language) => {
    for (const act of acts) await act(page, language);
  };
export const prepare = inOrder(toDeployment, press('Bereitstellung vorbereiten', 'Prepare the deployment'));

export const offered: Scene['calls'] = {
  'deployment.offer': { value: offer },
  'rollback.offer': { value: rollbackOffer },
  'deployment.preflight': { value: preflightOf() },
  'readiness.answers': { value: [] },
};
export const allSent: Scene['streams'] = {
  'deployment.upload': { events: [{ sentBytes: 46_000_000, totalBytes: 46_000_000, files: 61, complete: true }] },
};
export const followed = (
  name: string,
  seconds: number,
  events: readonly JournalEvent[],
  act?: Scene['act'],
): Scene => ({
  name,
  calls: { 'deployment.offer': { value: { ...offer, activeRun: runId } } },
  streams: { 'run.follow': { events: [{ kind: 'entries', entries: journal(seconds, events) }] } },
  act: act ? inOrder(toDeployment, act) : toDeployment,
});

const verdict = (printerOk: boolean): JournalEvent => ({
  type: 'verdict',
  verdict: {
    good: true,
    checks: [
      { name: 'service', ok: true, baseline: null, detail: '' },
      { name: 'release', ok: true, baseline: null, detail: '' },
      { name: 'database', ok: true, baseline: null, detail: '' },
      { name: 'interfaces', ok: true, baseline: null, detail: '' },
      { name: 'printer', ok: printerOk, baseline: printerOk, detail: '' },
    ],
  },
});
export const healthy: JournalEvent[] = [
  ...created(),
  ...performedBefore(null),
  verdict(true),
  { type: 'state', from: 'running', to: 'confirming', event: 'healthy', reason: null },
  { type: 'guard-armed', window: 'confirmation', remainingMs: 300_000 },
];
const running: JournalEvent[] = [...created(), ...performedBefore('migrate'), started('migrate')];
export const failed: JournalEvent[] = [
  ...created(),
  ...performedBefore('start'),
  started('start'),
  { type: 'step-output', step: 'start', text: 'wix-printer-service: cannot open /dev/usb/lp0: Permission denied' },
  {
    type: 'step-finished',
    step: 'start',
    forUndo: false,
    result: 'failed',
    durationMs: 12_000,
    proof: null,
    error: { code: 'service.not-answering', data: { seconds: 12 }, retry: 'now', cause: 'GET /health: ECONNREFUSED' },
    skipReason: null,
  },
  { type: 'question', step: 'start', kind: 'failed', choices: ['retry', 'rollback'], recommended: 'retry' },
  { type: 'state', from: 'running', to: 'asking', event: 'failed', reason: null },
];
const noGo: JournalEvent[] = [
  ...created(),
  started('machine'),
  {
    type: 'step-finished',
    step: 'machine',
    forUndo: false,
    result: 'failed',
    durationMs: 3000,
    proof: null,
    error: { code: 'preflight.no-go', data: { findings: obstacles }, retry: 'now' },
    skipReason: null,
  },
  { type: 'question', step: 'machine', kind: 'failed', choices: ['retry', 'rollback'], recommended: 'retry' },
  { type: 'state', from: 'running', to: 'asking', event: 'failed', reason: null },
];
const back: JournalEvent[] = [
  ...failed,
  { type: 'decision', decision: { choice: 'rollback', reason: '' }, by: maria },
  { type: 'state', from: 'asking', to: 'rolling-back', event: 'rollback-decided', reason: 'person' },
  ...undone('start'),
  ...undone('switch'),
];

export const stored: Stored = {
  current: '0.2.0',
  previous: '0.1.0',
  releases: [
    { version: '0.2.0', confirmed: true, sizeBytes: 61_000_000, installedAt: ago(hours(3)) },
    { version: '0.1.1', confirmed: false, sizeBytes: 60_800_000, installedAt: ago(hours(70)) },
    { version: '0.1.0', confirmed: true, sizeBytes: 60_400_000, installedAt: ago(hours(190)) },
  ],
  backups: [
    {
      runId: '20261123-140000-aaaaaa',
      at: ago(hours(3)),
      release: '0.1.0',
      sizeBytes: 8_400_000,
      oldService: false,
      holdsOrders: true,
    },
    {
      runId: '20261115-100000-dddddd',
      at: ago(hours(190)),
      release: null,
      sizeBytes: 112_000_000,
      oldService: true,
      holdsOrders: true,
    },
  ],
};

export const deploymentScenes: readonly Scene[] = [
  { name: 'deployment-offer', calls: offered, act: toDeployment },
  {
    name: 'deployment-first',
    calls: {
      'deployment.offer': { value: { ...offer, current: null, settings: {} } },
      'rollback.offer': { value: { from: null, to: null, toOldService: false, waitingOrders: null, possible: false } },
    },
    act: toDeployment,
  },
  {
    name: 'deployment-question',
    calls: { ...offered, 'deployment.offer': { value: { ...offer, settings: {} } } },
    act: prepare,
  },
  {
    name: 'deployment-sending',
    calls: offered,
    streams: {
      'deployment.upload': { events: [{ sentBytes: 18_200_000, totalBytes: 46_000_000, files: 61, complete: false }] },
    },
    act: prepare,
  },
  {
    name: 'deployment-ready',
    calls: offered,
    streams: allSent,
    act: prepare,
  },
  {
    name: 'deployment-warned',
    calls: { ...offered, 'deployment.preflight': { value: preflightOf(warnings) } },
    streams: allSent,
    act: prepare,
  },
  {
    name: 'deployment-blocked',
    calls: { ...offered, 'deployment.preflight': { value: preflightOf([...obstacles, ...warnings]) } },
    streams: allSent,
    act: prepare,
  },
  {
    name: 'deployment-rollback',
    calls: { ...offered, 'stored.list': { value: stored } },
    act: inOrder(toDeployment, press('Zurücksetzen auf 0.0.9', 'Roll back to 0.0.9')),
  },
  {
    name: 'deployment-give-back',
    calls: {
      ...offered,
      'stored.list': { value: stored },
      'rollback.offer': { value: { ...rollbackOffer, to: null, toOldService: true } },
    },
    act: inOrder(toDeployment, press('Älteren Dienst zurückgeben', 'Give the older service back')),
  },
  followed('run-running', 12, running),
  followed('run-output', 12, running, async (page, language) => {
    await page.getByText(language === 'de' ? 'Ausgabe des Pi' : 'Output of the Pi').click();
  }),
  {
    ...followed('run-lost', 60, running),
    streams: {
      'run.follow': {
        events: [
          { kind: 'entries', entries: journal(60, running) },
          { kind: 'connection', state: 'lost', since: ago(14) },
        ],
      },
    },
  },
  followed('run-asking', 40, failed),
  followed('run-no-go', 6, noGo),
  followed('run-confirming', 45, healthy),
  followed('run-confirmed', 200, [
    ...healthy,
    { type: 'decision', decision: { choice: 'confirm' }, by: maria },
    { type: 'guard-disarmed', by: maria },
    { type: 'state', from: 'confirming', to: 'confirmed', event: 'confirmed', reason: null },
  ]),
  followed('run-rolling-back', 30, [...back, started('units', true)]),
  followed('run-rolled-back', 300, [
    ...back,
    ...undone('units'),
    ...undone('settings'),
    ...undone('migrate'),
    { type: 'guard-disarmed', by: null },
    verdict(true),
    { type: 'state', from: 'rolling-back', to: 'rolled-back', event: 'undone', reason: 'person' },
  ]),
  followed('run-needs-person', 300, [
    ...back,
    started('migrate', true),
    {
      type: 'step-finished',
      step: 'migrate',
      forUndo: true,
      result: 'failed',
      durationMs: 900,
      proof: null,
      error: { code: 'database.schema-not-restored', data: { migration: '0004' }, retry: 'never' },
      skipReason: null,
    },
    { type: 'state', from: 'rolling-back', to: 'needs-person', event: 'undo-failed', reason: 'person' },
  ]),
];
