import { Button } from '../../design/button.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { inLanguage } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { asking, useAfterCare } from '../../stores/after-care.ts';
import { openSignOff } from '../sign-off/sign-off-place.ts';

/** Looks after a deployment that found something and wait for a person, each with the way to it; otherwise nothing. */
export function LookReminders() {
  const text = useTexts('signOff');
  const history = useTexts('history');
  const language = useLanguage();
  const waiting = asking(useAfterCare(({ runs }) => runs));
  if (waiting.length === 0) return null;
  return (
    <ul className="stack">
      {waiting.map(({ run, look }) => {
        const words = { look: inLanguage(look.look.title, language), version: run.version ?? history('stateBefore') };
        return (
          <li key={`${run.runId} ${look.look.id}`} className="row">
            <StateMark tone="attention">{text('afterCare.reminder', words)}</StateMark>
            <Button onPress={() => openSignOff(run.runId)}>{text('afterCare.toLook')}</Button>
          </li>
        );
      })}
    </ul>
  );
}
