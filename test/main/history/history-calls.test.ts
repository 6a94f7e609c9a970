import { afterEach, beforeEach, expect, test } from 'vitest';
import { historyCalls } from '../../../src-main/calls/history.ts';
import { settingsForHistory } from '../../../src-main/calls/settings.ts';
import type { CallSurroundings } from '../../../src-main/calls/surroundings.ts';
import type { FileToSave } from '../../../src-main/saving/save-file.ts';
import type { RunSummary } from '../../../src-shared/bonctl/run.ts';
import { contract } from '../../../src-shared/contract/contract.ts';
import { refuse } from '../../../src-shared/contract/errors.ts';
import { wholeHistory } from '../../../src-shared/history/filter.ts';
import { changesAmong, packChanges } from '../../../src-shared/history/setting-change.ts';
import { about, type Desk, kept, startDesk } from '../sign-off/signed-run.ts';

const elsewhere: RunSummary = {
  ...{ runId: '20261124-080000-bbbbbb', kind: 'rollback', state: 'rolled-back' },
  ...{ version: '0.1.0', previousVersion: '0.2.0' },
  ...{ startedAt: '2026-11-24T08:00:00.000Z', endedAt: '2026-11-24T08:00:05.000Z', by: { name: 'Ali', pc: 'BUERO' } },
};

let desk: Desk;
let piAnswers: boolean;
let saved: FileToSave[];
beforeEach(async () => {
  desk = await startDesk(kept);
  piAnswers = false;
  saved = [];
});
afterEach(() => desk.close());

const context = { signal: new AbortController().signal, window: 'one' };
const calls = () =>
  historyCalls({
    panel: desk.panel(),
    connections: {
      get: async () => {
        if (!piAnswers) throw refuse('connection.unreachable', { address: 'kueche.local', port: 22 });
        return {};
      },
    },
    bonctl: { call: async () => [elsewhere], follow: async () => ({ ended: true }) },
    saveFile: async (file: FileToSave) => {
      saved.push(file);
      return { kind: 'saved', place: `/home/maria/${file.fileName}` };
    },
  } as unknown as CallSurroundings);
const list = async () =>
  contract['history.list'].response.parse(await calls()['history.list']({ targetId: about.targetId }, context));

function change(action: 'mail-changed' | 'settings-changed' | 'restaurant-changed', data: Record<string, string>) {
  desk.panel().audit.add({ action, targetId: about.targetId, person: 'Ada', data });
}

test('runs, signatures, changes of settings and of people are one list, the newest first, also without the Pi', async () => {
  const { documentHash } = await desk.answerAll();
  await desk.sign(0, documentHash);
  change('mail-changed', { keys: 'SMTP_PASSWORD' });
  desk.panel().audit.add({
    ...{ action: 'people-changed', targetId: '', person: 'Ada' },
    data: { change: 'changed', name: 'Mia', role: 'admin', roleBefore: 'manager', pin: 'new' },
  });
  desk.panel().audit.add({ action: 'mail-changed', targetId: 'another', person: 'Ada', data: { keys: 'SMTP_SERVER' } });
  const { entries, silent, isCut } = await list();
  expect(silent).toMatchObject({ code: 'connection.unreachable' });
  expect(isCut).toBe(false);
  expect(entries.map(({ kind, matter }) => `${kind} ${matter}`)).toEqual([
    'people changed',
    'settings mail',
    'sign-off signature',
    'deployment null',
  ]);
  expect(entries[0]).toMatchObject({
    about: 'Mia',
    changes: [
      { key: 'role', from: 'manager', to: 'admin' },
      { key: 'pin', secret: true },
    ],
  });
  expect(entries[1]?.changes).toEqual([{ key: 'SMTP_PASSWORD', secret: true, from: null, to: null }]);
  expect(entries[2]).toMatchObject({ result: 'partial', by: { name: 'Maria Löwe' }, about: 'manager' });
  expect(entries[3]).toMatchObject({ runId: about.runId, state: 'confirmed', result: 'done' });
});

test('what only the Pi knows comes along, with the reason that this PC kept; a wanted rollback is no failure', async () => {
  piAnswers = true;
  const data = { runId: elsewhere.runId, reason: 'Zu langsam' };
  desk.panel().audit.add({ action: 'rollback-started', targetId: about.targetId, person: 'Ali', data });
  const { entries, silent } = await list();
  expect(silent).toBeNull();
  expect(entries.find(({ runId }) => runId === elsewhere.runId)).toMatchObject({ result: 'done', note: 'Zu langsam' });
  expect(entries.filter(({ kind }) => kind === 'deployment')).toHaveLength(1);
});

