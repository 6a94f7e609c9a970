import { RotateCw } from 'lucide-react';
import type { AssessedCriterion } from '../../../src-shared/sign-off/evaluate.ts';
import { targetInWords, valueInWords } from '../../../src-shared/sign-off/words.ts';
import { Button } from '../../design/button.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { dayAndTime, inLanguage } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { isSigned, type SignOffPart } from './sign-off-part.ts';
import { criterionTones } from './tones.ts';

/** What was measured beside what it should be, as a calm table. */
export function CriteriaSection({ view, onMeasureAgain }: SignOffPart & { onMeasureAgain: () => void }) {
  const text = useTexts('signOff');
  const language = useLanguage();
  return (
    <section className="stack stretch">
      <div className="row row-apart">
        <h2>{text('criteria')}</h2>
        {isSigned(view) ? null : (
          <Button icon={RotateCw} onPress={onMeasureAgain}>
            {text('measureAgain')}
          </Button>
        )}
      </div>
      <p className="quiet">{text('criteriaLead', { at: dayAndTime(view.document.measuredAt, language) })}</p>
      <CriteriaTable criteria={view.document.criteria} />
    </section>
  );
}

/** What was measured, what it should be, and whether it is. */
export function CriteriaTable({ criteria }: { criteria: readonly AssessedCriterion[] }) {
  const text = useTexts('signOff');
  return (
    <table className="sign-off-table figures">
      <thead>
        <tr>
          <th scope="col">{text('criterion')}</th>
          <th scope="col">{text('value')}</th>
          <th scope="col">{text('target')}</th>
          <th scope="col">{text('result')}</th>
        </tr>
      </thead>
      <tbody>
        {criteria.map((assessed) => (
          <Row key={assessed.criterion.id} assessed={assessed} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ assessed: { criterion, measured, state } }: { assessed: AssessedCriterion }) {
  const text = useTexts('signOff');
  const language = useLanguage();
  const target = text(`direction.${criterion.direction}`, { value: targetInWords(criterion, language) });
  return (
    <tr>
      <th scope="row">{inLanguage(criterion.title, language)}</th>
      <td>
        {measured.state === 'measured' ? valueInWords(measured.value, criterion.unit, language) : null}
        {measured.state === 'unknown' ? <span className="quiet">{text(`reason.${measured.reason}`)}</span> : null}
        {measured.state === 'not-applicable' ? '–' : null}
      </td>
      <td>{target}</td>
      <td>
        <StateMark tone={criterionTones[state]}>{text(`state.${state}`)}</StateMark>
      </td>
    </tr>
  );
}
