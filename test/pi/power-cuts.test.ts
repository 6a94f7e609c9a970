import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seeded } from '../control/bench/deadline.ts';
import { linesOf } from './matrix/at-step.ts';
import { returnToPrevious } from './matrix/run-cell.ts';
import { expectWhole } from './matrix/whole.ts';
import { noPairedPi, type PairedPi, pairedPi } from './paired-pi.ts';

if (noPairedPi) console.log(`skipped: power cuts on a real Debian, because ${noPairedPi}`);

const cuts = Number(process.env.BONWART_CUTS ?? (process.env.BONWART_FAULTS === 'all' ? 200 : 3));
const seed = Number(process.env.BONWART_SEED ?? Math.floor(Date.now() / 86_400_000));
const by = { name: 'Rosa', pc: 'Kasse' };

describe.skipIf(noPairedPi)(`${cuts} power cuts at random instants of a deployment (seed ${seed})`, () => {
  let target: PairedPi;
  beforeAll(async () => {
    target = await pairedPi('cuts');
    await target.deploy(target.previous);
  });
  afterAll(() => target?.dispose());

  test('none leaves a broken Pi', { timeout: cuts * 60_000 }, async () => {
    const random = seeded(seed);
    const met: Record<string, number> = {};
    // how long a deployment takes here decides what a random instant of it is
    const begun = performance.now();
    const first = await target.start(target.newest);
    await target.reached(first, ['confirming']);
    const length = performance.now() - begun;
    await target.call('run.decide', { runId: first, decision: { choice: 'rollback', reason: '' }, by });
    await target.reached(first, ['rolled-back']);

    for (let cut = 1; cut <= cuts; cut += 1) {
      const runId = await target.start(target.newest);
      // every third time the way back begins meanwhile, so that it is cut too
      const back = random() < 1 / 3;
      const instant = random() * length;
      if (back) {
        await target.reached(runId, ['confirming']);
        await target.call('run.decide', { runId, decision: { choice: 'rollback', reason: '' }, by });
      }
      await wait(back ? instant / 2 : instant);
      await target.pi.powerCut();
      const at = lastOf(linesOf(target.pi, runId));
      met[at] = (met[at] ?? 0) + 1;
      await target.pi.boot();
      const view = await target.reached(runId, ['rolled-back'], 120_000).catch((problem: Error) => {
        throw new Error(`cut ${cut} of seed ${seed}, at ${at}: ${problem.message}`);
      });
      await expectWhole(target, runId, { state: 'rolled-back', reason: back ? 'person' : view.rollbackReason });
    }
    console.log(`power cuts met: ${JSON.stringify(met)}`);
    await returnToPrevious(target);
    await target.deploy(target.newest);
    expect(await target.current()).toBe(target.newest.version);
  });
});

/** What the journal says last: where the cut has met the run. */
function lastOf(lines: readonly string[]): string {
  const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const entry = entries.at(-1) ?? {};
  const what = typeof entry.step === 'string' ? entry.step : (entry.to ?? entry.window ?? '');
  const failure = entry.to === 'asking' ? ` ${JSON.stringify(entries.findLast(({ error }) => error)?.error)}` : '';
  return `${entry.type} ${what}${entry.forUndo === true ? ' (back)' : ''}${failure}`;
}
