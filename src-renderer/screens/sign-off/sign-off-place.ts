import { goTo } from '../../stores/navigation.ts';

const mark = 'sign-off:';

/** Opens the sign-off of a run, below the history. */
export function openSignOff(runId: string): void {
  goTo('history', `${mark}${runId}`);
}

/** The run whose sign-off is open, by what is open in a place; null if it is something else. */
export function signOffIn(detail: string | null): string | null {
  return detail?.startsWith(mark) ? detail.slice(mark.length) : null;
}
