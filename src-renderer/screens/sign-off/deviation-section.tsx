import { useState } from 'react';
import type { SignOffDocument } from '../../../src-shared/sign-off/document.ts';
import { Button } from '../../design/button.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { inLanguage } from '../../language/format.ts';
import { Ago } from '../../language/time.tsx';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { ExplainDialog } from './explain-dialog.tsx';
import { isSigned, type SignOffPart } from './sign-off-part.ts';

type Deviation = SignOffDocument['deviations'][number];

/** What is not as it should be, each with a person's word on it. */
export function DeviationSection(part: SignOffPart) {
  const text = useTexts('signOff');
  const { deviations } = part.view.document;
  return (
    <section className="stack stretch">
      <h2>{text('deviations')}</h2>
      <p className="quiet">{deviations.length > 0 ? text('deviationsLead') : text('noDeviations')}</p>
      {deviations.length > 0 ? (
        <ul className="sign-off-list">
          {deviations.map((deviation) => (
            <Row key={deviation.about} deviation={deviation} part={part} />
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function Row({ deviation, part }: { deviation: Deviation; part: SignOffPart }) {
  const text = useTexts('signOff');
  const language = useLanguage();
  const [explaining, setExplaining] = useState(false);
  const title = inLanguage(deviation.title, language);
  const { explained } = deviation;
  const button = text(explained ? 'explainAgain' : 'explain');
  return (
    <li className="sign-off-item">
      <div className="stack stack-tight">
        <h3>{title}</h3>
        {explained ? (
          <>
            <p>{explained.note}</p>
            <p className="quiet">
              {explained.by.name}, <Ago at={explained.at} />
            </p>
          </>
        ) : (
          <StateMark tone="attention">{text('unexplained')}</StateMark>
        )}
      </div>
      {isSigned(part.view) ? null : (
        <div className="sign-off-act">
          <Button aria-label={text('answerOf', { button, title })} onPress={() => setExplaining(true)}>
            {button}
          </Button>
        </div>
      )}
      {explaining ? (
        <ExplainDialog about={deviation.about} title={title} part={part} onClose={() => setExplaining(false)} />
      ) : null}
    </li>
  );
}
