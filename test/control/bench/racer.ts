import { decideGuard } from '../../../src-pi/control/guard/guard-state.ts';
import { takeLease } from '../../../src-pi/control/lock/lease.ts';
import type { Machine } from '../../../src-pi/control/machine.ts';

/** A process of its own that does one thing at the same moment as others do: see `race.ts`. */
export type Heat =
  | { readonly kind: 'take-lease'; readonly root: string; readonly runId: string }
  | { readonly kind: 'confirm' | 'expire'; readonly root: string; readonly runId: string };

/** What a racer says afterwards. */
export interface Finish {
  readonly won: boolean;
  /** What it found to be the outcome. */
  readonly outcome: string;
}

async function run(heat: Heat): Promise<Finish> {
  const machine = { root: heat.root } as Machine;
  if (heat.kind === 'take-lease') {
    try {
      takeLease(machine, heat.runId, { name: heat.runId, pc: 'race' });
      return { won: true, outcome: heat.runId };
    } catch (problem) {
      const { error } = problem as { error?: { code: string; data: { runId: string } } };
      if (error?.code !== 'bonctl.busy') throw problem;
      return { won: false, outcome: error.data.runId };
    }
  }
  const change =
    heat.kind === 'confirm'
      ? ({ verdict: 'confirmed' } as const)
      : ({ verdict: 'rollback', reason: 'confirmation-window' } as const);
  const { changed, now } = await decideGuard(machine, heat.runId, change, { window: 'confirmation' });
  return { won: changed, outcome: now?.verdict ?? 'none' };
}

process.on('message', (message: { heat: Heat; at: number }) => {
  // all start at one instant of the wall clock, busy until then, so that nobody is still waking up
  while (Date.now() < message.at) {
    // waiting for the shot
  }
  run(message.heat).then(
    (finish) => process.send?.(finish),
    (problem: Error) => process.send?.({ won: false, outcome: `crashed: ${problem.stack}` }),
  );
});
process.send?.('ready');
