import { create } from 'zustand';
import { readClocks } from '../../src-shared/moment.ts';
import { bridge } from '../bridge/bridge.ts';
import { judged, type KnownStatus, lookEveryMs, nothingKnown, withEvent } from './known-status.ts';

/** Milliseconds until a watch that has ended with an error is begun again. */
const againAfterMs = 5_000;

export const useStatus = create<KnownStatus>(() => nothingKnown);

/** Watches a Pi's service until the returned function is called; begins again for as long as that, whatever comes. */
export function watchStatus(targetId: string): () => void {
  useStatus.setState(nothingKnown);
  let close = () => {};
  let again: ReturnType<typeof setTimeout> | undefined;
  const look = () => useStatus.setState((known) => judged(known, readClocks(globalThis)));
  const begin = () => {
    close = bridge.open(
      'status.watch',
      { targetId },
      {
        onEvent: (event) => useStatus.setState((known) => withEvent(known, event, readClocks(globalThis))),
        onEnd: (error) => {
          useStatus.setState({ ...nothingKnown, error });
          again = setTimeout(begin, againAfterMs);
        },
      },
    );
  };
  begin();
  const looking = setInterval(look, lookEveryMs);
  // A window that was hidden, or on a computer that slept, is looked at again before its timers have run.
  document.addEventListener('visibilitychange', look);
  addEventListener('focus', look);
  return () => {
    close();
    clearTimeout(again);
    clearInterval(looking);
    document.removeEventListener('visibilitychange', look);
    removeEventListener('focus', look);
  };
}
