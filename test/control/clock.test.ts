import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { call } from './bench/call.ts';
import { until } from './bench/deadline.ts';
import { fakeRelease } from './bench/fake-release.ts';
import {
  currentVersion,
  deploy,
  manager,
  type PracticeMachine,
  practiceMachine,
  reached,
  removeMachine,
  shippedRunbook,
  startDeployment,
  viewNow,
} from './bench/practice-machine.ts';
import { everything } from './bench/whole.ts';

vi.setConfig({ testTimeout: 180_000 });

const tenYears = 10 * 365 * 24 * 3_600_000;
let machine: PracticeMachine;
let options: string | undefined;

/** What the wall clock says in every program of the machine: the true time and what stands in a file, asked anew each time. */
const wrongClock = `const { readFileSync } = require('node:fs');
const True = Date;
const now = () => True.now() + Number(readFileSync(process.env.BONWART_TEST_CLOCK, 'utf8'));
globalThis.Date = class extends True {
  constructor(...given) { given.length === 0 ? super(now()) : super(...given); }
  static now() { return now(); }
};
`;

beforeEach(async () => {
  machine = await practiceMachine();
  setClock(0);
  const program = machine.place('wrong-clock.cjs');
  writeFileSync(program, wrongClock);
  options = process.env.NODE_OPTIONS;
  process.env.NODE_OPTIONS = `--require ${program}`;
  process.env.BONWART_TEST_CLOCK = join(machine.root, 'clock');
});
afterEach(() => {
  if (options === undefined) delete process.env.NODE_OPTIONS;
  else process.env.NODE_OPTIONS = options;
  delete process.env.BONWART_TEST_CLOCK;
  removeMachine(machine);
});

function setClock(milliseconds: number): void {
  writeFileSync(join(machine.root, 'clock'), String(milliseconds));
}

test('the clock jumps ten years on and ten back in the confirmation window: the window is as long as it was', async () => {
  await deploy(machine, fakeRelease('1.0.0'));
  const jumps = [
    ['1.1.0', tenYears],
    ['1.2.0', -tenYears],
  ] as const;
  for (const [version, jump] of everything ? jumps : jumps.slice(0, 1)) {
    const runId = await startDeployment(machine, fakeRelease(version), shippedRunbook({ confirmationWindow: '6s' }));
    await reached(machine, runId, ['confirming']);
    const begun = performance.now();
    setClock(jump);
    // ten years are over for the wall clock, and nothing happens
    await call(machine.root, 'status', {});
    if (performance.now() - begun < 4000) expect(viewNow(machine, runId).state).toBe('confirming');
    const view = await reached(machine, runId, ['rolled-back'], 60_000);
    expect(view.rollbackReason).toBe('confirmation-window');
    expect(currentVersion(machine)).toBe('1.0.0');
    setClock(0);
  }
});

test('releases of a time when the clock was ten years wrong are gone back to in the order in which they came', async () => {
  setClock(tenYears);
  await deploy(machine, fakeRelease('1.0.0'));
  setClock(0);
  await deploy(machine, fakeRelease('1.1.0'));
  setClock(-tenYears);
  await deploy(machine, fakeRelease('1.2.0'));
  expect((await call(machine.root, 'status', {})).previous).toBe('1.1.0');
  const { runId } = await call(machine.root, 'run.start', { kind: 'rollback', by: manager, reason: '' } as never);
  await reached(machine, runId, ['rolled-back'], 60_000);
  expect(currentVersion(machine)).toBe('1.1.0');
  await until('the run put away', async () => (await call(machine.root, 'status', {})).activeRun === null);
  expect((await call(machine.root, 'run.list', {})).at(-1)?.runId).toBe(runId);
});
