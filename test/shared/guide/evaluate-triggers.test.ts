import { expect, test } from 'vitest';
import type { JournalEvent } from '../../../src-shared/bonctl/run.ts';
import { viewOf } from '../../../src-shared/bonctl/run-view.ts';
import { evaluateTriggers, type TriggerEvidence, trippedOf } from '../../../src-shared/guide/evaluate-triggers.ts';
import { created, journal, performedBefore, runbook, started } from '../../renderer/scenes/journal.ts';
import { now } from '../../renderer/scenes/times.ts';

const triggers = runbook.triggers ?? [];
const at = now.getTime();
const before = (seconds: number) => new Date(at - seconds * 1000).toISOString();
const failing = (step: string): JournalEvent[] => [
  started(step),
  {
    ...{ type: 'step-finished', step, forUndo: false, result: 'failed', durationMs: 1_000, proof: null },
    ...{ error: { code: 'step.unknown', data: { step }, retry: 'now' }, skipReason: null },
  } as JournalEvent,
];
const again = (step: string, attempt: number): JournalEvent[] =>
  failing(step).map((event) => (event.type === 'step-started' ? { ...event, attempt } : event));

function look(
  events: readonly JournalEvent[],
  known: Partial<TriggerEvidence> = {},
  previous: string | null = '0.1.0',
) {
  const view = viewOf(journal(400, [...created(previous), ...events]));
  if (!view) throw new Error('no run');
  const answers = { answers: true, since: before(900) };
  const watched = evaluateTriggers(triggers, {
    ...{ view, service: answers, storageBadSince: null, mail: { failingSince: null }, now: at },
    ...known,
  });
  return Object.fromEntries(watched.map(({ trigger, state }) => [trigger.id, state.state]));
}

test('all done and all well: everything was looked at and is quiet', () => {
  expect(look(performedBefore(null))).toEqual({
    ...{ 'health-worse': 'quiet', 'service-silent': 'quiet', 'database-change': 'quiet', 'start-fails': 'quiet' },
    'mails-stuck': 'quiet',
  });
});

test('what nobody knows is unknown, never quiet', () => {
  expect(look([], { service: null, mail: null })).toEqual({
    ...{ 'health-worse': 'unknown', 'service-silent': 'unknown', 'database-change': 'unknown' },
    ...{ 'start-fails': 'unknown', 'mails-stuck': 'unknown' },
  });
});

test('a failed migration trips at once, a failed start with the second attempt, a failed verification too', () => {
  expect(look([...performedBefore('migrate'), ...failing('migrate')])['database-change']).toBe('tripped');
  const start = performedBefore('start');
  expect(look([...start, ...failing('start')])['start-fails']).toBe('unknown');
  expect(look([...start, ...failing('start'), ...again('start', 2)])['start-fails']).toBe('tripped');
  expect(look([...performedBefore('health'), ...failing('health')])['health-worse']).toBe('tripped');
});

test('silence trips after a minute, but not while the service is being switched, nor where none ever ran', () => {
  const silent = (seconds: number) => ({ service: { answers: false, since: before(seconds) } });
  const done = performedBefore(null);
  expect(look(done, silent(59))['service-silent']).toBe('quiet');
  expect(look(done, silent(60))['service-silent']).toBe('tripped');
  const switching = [...performedBefore('start'), started('start')];
  expect(look(switching, silent(600))['service-silent']).toBe('unknown');
  expect(look(performedBefore('backup'), silent(600), null)['service-silent']).toBe('unknown');
  expect(look(done, silent(600), null)['service-silent']).toBe('tripped');
});

test('mails and the disk count only if they went wrong since the run began', () => {
  const done = performedBefore(null);
  expect(look(done, { mail: { failingSince: before(300) } })['mails-stuck']).toBe('tripped');
  expect(look(done, { mail: { failingSince: before(100) } })['mails-stuck']).toBe('quiet');
  expect(look(done, { mail: { failingSince: before(4000) } })['mails-stuck']).toBe('quiet');
  expect(look(done, { storageBadSince: before(60) })['health-worse']).toBe('tripped');
  expect(look(done, { storageBadSince: before(4000) })['health-worse']).toBe('quiet');
});

test('on the way back nothing is watched; of several the longest standing comes first', () => {
  expect(look([{ type: 'state', from: 'running', to: 'rolling-back', event: 'x', reason: 'person' }])).toEqual({});
  const tripped = trippedOf([
    { trigger: triggers[0] as never, state: { state: 'tripped', since: before(5) } },
    { trigger: triggers[1] as never, state: { state: 'quiet' } },
    { trigger: triggers[2] as never, state: { state: 'tripped', since: before(50) } },
  ]);
  expect(tripped.map(({ trigger }) => trigger.id)).toEqual(['database-change', 'health-worse']);
});
