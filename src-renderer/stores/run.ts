import { create } from 'zustand';
import { bridge } from '../bridge/bridge.ts';
import { type FollowedRun, notFollowed, withRunEvent } from './followed-run.ts';

export const useRun = create<FollowedRun>(() => notFollowed);

/** Follows a run's journal from its beginning until the returned function is called. */
export function followRun(targetId: string, runId: string): () => void {
  useRun.setState(notFollowed);
  return bridge.open(
    'run.follow',
    { targetId, runId },
    {
      onEvent: (event) => useRun.setState((run) => withRunEvent(run, event)),
      onEnd: (error) => useRun.setState({ error, ended: true }),
    },
  );
}
