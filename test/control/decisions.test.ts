import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Runbook } from '../../src-shared/runbook/schema.ts';
import { call, openCall } from './bench/call.ts';
import { until } from './bench/deadline.ts';
import { fakeRelease } from './bench/fake-release.ts';
import {
  decide,
  entriesNow,
  manager,
  type PracticeMachine,
  practiceMachine,
  reached,
  removeMachine,
  startDeployment,
  upload,
  viewNow,
} from './bench/practice-machine.ts';
import { bonctlProcess, processesBelow } from './bench/processes-below.ts';
import { type SmallStep, smallRunbook } from './bench/small-runbook.ts';

vi.setConfig({ testTimeout: 90_000 });

let machine: PracticeMachine;
beforeEach(async () => {
  machine = await practiceMachine();
});
afterEach(() => removeMachine(machine));

const node = process.execPath;
/** A command that runs a line of JavaScript. */
const script = (code: string) => [node, '-e', code];
const file = (name: string) => machine.place(name);
const exists = (name: string) =>
  script(`process.exit(require('fs').existsSync(${JSON.stringify(file(name))}) ? 0 : 1)`);
const note = (name: string, word: string) =>
  `require('fs').appendFileSync(${JSON.stringify(file(name))}, ${JSON.stringify(`${word}\n`)})`;
const lines = (name: string) =>
  existsSync(file(name)) ? readFileSync(file(name), 'utf8').split('\n').slice(0, -1) : [];

const stage: SmallStep = { id: 'stage', use: 'stage-release' };
const start = (steps: readonly SmallStep[], guard?: Parameters<typeof smallRunbook>[1]): Promise<string> =>
  startDeployment(machine, fakeRelease('1.0.0'), smallRunbook([stage, ...steps], guard) as Runbook, {});
const stepOf = (runId: string, id: string) => viewNow(machine, runId).phases[0]?.steps.find((step) => step.id === id);

test('a failed step asks, a retry does it again, and two clicks count as one', async () => {
  const runId = await start([
    {
      id: 'fetch',
      run: script(
        `${note('tries', 'try')}; process.exit(require('fs').existsSync(${JSON.stringify(file('ready'))}) ? 0 : 3)`,
      ),
      check: exists('never'),
    },
  ]);
  const asking = await reached(machine, runId, ['asking']);
  expect(asking.question).toMatchObject({
    step: 'fetch',
    kind: 'failed',
    choices: ['retry', 'rollback'],
    recommended: 'retry',
  });
  expect(stepOf(runId, 'fetch')).toMatchObject({ state: 'failed', error: { code: 'step.failed' } });
  await expect(decide(machine, runId, { choice: 'skip', reason: 'keine Lust' })).rejects.toThrow('run.wrong-state');
  await expect(decide(machine, runId, { choice: 'answer', yes: true, note: '' })).rejects.toThrow('run.wrong-state');
  await expect(decide(machine, runId, { choice: 'confirm' })).rejects.toThrow('run.wrong-state');
  // two people click in the same moment
  await Promise.allSettled([decide(machine, runId, { choice: 'retry' }), decide(machine, runId, { choice: 'retry' })]);
  await until(
    'the second question',
    () => entriesNow(machine, runId).filter(({ type }) => type === 'question').length === 2,
  );
  await reached(machine, runId, ['asking']);
  expect(lines('tries')).toEqual(['try', 'try']);
  expect(viewNow(machine, runId).question?.recommended).toBe('rollback');
  writeFileSync(file('ready'), '');
  await decide(machine, runId, { choice: 'retry' });
  await until('the step to be done', () => stepOf(runId, 'fetch')?.state === 'done');
  expect(lines('tries')).toEqual(['try', 'try', 'try']);
});

