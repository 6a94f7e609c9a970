import { whenInWords } from '../../../src-shared/guide/due-announcements.ts';
import { windowState } from '../../../src-shared/guide/quiet-hours.ts';
import { useCall } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { clockTime } from '../../language/format.ts';
import { useNow } from '../../language/time.tsx';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { changeDraft } from '../deployment/deployment-draft.ts';

/** On the page before the start: is now the chosen time? Another time only warns. */
export function GuideHint({ targetId }: { targetId: string }) {
  const text = useTexts('guide');
  const language = useLanguage();
  const now = useNow(30_000);
  const { answer } = useCall('guide.read', { targetId });
  if (answer.state !== 'loaded') return null;
  const { window } = answer.value.guide;
  const state = window ? windowState(window, now) : null;
  return (
    <section className="stack stretch">
      <h2>{text('summary')}</h2>
      {window && state === 'open' ? (
        <StateMark tone="good">{text('timeState.open', { to: clockTime(window.to, language) })}</StateMark>
      ) : window ? (
        <StateMark tone="attention">{text('outside', { when: whenInWords(window.from, language) })}</StateMark>
      ) : (
        <StateMark tone="unknown">{text('timeNone')}</StateMark>
      )}
      <div>
        <Button onPress={() => changeDraft({ page: 'guide' })}>{text('open')}</Button>
      </div>
    </section>
  );
}
