import { useEffect } from 'react';
import { usePreferences } from '../stores/preferences.ts';
import { useStatus } from '../stores/status.ts';
import { ringBell } from './bell.ts';
import { noSound, soundDue, waitingForPerson } from './held-sound.ts';

/** Milliseconds between two looks at whether it is time to ring again. */
const lookEveryMs = 5_000;

/** Rings when a ticket waits for a person, as the preferences say, wherever in the window one is. */
export function useHeldSound(targetId: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another Pi begins anew
  useEffect(() => {
    let state = noSound;
    const look = () => {
      const next = soundDue(
        state,
        waitingForPerson(useStatus.getState()),
        usePreferences.getState().sound,
        performance.now(),
      );
      state = next.state;
      if (next.sounds) void ringBell();
    };
    const stop = useStatus.subscribe(look);
    const timer = setInterval(look, lookEveryMs);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [targetId]);
}
