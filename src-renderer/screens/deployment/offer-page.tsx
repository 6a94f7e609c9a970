import { phaseViews } from '../../../src-shared/bonctl/run-view.ts';
import type { Target } from '../../../src-shared/contract/targets.ts';
import { Button } from '../../design/button.tsx';
import { Fold } from '../../design/fold.tsx';
import { duration, inLanguage } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { RoleHint } from '../../roles/role-hint.tsx';
import { expectedOf, expectedTimes } from '../run/run-words.ts';
import { changeDraft, type Offer, openQuestions, useDeploymentDraft } from './deployment-draft.ts';
import { RollbackOffer } from './rollback-offer.tsx';

interface OfferPageProps {
  readonly target: Target;
  readonly offer: Offer;
}

/** What a deployment will do, before anything is done: six stations, how long, and what the kitchen notices. */
export function OfferPage({ target, offer }: OfferPageProps) {
  const text = useTexts('deployment');
  const language = useLanguage();
  const typed = useDeploymentDraft((draft) => draft.values);
  const phases = phaseViews(offer.runbook);
  const times = expectedTimes(phases);
  const current = offer.current === offer.version;
  const goOn = () => {
    const [first] = openQuestions(offer, typed);
    changeDraft(first ? { page: 'questions', asking: first.key } : { page: 'ready', asking: null });
  };
  const values = { version: offer.version, current: offer.current ?? '', name: target.name };
  return (
    <div className="page deployment">
      <div className="stack">
        <h1>{text(current ? 'titleCurrent' : offer.current ? 'titleUpdate' : 'titleFirst', values)}</h1>
        <p className="lead">{text(current ? 'leadCurrent' : offer.current ? 'leadUpdate' : 'leadFirst', values)}</p>
        <p>
          {text('times', {
            all: duration(times.all, language),
            pause: duration(times.interrupted, language),
          })}
        </p>
        <Button kind={current ? 'secondary' : 'primary'} onPress={goOn}>
          {text(current ? 'prepareAgain' : 'prepare')}
        </Button>
        <RoleHint call="deployment.start" />
      </div>
      <section className="stack stretch">
        <h2>{text('whatHappens')}</h2>
        <ol className="offer-line">
          {phases.map((phase, place) => (
            <li key={phase.id} className="offer-station">
              <span className="offer-number figures" aria-hidden="true">
                {place + 1}
              </span>
              <div>
                <h3>{inLanguage(phase.title, language)}</h3>
                <p className="quiet">
                  {inLanguage((phase.steps[0] as (typeof phase.steps)[number]).explanation, language)}
                </p>
                {phase.steps.length > 1 ? (
                  <Fold title={text('steps', { count: phase.steps.length })}>
                    <ul className="stack">
                      {phase.steps.map((step) => (
                        <li key={step.id}>
                          <strong>{inLanguage(step.title, language)}</strong>
                          <p className="quiet">{inLanguage(step.explanation, language)}</p>
                        </li>
                      ))}
                    </ul>
                  </Fold>
                ) : null}
              </div>
              <span className="quiet small">
                {duration(expectedOf(phase), language)}
                {phase.steps.some((step) => step.interrupts) ? (
                  <>
                    <br />
                    {text('pause')}
                  </>
                ) : null}
              </span>
            </li>
          ))}
        </ol>
        <p className="quiet">{text('guard')}</p>
      </section>
      <RollbackOffer targetId={target.id} />
    </div>
  );
}
