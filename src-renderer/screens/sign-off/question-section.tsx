import { useState } from 'react';
import type { SignOffDocument } from '../../../src-shared/sign-off/document.ts';
import { Button } from '../../design/button.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { inLanguage } from '../../language/format.ts';
import { Ago } from '../../language/time.tsx';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { QuestionDialog } from './question-dialog.tsx';
import { isSigned, type SignOffPart } from './sign-off-part.ts';

type Asked = SignOffDocument['questions'][number];

/** What only people see: each question with its answer, or the button to give one. */
export function QuestionSection(part: SignOffPart) {
  const text = useTexts('signOff');
  return (
    <section className="stack stretch">
      <h2>{text('questions')}</h2>
      <ul className="sign-off-list">
        {part.view.document.questions.map((asked) => (
          <Row key={asked.question.id} asked={asked} part={part} />
        ))}
      </ul>
    </section>
  );
}

function Row({ asked: { question, answer }, part }: { asked: Asked; part: SignOffPart }) {
  const text = useTexts('signOff');
  const language = useLanguage();
  const [asking, setAsking] = useState(false);
  const title = inLanguage(question.title, language);
  const button = text(answer ? 'answerAgain' : 'answer');
  const tone = answer ? (answer.answer === 'no' ? 'bad' : 'good') : 'unknown';
  return (
    <li className="sign-off-item">
      <div className="stack stack-tight">
        <h3>{title}</h3>
        <p>{inLanguage(question.question, language)}</p>
        {answer ? (
          <p className="quiet">
            {answer.by.name}, <Ago at={answer.at} />
            {answer.note ? ` · ${answer.note}` : null}
          </p>
        ) : null}
      </div>
      <div className="sign-off-act">
        <StateMark tone={tone}>{text(`questionState.${answer?.answer ?? 'open'}`)}</StateMark>
        {isSigned(part.view) ? null : (
          <Button aria-label={text('answerOf', { button, title })} onPress={() => setAsking(true)}>
            {button}
          </Button>
        )}
      </div>
      {asking ? <QuestionDialog question={question} part={part} onClose={() => setAsking(false)} /> : null}
    </li>
  );
}
