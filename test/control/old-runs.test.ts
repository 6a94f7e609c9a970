import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepOutput, mostOutputBytes } from '../../src-pi/control/engine/output.ts';
import { openJournal } from '../../src-pi/control/journal/journal.ts';
import { removeOldRuns } from '../../src-pi/control/journal/old-runs.ts';
import { entriesOf, journalFile, runFile, runIds } from '../../src-pi/control/journal/run-folder.ts';
import type { Machine } from '../../src-pi/control/machine.ts';
import { restoreRunbook } from '../../src-pi/control/restore/restore-runbook.ts';
import type { RunState } from '../../src-shared/bonctl/run.ts';

let machine: Machine;
beforeEach(() => {
  machine = { root: mkdtempSync(join(tmpdir(), 'bonwart-runs-')) } as Machine;
});
afterEach(() => rmSync(machine.root, { recursive: true }));

const day = (number: number) => new Date(Date.UTC(2026, 0, number, 12)).toISOString().slice(0, 10).replaceAll('-', '');
const name = (number: number) => `${day(number)}-120000-aaaaaa`;
const now = (number: number) => Date.UTC(2026, 0, number, 12);

function run(number: number, to: RunState): string {
  const runId = name(number);
  mkdirSync(runFile(machine, runId), { recursive: true });
  const journal = openJournal(runId, journalFile(machine, runId));
  journal.append({
    type: 'run-created',
    runId,
    kind: 'deployment',
    runbook: restoreRunbook(false),
    version: '1.0.0',
    previousVersion: null,
    undoes: null,
    by: { name: 'Rosa', pc: 'Kasse' },
  });
  journal.append({ type: 'state', from: 'created', to, event: 'started', reason: null });
  journal.close();
  return runId;
}

const bytesOf = (runId: string) => statSync(journalFile(machine, runId)).size;

test('what is old and not needed is cleared; young ones, the last 20, and what is needed stay', () => {
  const unfinished = run(1, 'running');
  const needed = run(2, 'confirmed');
  const confirmed = run(3, 'confirmed');
  for (let number = 4; number <= 40; number += 1) run(number, 'rolled-back');
  // on the 60th day those of the first 29 are older than 30 days; the last 20 are from the 21st on
  const cleared = removeOldRuns(machine, new Set([needed]), { now: now(60) });
  expect(cleared).toEqual(Array.from({ length: 17 }, (_, index) => name(index + 4)));
  expect(cleared.some((runId) => existsSync(runFile(machine, runId)))).toBe(false);
  expect(runIds(machine)).toEqual([
    unfinished,
    needed,
    confirmed,
    ...Array.from({ length: 20 }, (_, index) => name(index + 21)),
  ]);
  expect(removeOldRuns(machine, new Set([needed]), { now: now(60) })).toEqual([]);
});

test('30 days long nothing is cleared, however many there are, and never more than some at a time', () => {
  for (let number = 1; number <= 90; number += 1) run(number, 'rolled-back');
  expect(removeOldRuns(machine, new Set(), { now: now(31) })).toEqual([]);
  expect(removeOldRuns(machine, new Set(), { now: now(400) })).toHaveLength(50);
  expect(removeOldRuns(machine, new Set(), { now: now(400) })).toHaveLength(20);
  expect(runIds(machine)).toHaveLength(20);
});

test('a failed run stays 30 days to the day, and one that has not ended stays for ever', () => {
  const open = (['created', 'running', 'asking', 'confirming', 'rolling-back'] as const).map((state, index) =>
    run(index + 1, state),
  );
  const failed = run(6, 'rolled-back');
  const stuck = run(7, 'needs-person');
  for (let number = 8; number <= 27; number += 1) run(number, 'rolled-back');
  expect(removeOldRuns(machine, new Set(), { now: now(36) })).toEqual([]);
  expect(removeOldRuns(machine, new Set(), { now: now(36) + 1 })).toEqual([failed]);
  expect(removeOldRuns(machine, new Set(), { now: now(3650), mostBytes: 0 })).toEqual([stuck]);
  expect(runIds(machine).slice(0, open.length)).toEqual(open);
});

test('where they take too much room, those that ended well go first, then failed ones, and never what is needed', () => {
  const needed = run(1, 'confirmed');
  const unfinished = run(2, 'running');
  const failed = [run(3, 'rolled-back'), run(4, 'needs-person')];
  const well = [run(5, 'confirmed'), run(6, 'confirmed')];
  for (let number = 7; number <= 26; number += 1) run(number, 'rolled-back');
  const size = bytesOf(needed);
  const leaving = (runs: number) => ({ now: now(27), mostBytes: runs * size + size / 2 });
  expect(removeOldRuns(machine, new Set([needed]), leaving(26))).toEqual([]);
  expect(removeOldRuns(machine, new Set([needed]), leaving(25))).toEqual(well.slice(0, 1));
  expect(removeOldRuns(machine, new Set([needed]), leaving(24))).toEqual(failed.slice(0, 1));
  expect(removeOldRuns(machine, new Set([needed]), { now: now(27), mostBytes: 0 })).toEqual(failed.slice(1));
  expect(runIds(machine)).toEqual([needed, unfinished, well[1], ...runIds(machine).slice(-20)]);
});

test('a run whose steps talk without end is bounded, says so once, also over a killed engine', () => {
  const runId = run(1, 'running');
  const line = 'x'.repeat(10_000);
  let journal = openJournal(runId, journalFile(machine, runId));
  for (let count = 0; count < 300; count += 1) keepOutput(journal, 'talk', line);
  journal.close();
  journal = openJournal(runId, journalFile(machine, runId));
  for (let count = 0; count < 300; count += 1) keepOutput(journal, 'talk', line);
  journal.close();
  expect(bytesOf(runId)).toBeLessThan(mostOutputBytes + 100_000);
  const texts = entriesOf(machine, runId).flatMap((entry) => (entry.type === 'step-output' ? [entry.text] : []));
  expect(texts.filter((text) => text !== line)).toEqual(['… (the rest of the output is not kept)']);
  expect(texts.at(-1)).not.toBe(line);
});
