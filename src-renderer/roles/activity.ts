import { bridge } from '../bridge/bridge.ts';
import { useSession } from './session.ts';

/** Milliseconds between two reports; the shortest lock is a minute. */
const reportEveryMs = 15_000;
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** Tells main that somebody is there, while anybody is signed in. Main's clock decides what follows from it. */
export function reportActivity(): void {
  let reportedAt = Number.NEGATIVE_INFINITY;
  const report = () => {
    if (useSession.getState().person === null || performance.now() - reportedAt < reportEveryMs) return;
    reportedAt = performance.now();
    void bridge.call('session.active', {});
  };
  for (const sign of signs) addEventListener(sign, report, { capture: true, passive: true });
}
