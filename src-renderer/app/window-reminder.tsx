import { useEffect, useState } from 'react';
import type { Target } from '../../src-shared/contract/targets.ts';
import { windowState } from '../../src-shared/guide/quiet-hours.ts';
import { useCall } from '../bridge/use-call.ts';
import { Button } from '../design/button.tsx';
import { clockTime } from '../language/format.ts';
import { useNow } from '../language/time.tsx';
import { useLanguage } from '../language/use-language.ts';
import { useTexts } from '../language/use-texts.ts';
import { goTo } from '../stores/navigation.ts';

/** Says that a planned deployment is near, from an hour before on until its time is over or somebody hides it; not where it is begun. */
export function WindowReminder({ target, place }: { target: Target; place: string }) {
  const text = useTexts('guide');
  const language = useLanguage();
  const now = useNow(30_000);
  const [hidden, setHidden] = useState<string | null>(null);
  const { answer, again } = useCall('guide.read', { targetId: target.id });
  // It is chosen and changed in another place of the window; who comes from there may have changed it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `place` is there to ask again
  useEffect(again, [place, again]);
  const window = answer.state === 'loaded' ? answer.value.guide.window : null;
  const state = window ? windowState(window, now) : null;
  if (place === 'deployment' || !window || (state !== 'soon' && state !== 'open') || hidden === window.from)
    return null;
  const time = clockTime(state === 'soon' ? window.from : window.to, language);
  return (
    <aside className="window-reminder" aria-label={text('summary')}>
      <span>{text(`reminder.${state}`, { pi: target.name, time })}</span>
      <Button onPress={() => goTo('deployment')}>{text('reminderGo')}</Button>
      <Button kind="quiet" onPress={() => setHidden(window.from)}>
        {text('reminderLater')}
      </Button>
    </aside>
  );
}
