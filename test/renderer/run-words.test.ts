import { describe, expect, test } from 'vitest';
import { guardLeftMs, outputText, phaseState, stepInView } from '../../src-renderer/screens/run/run-words.ts';
import { notFollowed, withRunEvent } from '../../src-renderer/stores/followed-run.ts';
import type { JournalEvent } from '../../src-shared/bonctl/run.ts';
import { viewOf } from '../../src-shared/bonctl/run-view.ts';
import { created, journal, performedBefore, started, undone } from './scenes/journal.ts';
import { now } from './scenes/times.ts';

const view = (events: readonly JournalEvent[]) => {
  const made = viewOf(journal(20, events));
  if (!made) throw new Error('there is no journal');
  return made;
};

describe('a run in words', () => {
  test('shows the step at work and how its station stands', () => {
    const run = view([...created(), ...performedBefore('migrate'), started('migrate')]);
    expect(stepInView(run)?.id).toBe('migrate');
    expect(run.phases.map(phaseState)).toEqual(['done', 'done', 'current', 'waiting', 'waiting', 'waiting']);
  });

  test('shows what was taken back as taken back', () => {
    const run = view([
      ...created(),
      ...performedBefore('health'),
      ...undone('start'),
      ...undone('switch'),
      ...undone('stop'),
    ]);
    expect(run.phases.map(phaseState)[4]).toBe('undone');
  });

  test('counts the guard down and not below nothing', () => {
    const run = view(created());
    const armed = Date.parse(run.guard?.at ?? '');
    expect(guardLeftMs(run, armed + 1000)).toBe(299_000);
    expect(guardLeftMs(run, armed + 400_000)).toBe(0);
    expect(guardLeftMs({ ...run, guard: null }, now.getTime())).toBeNull();
  });

  test('keeps the output step by step', () => {
    expect(outputText(view([...created(), ...performedBefore('backup')]))).toContain('# machine\n');
  });

  test('entries that come twice change nothing, and a new entry ends the loss', () => {
    const entries = journal(20, created());
    const first = withRunEvent(notFollowed, { kind: 'entries', entries });
    const lost = withRunEvent(first, { kind: 'connection', state: 'lost', since: now.toISOString() });
    expect(lost.lostSince).not.toBeNull();
    expect(lost.view).toEqual(first.view);
    const again = withRunEvent(lost, { kind: 'entries', entries });
    expect(again.lostSince).toBeNull();
    expect(again.view).toEqual(first.view);
  });
});
