import { foldEntry, type RunView } from '../../src-shared/bonctl/run-view.ts';
import type { EventOf } from '../../src-shared/contract/contract.ts';
import type { BonwartError } from '../../src-shared/contract/errors.ts';

/** A run as the window follows it. `lostSince` is set while the Pi is out of sight; the run itself goes on there. */
export interface FollowedRun {
  readonly view: RunView | null;
  readonly lostSince: string | null;
  readonly error: BonwartError | null;
  readonly ended: boolean;
}

export const notFollowed: FollowedRun = { view: null, lostSince: null, error: null, ended: false };

/** The run after an event. The view is copied at its top, because folding changes it in place. */
export function withRunEvent(run: FollowedRun, event: EventOf<'run.follow'>): FollowedRun {
  if (event.kind === 'connection') return { ...run, lostSince: event.state === 'lost' ? event.since : null };
  const view = event.entries.reduce<RunView | null>(foldEntry, run.view);
  return { ...run, view: view ? { ...view } : null, lostSince: null };
}
