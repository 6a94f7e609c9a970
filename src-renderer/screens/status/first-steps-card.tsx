import { Button } from '../../design/button.tsx';
import { Stations } from '../../design/stations.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { useSession } from '../../roles/session.ts';
import { goTo } from '../../stores/navigation.ts';
import { changePreferences, usePreferences } from '../../stores/preferences.ts';
import { useStatus } from '../../stores/status.ts';
import { firstSteps, nextStep } from './first-steps.ts';
import { statusSentence } from './sentence.ts';

/** Takes somebody who is new through what is to be done, in order. Gone when all is done, or when nobody wants it. */
export function FirstStepsCard() {
  const text = useTexts('firstSteps');
  const known = useStatus();
  const rolesCount = useSession((session) => session.rolesCount);
  const isHidden = usePreferences((preferences) => preferences.firstSteps === 'hidden');
  const steps = firstSteps({ known, rolesCount });
  const next = nextStep(steps);
  if (isHidden || !next) return null;
  const { id, way } = next;
  // the page has one button that counts; where the sentence has it, this one steps back
  const sentence = statusSentence(known);
  const isMain = sentence.help === null && sentence.goTo === null;
  const doneCount = steps.filter(({ isDone }) => isDone).length;
  return (
    <section className="first-steps" aria-label={text('title')}>
      <div className="page-head">
        <h2>{text('title')}</h2>
        <p className="quiet">{text('progress', { done: doneCount, all: steps.length })}</p>
      </div>
      <Stations
        stations={steps.map((step) => ({
          id: step.id,
          title: text(`step.${step.id}`),
          state: step.isDone ? 'done' : step.id === id ? 'running' : 'waiting',
          ...(step.id === id ? { note: text(`why.${id}`) } : {}),
        }))}
      />
      <div className="row">
        <Button kind={isMain ? 'primary' : 'secondary'} onPress={() => goTo(way.place, way.detail)}>
          {text(`go.${id}`)}
        </Button>
        <Button kind="quiet" onPress={() => changePreferences({ firstSteps: 'hidden' })}>
          {text('hide')}
        </Button>
      </div>
    </section>
  );
}