test('an optional step may be skipped with a reason, which the journal keeps', async () => {
  const runId = await start([
    { id: 'nice', optional: true, run: script('process.exit(1)'), check: exists('never') },
    { id: 'after', run: script(note('after', 'done')), check: exists('after') },
  ]);
  const asking = await reached(machine, runId, ['asking']);
  expect(asking.question?.choices).toEqual(['retry', 'skip', 'rollback']);
  await decide(machine, runId, { choice: 'skip', reason: 'braucht heute keiner' });
  await until('the next step', () => stepOf(runId, 'after')?.state === 'done');
  expect(stepOf(runId, 'nice')).toMatchObject({ state: 'skipped', skipReason: 'braucht heute keiner' });
});

test('a question to a person: yes goes on, no takes back what was done, in reverse', async () => {
  const steps: SmallStep[] = [
    { id: 'one', run: script(note('story', 'one')), check: exists('never'), undo: script(note('story', 'undo one')) },
    { id: 'sure', ask: 'Ist die Küche bereit?' },
    { id: 'two', run: script(note('story', 'two')), check: exists('never'), undo: script(note('story', 'undo two')) },
    { id: 'again', ask: 'Kam der Bon heraus?' },
    {
      id: 'three',
      run: script(note('story', 'three')),
      check: exists('never'),
      undo: script(note('story', 'undo three')),
    },
  ];
  const runId = await start(steps);
  expect((await reached(machine, runId, ['asking'])).question).toMatchObject({ step: 'sure', kind: 'ask' });
  await decide(machine, runId, { choice: 'answer', yes: true, note: 'Chef sagt ja' });
  await until('the second question', () => viewNow(machine, runId).question?.step === 'again');
  await decide(machine, runId, { choice: 'answer', yes: false, note: 'leer' });
  const view = await reached(machine, runId, ['rolled-back']);
  expect(lines('story')).toEqual(['one', 'two', 'undo two', 'undo one']);
  expect(view.rollbackReason).toBe('person');
  expect(view.decisions.map(({ decision }) => decision)).toEqual([
    { choice: 'answer', yes: true, note: 'Chef sagt ja' },
    { choice: 'answer', yes: false, note: 'leer' },
  ]);
});

test('silence goes on only where the runbook says so, else it takes back', async () => {
  const runId = await start([
    { id: 'soft', ask: 'Alles gut?', silence: 'continue', timeout: '1s' },
    { id: 'hard', ask: 'Wirklich?', silence: 'rollback', timeout: '1s' },
  ]);
  const view = await reached(machine, runId, ['rolled-back']);
  expect(view.phases[0]?.steps.map(({ id, state }) => `${id} ${state}`)).toContain('soft done');
  expect(view.rollbackReason).toBe('start-window');
});

test('killed in the middle of a command: its check decides, and a command that was done is not done twice', async () => {
  const slow = (name: string) => script(`${note(name, 'acted')}; setTimeout(() => {}, 60000)`);
  const runId = await start([
    // done, although nobody heard the end of it
    { id: 'sent', run: slow('sent'), check: exists('sent'), timeout: '30s' },
    // not done: it is done again
    {
      id: 'half',
      run: script(
        `${note('half', 'acted')}; if (require('fs').readFileSync(${JSON.stringify(file('half'))}, 'utf8').length < 12) setTimeout(() => {}, 60000)`,
      ),
      check: exists('never'),
      timeout: '30s',
    },
    { id: 'last', ask: 'Fertig?' },
  ]);
  for (const name of ['sent', 'half']) {
    await until(`${name} to act`, () => lines(name).length === 1);
    const engine = await until('the engine', () => bonctlProcess(machine.root, 'engine', runId));
    process.kill(engine.pid, 'SIGKILL');
  }
  await reached(machine, runId, ['asking'], 40_000);
  const unknown = entriesNow(machine, runId).filter(
    (entry) => entry.type === 'step-finished' && entry.result === 'unknown',
  );
  expect(unknown).toMatchObject([{ step: 'sent' }, { step: 'half' }]);
  expect(lines('sent')).toEqual(['acted']);
  expect(lines('half')).toEqual(['acted', 'acted']);
  // what the killed engine left behind was ended before the check
  expect(processesBelow(machine.root).filter(({ command }) => command.some((part) => part.includes('acted')))).toEqual(
    [],
  );
});

