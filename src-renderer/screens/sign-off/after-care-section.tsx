import { MessageSquareText } from 'lucide-react';
import { useState } from 'react';
import { isGood, type LookState, type LookView } from '../../../src-shared/sign-off/after-care.ts';
import { Button } from '../../design/button.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import type { Tone } from '../../design/tone.ts';
import { dayAndTime, inLanguage } from '../../language/format.ts';
import { Ago } from '../../language/time.tsx';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { useAfterCare } from '../../stores/after-care.ts';
import { CriteriaTable } from './criteria-section.tsx';
import { SeeDialog } from './see-dialog.tsx';
import type { SignOffPart } from './sign-off-part.ts';

const tones: Record<LookState, Tone> = {
  ahead: 'unknown',
  due: 'unknown',
  good: 'good',
  asks: 'attention',
  seen: 'good',
  overtaken: 'unknown',
};

/** The looks after a signed run: those to come quiet, what was found, and what a person has to say where something is wrong. */
export function AfterCareSection({ about }: SignOffPart) {
  const text = useTexts('signOff');
  const run = useAfterCare(({ runs }) => runs).find(({ runId }) => runId === about.runId);
  if (!run) return null;
  return (
    <section className="stack stretch">
      <h2>{text('afterCare.title')}</h2>
      <p className="quiet">{text('afterCare.lead')}</p>
      <ol className="sign-off-list">
        {run.looks.map((look) => (
          <Row key={look.look.id} look={look} about={about} />
        ))}
      </ol>
    </section>
  );
}

function Row({ look, about }: { look: LookView; about: SignOffPart['about'] }) {
  const text = useTexts('signOff');
  const language = useLanguage();
  const [saying, setSaying] = useState(false);
  const { state, result } = look;
  const title = inLanguage(look.look.title, language);
  const missed = result?.criteria.filter((one) => !isGood([one])) ?? [];
  return (
    <li className="sign-off-item">
      <div className="stack stack-tight">
        <h3>{title}</h3>
        <p className="quiet">
          {result
            ? text('afterCare.measured', { at: dayAndTime(result.measuredAt, language) })
            : state === 'due' || state === 'overtaken'
              ? text(`afterCare.${state}`)
              : text('afterCare.ahead', { at: dayAndTime(look.dueAt, language) })}
        </p>
        {result?.seen ? (
          <>
            <p>{result.seen.note}</p>
            <p className="quiet">
              {result.seen.by.name}, <Ago at={result.seen.at} />
            </p>
          </>
        ) : null}
      </div>
      <div className="sign-off-act">
        <StateMark tone={tones[state]}>{text(`afterCare.state.${state}`)}</StateMark>
        {state === 'asks' ? (
          <Button
            icon={MessageSquareText}
            aria-label={text('answerOf', { button: text('afterCare.see'), title })}
            onPress={() => setSaying(true)}
          >
            {text('afterCare.see')}
          </Button>
        ) : null}
      </div>
      {missed.length > 0 ? (
        <div className="sign-off-wide">
          <CriteriaTable criteria={missed} />
        </div>
      ) : null}
      {saying ? <SeeDialog about={about} look={look.look} onClose={() => setSaying(false)} /> : null}
    </li>
  );
}
