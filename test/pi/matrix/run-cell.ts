import { expect } from 'vitest';
import { places } from '../../../src-shared/bonctl/places.ts';
import type { PairedPi } from '../paired-pi.ts';
import { atStep, linesOf, metInside } from './at-step.ts';
import { errors } from './errors.ts';
import type { Pc } from './pc.ts';
import type { Cell, Fault } from './table.ts';

interface Scene {
  readonly target: PairedPi;
  readonly pc: Pc;
  readonly step: string;
  readonly deadlineMs: number;
}

const by = { name: 'Rosa', pc: 'Kasse' };
/** Milliseconds: long enough for a step on a busy machine, short enough to wait for. */
const shortWindow = 8000;

async function begin({ target, pc }: Scene, guard: Parameters<PairedPi['deployment']>[1] = {}): Promise<string> {
  const { runId } = (await pc.call('run.start', target.deployment(target.newest, guard) as never)) as { runId: string };
  return runId;
}

/** What is done at the step, and what the people do then. Gives the run's name when its end has only to be waited for. */
const plays: Record<Fault, (scene: Scene) => Promise<string>> = {
  async error(scene) {
    const { target, pc, step } = scene;
    const wrong = errors[step];
    if (!wrong) throw new Error(`nothing is known that makes ${step} fail`);
    await wrong.before?.(target);
    const request = target.deployment(target.newest);
    const { runId } = (await pc.call('run.start', (wrong.deployed?.(target, request) ?? request) as never)) as {
      runId: string;
    };
    if (wrong.at) {
      await atStep(target.pi, runId, wrong.at);
      wrong.meanwhile?.(target);
    }
    const view = await target.reached(runId, ['asking'], scene.deadlineMs);
    await wrong.after?.(target);
    expect(view.question, wrong.what).toMatchObject({ step: wrong.noticedAt ?? step, kind: 'failed' });
    await pc.call('run.decide', { runId, decision: { choice: 'rollback', reason: wrong.what }, by });
    return runId;
  },
  async 'engine killed'(scene) {
    const runId = await begin(scene);
    const { engine } = await atStep(scene.target.pi, runId, scene.step);
    process.kill(engine, 'SIGKILL');
    await scene.target.reached(runId, ['confirming'], scene.deadlineMs);
    await scene.pc.call('run.decide', { runId, decision: { choice: 'confirm' }, by });
    return runId;
  },
  async hang(scene) {
    const runId = await begin(scene, { startWindow: shortWindow });
    const { engine } = await atStep(scene.target.pi, runId, scene.step);
    process.kill(engine, 'SIGSTOP');
    await scene.target.noted(runId, (entry) => entry.type === 'state' && entry.to === 'rolling-back', 90_000);
    return runId;
  },
  async 'ssh drop'(scene) {
    const { target, pc } = scene;
    const runId = await begin(scene);
    const before = pc.follow(runId, 1);
    await atStep(target.pi, runId, scene.step);
    await target.pi.cut();
    await target.reached(runId, ['confirming'], scene.deadlineMs);
    before.kill();
    await before.ended;
    await target.pi.restore();
    const after = pc.follow(runId, before.lines.length + 1);
    await pc.call('run.decide', { runId, decision: { choice: 'confirm' }, by });
    await after.ended;
    // told over two connections: nothing missing, nothing twice
    expect([...before.lines, ...after.lines]).toEqual(linesOf(target.pi, runId));
    return runId;
  },
  async 'pc killed'(scene) {
    const runId = await begin(scene, { confirmationWindow: 3000 });
    const following = scene.pc.follow(runId, 1);
    await atStep(scene.target.pi, runId, scene.step);
    following.kill();
    return runId;
  },
  async 'power cut'(scene) {
    const { pi } = scene.target;
    const runId = await begin(scene);
    await atStep(pi, runId, scene.step);
    await pi.powerCut();
    await pi.boot();
    return runId;
  },
};

/** Plays one cell and waits for its end. Gives the run and whether the fault met the step before its end. */
export async function playCell(target: PairedPi, pc: Pc, cell: Cell): Promise<{ runId: string; inside: boolean }> {
  const deadlineMs = cell.end.withinSeconds * 1000;
  const runId = await plays[cell.fault]({ target, pc, step: cell.step, deadlineMs });
  await target.reached(runId, [cell.end.state], deadlineMs);
  // an error is the step's own
  return { runId, inside: cell.fault === 'error' || metInside(linesOf(target.pi, runId), cell.step) };
}

/** The release before is live again, for the next cell. */
export async function returnToPrevious(target: PairedPi): Promise<void> {
  const { activeRun } = await target.call('status', {});
  if (activeRun !== null) {
    // what an earlier cell left when it failed
    const decision = { choice: 'rollback', reason: '' } as const;
    await target.call('run.decide', { runId: activeRun, decision, by }).catch(() => {});
    await target.reached(activeRun, ['rolled-back']);
  }
  if ((await target.current()) !== target.previous.version) await target.pi.run(`${places.bonctl} rollback`);
}
