import { Check } from 'lucide-react';
import { mailSteps } from '../../../src-shared/mail/schema.ts';
import { Icon } from '../../design/icon.tsx';
import { StateShape } from '../../design/state-mark.tsx';
import { useTexts } from '../../language/use-texts.ts';

/** The steps of handing a mail over, in one line; where it ended, if it did. Which one is going on only the Pi knows. */
export function MailWay({ stoppedAt }: { stoppedAt: (typeof mailSteps)[number] | null }) {
  const text = useTexts('mail');
  const stopped = stoppedAt === null ? -1 : mailSteps.indexOf(stoppedAt);
  return (
    <ol className="mail-way">
      {mailSteps.map((step, place) => (
        <li key={step} className={place === stopped ? 'mail-way-stopped' : place < stopped ? '' : 'quiet'}>
          {place < stopped ? <Icon of={Check} size={18} /> : null}
          {place === stopped ? <StateShape tone="bad" size={16} /> : null}
          {text(`step.${step}`)}
          {place <= stopped ? (
            <span className="hidden-words"> ({text(`stepState.${place < stopped ? 'done' : 'stopped'}`)})</span>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