test('a setting that was taken back stands there twice, the second time as taken back', async () => {
  const [was, wanted] = [{ RECOVERY_BATCH_SIZE: '5' }, { RECOVERY_BATCH_SIZE: '50' }];
  change('settings-changed', { changes: packChanges(changesAmong(['RECOVERY_BATCH_SIZE'], was, wanted)) });
  const back = packChanges(changesAmong(['RECOVERY_BATCH_SIZE'], wanted, was));
  change('settings-changed', { changes: back, takenBack: 'true' });
  const { entries } = await list();
  const told = entries.filter(({ kind }) => kind === 'settings');
  expect(told.map(({ result, changes }) => [result, changes[0]?.from, changes[0]?.to]).sort()).toEqual([
    ['done', '5', '50'],
    ['taken-back', '50', '5'],
  ]);
});

test('what is exported is what the filter finds, in the form that was asked for', async () => {
  change('mail-changed', { keys: 'SMTP_SERVER' });
  const filter = { ...wholeHistory, kind: 'settings' as const };
  const asked = { targetId: about.targetId, filter, language: 'de' as const };
  expect(await calls()['history.export']({ ...asked, format: 'json' }, context)).toMatchObject({ kind: 'saved' });
  await calls()['history.export']({ ...asked, format: 'csv' }, context);
  const [json, csv] = saved.map(({ bytes }) => Buffer.from(bytes).toString('utf8'));
  expect(JSON.parse(json ?? '')).toMatchObject({ format: 1, piAnswered: false, filter, entries: [{ matter: 'mail' }] });
  expect(csv?.split('\r\n')).toHaveLength(3);
  expect(csv).toContain('E-Mails anders eingestellt');
  expect(saved.map(({ fileName }) => fileName.replace(/\d{4}-\d\d-\d\d/, 'DAY'))).toEqual([
    'Verlauf-Kuche-1-DAY.json',
    'Verlauf-Kuche-1-DAY.csv',
  ]);
});

test('a run for comparison: its phases with durations, and the settings that were recorded when it began', async () => {
  const sent = { PRINTER_IP: '10.0.0.2', WIX_API_KEY: 'IST.secret-4711', PIN_OF_SAFE: '998877' };
  const known = { PRINTER_IP: '10.0.0.1', RECEIPT_WIDTH: '80', SMTP_PASSWORD: { secret: true as const } };
  const recorded = settingsForHistory(known, sent, ['PIN_OF_SAFE']);
  for (const secret of [sent.WIX_API_KEY, sent.PIN_OF_SAFE]) expect(JSON.stringify(recorded)).not.toContain(secret);
  const data = { runId: about.runId, version: '0.2.0', missing: '', ...recorded };
  desk.panel().audit.add({ action: 'deployment-started', targetId: about.targetId, person: 'Maria', data });
  const run = contract['history.run'].response.parse(await calls()['history.run'](about, context));
  expect(run).toMatchObject({ state: 'confirmed', version: '0.2.0', decisions: 0, repeated: [] });
  expect(run.phases.length).toBeGreaterThan(3);
  for (const { durationMs } of run.phases) expect(durationMs).toBeGreaterThan(0);
  expect(run.settings).toEqual({
    ...{ PRINTER_IP: '10.0.0.2', RECEIPT_WIDTH: '80' },
    ...{ SMTP_PASSWORD: { secret: true }, WIX_API_KEY: { secret: true }, PIN_OF_SAFE: { secret: true } },
  });
  const [deployment] = (await list()).entries.filter(({ kind }) => kind === 'deployment');
  expect(deployment?.changes.map(({ key, secret }) => `${key} ${secret}`)).toEqual([
    'PRINTER_IP false',
    'WIX_API_KEY true',
    'PIN_OF_SAFE true',
  ]);
});

test('of a practice only what came since it was begun counts', async () => {
  const panel = desk.panel();
  panel.targets.save({ ...panel.targets.get(about.targetId), kind: 'practice' });
  change('mail-changed', { keys: 'SMTP_SERVER' });
  panel.audit.add({ action: 'paired', targetId: about.targetId, person: 'Maria', data: {} });
  expect((await list()).entries).toEqual([]);
});
