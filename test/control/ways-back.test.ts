import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { neededRuns, runsToUndo, runToUndo } from '../../src-pi/control/engine/ways-back.ts';
import { openJournal } from '../../src-pi/control/journal/journal.ts';
import { journalFile, runFile } from '../../src-pi/control/journal/run-folder.ts';
import { type Machine, pathOn } from '../../src-pi/control/machine.ts';
import { currentLink, releaseFolder } from '../../src-pi/control/releases/releases.ts';
import { restoreRunbook } from '../../src-pi/control/restore/restore-runbook.ts';
import {
  earlierSettings,
  earlierSettingsFile,
  removeEarlierSettings,
} from '../../src-pi/control/settings/earlier-settings.ts';
import { places } from '../../src-shared/bonctl/places.ts';
import type { JournalEvent, RunState } from '../../src-shared/bonctl/run.ts';

let machine: Machine;
let at: { machine: Machine; place: string };
let count: number;
beforeEach(() => {
  machine = { root: mkdtempSync(join(tmpdir(), 'bonwart-ways-')) } as Machine;
  at = { machine, place: places.service };
  count = 0;
  mkdirSync(pathOn(machine, places.service), { recursive: true });
});
afterEach(() => rmSync(machine.root, { recursive: true }));

type Created = Extract<JournalEvent, { type: 'run-created' }>;

function run(to: RunState, more: Partial<Created>, ...events: JournalEvent[]): string {
  count += 1;
  const runId = `20260101-1200${String(count).padStart(2, '0')}-aaaaaa`;
  mkdirSync(runFile(machine, runId), { recursive: true });
  const journal = openJournal(runId, journalFile(machine, runId));
  const made = { kind: 'deployment', version: null, previousVersion: null, undoes: null } as const;
  const by = { name: 'Rosa', pc: 'Kasse' };
  journal.append({ type: 'run-created', runId, runbook: restoreRunbook(false), by, ...made, ...more });
  for (const event of events) journal.append(event);
  journal.append({ type: 'state', from: 'created', to, event: 'started', reason: null });
  journal.close();
  writeFileSync(earlierSettingsFile(at, runId), 'WIX_API_KEY=old\n');
  return runId;
}
const deployed = (version: string, previousVersion: string | null, to: RunState = 'confirmed') =>
  run(to, { version, previousVersion });
const undone = (undoes: string, version: string, to: RunState = 'rolled-back') =>
  run(to, { kind: 'rollback', version, undoes });

function installed(current: string, ...versions: string[]): void {
  for (const version of versions) {
    mkdirSync(releaseFolder(at, version), { recursive: true });
    writeFileSync(join(releaseFolder(at, version), 'manifest.json'), '{}');
  }
  rmSync(currentLink(at), { force: true });
  symlinkSync(join('releases', current), currentLink(at));
}

test('one after the other can be taken back, as far as the releases are here', () => {
  deployed('1.0.0', null);
  const second = deployed('2.0.0', '1.0.0');
  const third = deployed('3.0.0', '2.0.0');
  const fourth = deployed('4.0.0', '3.0.0');
  installed('4.0.0', '1.0.0', '2.0.0', '3.0.0', '4.0.0');
  expect(runsToUndo(machine)).toEqual([fourth, third, second]);
  rmSync(releaseFolder(at, '1.0.0'), { recursive: true });
  expect(runsToUndo(machine)).toEqual([fourth, third]);
  undone(fourth, '3.0.0');
  installed('3.0.0');
  expect(runsToUndo(machine)).toEqual([third]);
});

test('where the release before is gone, nothing is offered that would fail half way', () => {
  deployed('2.0.0', '1.0.0');
  installed('2.0.0', '2.0.0');
  expect(runToUndo(machine)).toBeNull();
});

test('the older service can be given back, with no release before', () => {
  const memory = { found: 'old-service' };
  const took = { type: 'step-started', step: 'stop', attempt: 1, forUndo: false, memory } as const;
  const runId = run('confirmed', { version: '1.0.0' }, took);
  installed('1.0.0', '1.0.0');
  expect(runsToUndo(machine)).toEqual([runId]);
});

test('settings are kept as long as their run can be taken back, however many fail; those of no way back are gone', () => {
  const first = deployed('1.0.0', null);
  const second = deployed('2.0.0', '1.0.0');
  const third = deployed('3.0.0', '2.0.0');
  installed('3.0.0', '1.0.0', '2.0.0', '3.0.0');
  for (let failed = 0; failed < 20; failed += 1) deployed('4.0.0', '3.0.0', 'rolled-back');
  const open = deployed('4.0.0', '3.0.0', 'running');
  const foreign = `${dirname(earlierSettingsFile(at, open))}/.env.before-my-holiday`;
  writeFileSync(foreign, '');
  removeEarlierSettings(at, neededRuns(machine));
  expect([...earlierSettings(at).keys()].sort()).toEqual([second, third, open]);
  expect(earlierSettings(at).has(first)).toBe(false);
  expect(readdirSync(dirname(foreign))).toContain('.env.before-my-holiday');
});

test('what a rollback goes by stays until it has ended, and longer only where a person must look', () => {
  const first = deployed('2.0.0', '1.0.0');
  installed('1.0.0', '1.0.0', '2.0.0');
  const back = undone(first, '1.0.0', 'rolling-back');
  expect(neededRuns(machine)).toEqual(new Set([back, first]));
  rmSync(runFile(machine, back), { recursive: true });
  const stuck = undone(first, '1.0.0', 'needs-person');
  expect(neededRuns(machine)).toEqual(new Set([stuck, first]));
  deployed('3.0.0', '1.0.0', 'rolled-back');
  expect(neededRuns(machine)).toEqual(new Set());
});
