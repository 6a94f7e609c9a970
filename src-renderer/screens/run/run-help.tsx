import { LifeBuoy, Phone } from 'lucide-react';
import { useState } from 'react';
import type { RunView } from '../../../src-shared/bonctl/run-view.ts';
import { type Contact, dialled } from '../../../src-shared/guide/guide.ts';
import { explainError } from '../../../src-shared/texts/explain-error.ts';
import { Button } from '../../design/button.tsx';
import { CopyButton } from '../../design/copy-button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { Icon } from '../../design/icon.tsx';
import { inLanguage } from '../../language/format.ts';
import { useLanguage, useSpoken } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import './run-help.css';
import { stepInView } from './run-words.ts';

interface RunHelpProps {
  readonly view: RunView;
  readonly pi: string;
  readonly contacts: readonly Contact[];
}

/** Whom to call, and what to say: at hand for the whole run. */
export function RunHelp({ view, pi, contacts }: RunHelpProps) {
  const text = useTexts('guide');
  const [asking, setAsking] = useState(false);
  const saying = useSaying(view, pi);
  return (
    <>
      <Button icon={LifeBuoy} onPress={() => setAsking(true)}>
        {text('help')}
      </Button>
      <Dialog
        isOpen={asking}
        onClose={() => setAsking(false)}
        title={text('helpTitle')}
        buttons={
          <>
            <CopyButton kind="primary" text={saying} label={text('copySaying')} />
            <Button onPress={() => setAsking(false)}>{text('close')}</Button>
          </>
        }
      >
        {contacts.length === 0 ? (
          <p>{text('helpNobody')}</p>
        ) : (
          <ul className="run-contacts">
            {contacts.map((contact) => (
              <li key={`${contact.name} ${contact.telephone}`}>
                <a className="run-contact" href={dialled(contact.telephone)}>
                  <Icon of={Phone} size={20} />
                  <span>
                    <span className="hidden-words">{text('call')} </span>
                    <strong>{contact.name}</strong>
                    {contact.role ? <span className="quiet"> · {contact.role}</span> : null}
                  </span>
                  <span className="figures">{contact.telephone}</span>
                </a>
              </li>
            ))}
          </ul>
        )}
        <section className="stack stack-tight">
          <h3>{text('sayThis')}</h3>
          <p className="run-saying">{saying}</p>
        </section>
      </Dialog>
    </>
  );
}

/** One run, one step and one sentence: what somebody who helps asks first. */
function useSaying(view: RunView, pi: string): string {
  const text = useTexts('guide');
  const language = useLanguage();
  const spoken = useSpoken();
  const step = stepInView(view);
  return text('saying', {
    ...{ pi, runId: view.runId, version: view.version ?? '', step: step ? inLanguage(step.title, language) : '' },
    problem: step?.error ? explainError(step.error, spoken).happened : text('sayingNoProblem'),
  });
}