test('output is bounded, keeps its umlauts, and shows no secret', async () => {
  const secret = 'hush-hush-4711';
  const noisy = script(
    `console.log('Döner €'); console.log('key=' + process.argv[1]); for (let i = 0; i < 20000; i++) console.log('x'.repeat(100))`,
  );
  const runbook = smallRunbook([
    stage,
    { id: 'noisy', run: [...noisy, secret], check: exists('never') },
    { id: 'end', ask: 'Fertig?' },
  ]);
  // the command would not be given a secret by a shipped runbook; here it tells one to see what becomes of it
  const runId = await startDeployment(
    machine,
    fakeRelease('1.0.0'),
    { ...runbook, phases: runbook.phases },
    { MY_TOKEN: secret },
  );
  await reached(machine, runId, ['asking'], 40_000);
  const output = stepOf(runId, 'noisy')?.output ?? [];
  expect(entriesNow(machine, runId).find((entry) => entry.type === 'step-output')).toMatchObject({ text: 'Döner €' });
  const all = entriesNow(machine, runId).filter((entry) => entry.type === 'step-output');
  expect(all.map(({ text }) => text).join('')).not.toContain(secret);
  expect(all.reduce((size, { text }) => size + text.length, 0)).toBeLessThan(250_000);
  expect(output.at(-1)).toMatch(/^… \d+ more bytes$/);
});

test('the caller dies right after the start, and the run goes on', async () => {
  const release = fakeRelease('1.0.0');

  await upload(machine, release);
  const runbook = smallRunbook([
    stage,
    { id: 'slow', run: script(`setTimeout(() => { ${note('slow', 'done')} }, 1500)`), check: exists('slow') },
    { id: 'end', ask: 'Fertig?' },
  ]);
  const request = { kind: 'deployment', runbook, manifest: release.manifest, settings: {}, by: manager };
  const starting = openCall(machine.root, 'run.start', request as never);
  const { runId } = await starting.answer;
  starting.process.kill('SIGKILL');
  const following = openCall(machine.root, 'run.follow', { runId, fromSeq: 1 });
  following.answer.catch(() => {});
  following.process.kill('SIGKILL');
  await reached(machine, runId, ['asking']);
  expect(lines('slow')).toEqual(['done']);
});

test('a follower that comes late, goes and comes again misses no line', async () => {
  const runId = await start([{ id: 'sure', ask: 'Ist die Küche bereit?' }]);
  await reached(machine, runId, ['asking']);
  const early: string[] = [];
  const all = call(machine.root, 'run.follow', { runId, fromSeq: 1 }, { onEvent: ({ line }) => early.push(line) });
  await until('the lines so far', () => early.length >= entriesNow(machine, runId).length);
  const late: string[] = [];
  const rest = call(
    machine.root,
    'run.follow',
    { runId, fromSeq: early.length + 1 },
    { onEvent: ({ line }) => late.push(line) },
  );
  const before = early.length;
  await decide(machine, runId, { choice: 'rollback', reason: '' });
  expect(await all).toEqual({ ended: true });
  expect(await rest).toEqual({ ended: true });
  expect(early.slice(before)).toEqual(late);
  expect(early.map((line) => (JSON.parse(line) as { seq: number }).seq)).toEqual(early.map((_, index) => index + 1));
  await expect(call(machine.root, 'run.follow', { runId: '20200101-000000-000000', fromSeq: 1 })).rejects.toThrow(
    'run.unknown',
  );
});

test('a quiet connection is told from a dead one by its beats', async () => {
  const runId = await start([{ id: 'sure', ask: 'Ist die Küche bereit?' }]);
  await reached(machine, runId, ['asking']);

  let beats = 0;
  const following = openCall(machine.root, 'run.follow', { runId, fromSeq: 1 }, { onBeat: () => (beats += 1) });
  following.answer.catch(() => {});
  await until('a beat', () => beats > 0, 15_000);
  following.process.kill('SIGKILL');
});
