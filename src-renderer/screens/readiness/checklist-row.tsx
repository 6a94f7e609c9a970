import { useState } from 'react';
import { stateOf } from '../../../src-shared/bonctl/preflight.ts';
import type { GivenAnswer } from '../../../src-shared/readiness/answer.ts';
import type { AssessedItem, ItemState } from '../../../src-shared/readiness/assess.ts';
import { Button } from '../../design/button.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import type { Tone } from '../../design/tone.ts';
import { inLanguage } from '../../language/format.ts';
import { Ago } from '../../language/time.tsx';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { changeDraft } from '../deployment/deployment-draft.ts';
import { FindingList } from '../deployment/finding-list.tsx';
import { ChecklistAnswer } from './checklist-answer.tsx';

const tones: Record<ItemState, Tone> = {
  met: 'good',
  warned: 'attention',
  against: 'bad',
  open: 'unknown',
  untold: 'unknown',
  'not-needed': 'good',
};

interface ChecklistRowProps {
  readonly assessed: AssessedItem;
  readonly about: { readonly targetId: string; readonly version: string };
  readonly onAnswered: (answers: GivenAnswer[]) => void;
}

/** One item: how it stands, why, and what clears it. A person's question can be answered here. */
export function ChecklistRow({ assessed, about, onAnswered }: ChecklistRowProps) {
  const text = useTexts('readiness');
  const guide = useTexts('guide');
  const language = useLanguage();
  const [asking, setAsking] = useState(false);
  const { item, state, answer, outdated } = assessed;
  const title = inLanguage(item.title, language);
  const telling = assessed.findings.filter((finding) => stateOf(finding) !== 'fine');
  return (
    <li className="checklist-item">
      <div className="row row-apart">
        <h3>{title}</h3>
        <StateMark tone={tones[state]}>{text(`state.${state}`)}</StateMark>
      </div>
      {telling.length > 0 ? <FindingList findings={telling} /> : null}
      {'knows' in item && state !== 'met' ? (
        <>
          <p>{inLanguage(item.clear, language)}</p>
          {item.knows === 'mail-proven' ? null : (
            <div>
              <Button
                aria-label={text('answerOf', { button: guide('open'), title })}
                onPress={() => changeDraft({ page: 'guide' })}
              >
                {guide('open')}
              </Button>
            </div>
          )}
        </>
      ) : null}
      {'question' in item ? (
        <>
          <p>
            {inLanguage(item.question, language)}
            {item.required && state !== 'met' ? <span className="quiet"> {text('required')}.</span> : null}
          </p>
          {answer ? (
            <p className="quiet">
              {outdated ? `${text('outdated')} ` : null}
              {answer.by.name}, <Ago at={answer.at} />
              {answer.note ? ` · ${answer.note}` : null}
            </p>
          ) : null}
          {state === 'against' ? <p className="quiet">{inLanguage(item.clear, language)}</p> : null}
          <div>
            <Button
              aria-label={text('answerOf', { button: text(answer ? 'answerAgain' : 'answer'), title })}
              onPress={() => setAsking(true)}
            >
              {text(answer ? 'answerAgain' : 'answer')}
            </Button>
          </div>
          {asking ? (
            <ChecklistAnswer item={item} about={about} onAnswered={onAnswered} onClose={() => setAsking(false)} />
          ) : null}
        </>
      ) : null}
    </li>
  );
}
