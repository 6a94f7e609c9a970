import { useEffect } from 'react';
import { create } from 'zustand';
import type { AfterCareView, LookView } from '../../src-shared/sign-off/after-care.ts';
import { bridge } from '../bridge/bridge.ts';

/** Milliseconds until a watch that has ended with an error is begun again. */
const againAfterMs = 5_000;

/** The looks after each signed run of the Pi in view; empty before they are known. */
export const useAfterCare = create<{ readonly runs: readonly AfterCareView[] }>(() => ({ runs: [] }));

/** Watches them for as long as the component is there; begins again, whatever comes. */
export function useWatchedAfterCare(targetId: string): void {
  useEffect(() => {
    useAfterCare.setState({ runs: [] });
    let close = () => {};
    let again: ReturnType<typeof setTimeout> | undefined;
    const begin = () => {
      close = bridge.open(
        'afterCare.watch',
        { targetId },
        {
          onEvent: (event) => useAfterCare.setState(event),
          onEnd: () => {
            again = setTimeout(begin, againAfterMs);
          },
        },
      );
    };
    begin();
    return () => {
      close();
      clearTimeout(again);
    };
  }, [targetId]);
}

/** Looks that found something and wait for a person's word, the newest run first. */
export function asking(runs: readonly AfterCareView[]): { readonly run: AfterCareView; readonly look: LookView }[] {
  return runs.flatMap((run) => run.looks.filter(({ state }) => state === 'asks').map((look) => ({ run, look })));
}
