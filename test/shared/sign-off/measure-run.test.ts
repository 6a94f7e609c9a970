import { expect, test } from 'vitest';
import type { JournalEntry, JournalEvent } from '../../../src-shared/bonctl/run.ts';
import type { Criterion } from '../../../src-shared/runbook/sign-off.ts';
import { canonicalJson } from '../../../src-shared/sign-off/canonical.ts';
import { assessCriteria } from '../../../src-shared/sign-off/evaluate.ts';
import { incidentsOf } from '../../../src-shared/sign-off/incidents.ts';
import { measureRun } from '../../../src-shared/sign-off/measure-run.ts';
import { measured, notApplicable, unknown } from '../../../src-shared/sign-off/measured.ts';
import { created, journal, maria, performed, performedBefore, started } from '../../renderer/scenes/journal.ts';

const state = (from: string, to: string, event: string): JournalEvent =>
  ({ type: 'state', from, to, event, reason: null }) as JournalEvent;
const verdict = (...ok: boolean[]): JournalEvent => ({
  type: 'verdict',
  verdict: { good: true, checks: ok.map((one, i) => ({ name: `c${i}`, ok: one, baseline: false, detail: '' })) },
});
const good = [
  ...created(),
  ...performedBefore(null),
  verdict(true, true),
  state('confirming', 'confirmed', 'confirmed'),
];
/** One entry a second. */
const told = (events: readonly JournalEvent[]) => journal(3600, events, 1);
const secondsBetween = (entries: readonly JournalEntry[], from: (e: JournalEntry) => boolean, to: typeof from) =>
  1000 * ((entries.find(to)?.seq ?? 0) - (entries.find(from)?.seq ?? 0));
const begins = (step: string) => (entry: JournalEntry) => entry.type === 'step-started' && entry.step === step;
const ends = (step: string) => (entry: JournalEntry) => entry.type === 'step-finished' && entry.step === step;
const failed = (step: string): JournalEvent => ({
  ...{ type: 'step-finished', step, forUndo: false, result: 'failed', durationMs: 10, proof: null, skipReason: null },
  error: { code: 'service.not-answering', data: { seconds: 12 }, retry: 'now' },
});

test('a run that went well: its length, the gap, all checks, and no rollback', () => {
  const entries = told(good);
  // taking over finds no older service here and so stops nothing
  const withoutOld = entries.map((entry) =>
    ends('take-over')(entry) ? { ...entry, proof: { code: 'no-old-service', data: {} } } : entry,
  ) as JournalEntry[];
  expect(measureRun(withoutOld)).toEqual({
    'run-duration': measured(1000 * (entries.length - 1)),
    gap: measured(secondsBetween(entries, begins('stop'), ends('start'))),
    'rollback-duration': notApplicable,
    health: measured(100),
  });
  expect(incidentsOf(entries)).toEqual([]);
});

test('an older service that is relieved is a gap from then on', () => {
  const entries = told(good).map((entry) =>
    ends('take-over')(entry) ? { ...entry, proof: { code: 'old-service-kept', data: { bytes: 1 } } } : entry,
  ) as JournalEntry[];
  expect(measureRun(entries).gap).toEqual(measured(secondsBetween(entries, begins('take-over'), ends('start'))));
});

test('a start that is tried twice lengthens the gap; what was met and decided is told', () => {
  const entries = told([
    ...created(),
    ...performedBefore('take-over'),
    ...performed('stop'),
    started('start'),
    failed('start'),
    { type: 'question', step: 'start', kind: 'failed', choices: ['retry'], recommended: 'retry' },
    { type: 'decision', decision: { choice: 'retry' }, by: maria },
    ...performed('start'),
    verdict(true, false),
    state('confirming', 'confirmed', 'confirmed'),
  ]);
  const last = entries.findLast(ends('start'))?.seq ?? 0;
  const stop = entries.find(begins('stop'))?.seq ?? 0;
  expect(measureRun(entries).gap).toEqual(measured(1000 * (last - stop)));
  expect(measureRun(entries).health).toEqual(measured(50));
  expect(incidentsOf(entries)).toMatchObject([
    { kind: 'failed', step: { de: 'Dienst starten' }, error: { code: 'service.not-answering' } },
    { kind: 'retried', step: { de: 'Dienst starten' }, by: maria },
  ]);
});

test('a run that was taken back: the gap lasts until the way back has ended', () => {
  const entries = told([
    ...created(),
    ...performedBefore('take-over'),
    started('stop'),
    failed('stop'),
    { type: 'decision', decision: { choice: 'rollback', reason: 'Drucker hängt' }, by: maria },
    state('asking', 'rolling-back', 'rollback-decided'),
    state('rolling-back', 'rolled-back', 'undone'),
  ]);
  const stop = entries.find(begins('stop'))?.seq ?? 0;
  expect(measureRun(entries)).toMatchObject({
    gap: measured(1000 * (entries.length - stop)),
    'rollback-duration': measured(1000),
    health: unknown('no-verdict'),
  });
  expect(incidentsOf(entries).map(({ kind }) => kind)).toEqual(['failed', 'rollback-chosen', 'rolled-back']);
});

test('what the journal does not tell is unknown, not met', () => {
  const open = told([...created(), ...performedBefore('take-over'), started('stop')]);
  expect(measureRun(open)).toMatchObject({ 'run-duration': unknown('unfinished'), gap: unknown('unfinished') });
  const setBack = told(good);
  const last = setBack.at(-1);
  if (last) last.at = new Date(Date.parse(setBack[0]?.at ?? '') - 1000).toISOString();
  expect(measureRun(setBack)['run-duration']).toEqual(unknown('clock'));
});

test('below is below, at most includes, at least includes, and unknown is never met', () => {
  const criterion = (direction: Criterion['direction'], target: number): Criterion => ({
    ...{ id: 'x', title: { de: 'x', en: 'x' }, measure: 'api-time', unit: 'seconds' },
    ...{ direction, target },
  });
  const of = (direction: Criterion['direction'], found = measured(2000)) =>
    assessCriteria([criterion(direction, 2)], { 'api-time': found } as never)[0]?.state;
  expect([of('below'), of('at-most'), of('at-least')]).toEqual(['missed', 'met', 'met']);
  expect([of('below', measured(1999)), of('at-most', measured(2001)), of('at-least', measured(1999))]).toEqual([
    ...['met', 'missed', 'missed'],
  ]);
  for (const direction of ['below', 'at-most', 'at-least'] as const) {
    expect(of(direction, unknown('service-silent') as never)).toBe('unknown');
    expect(of(direction, measured(Number.NaN))).toBe('unknown');
    expect(of(direction, notApplicable as never)).toBe('not-applicable');
  }
});

test('equal values have one text', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'ü' }], a: undefined })).toBe('{"b":[1,{"c":"ü","d":null}]}');
  expect(canonicalJson({ a: 1, b: 2 })).toBe(canonicalJson({ b: 2, a: 1 }));
});
