import { useEffect } from 'react';
import type { EventOf } from '../../../src-shared/contract/contract.ts';
import { useStream } from '../../bridge/use-stream.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Stations } from '../../design/stations.tsx';
import { WizardPage } from '../../design/wizard.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { choosePi, goHome } from '../../stores/navigation.ts';

const order = ['printer', 'shop', 'mailbox', 'pi', 'pairing', 'first-release'] as const;
type PracticeStep = (typeof order)[number];

interface Beginning {
  readonly steps: Readonly<Partial<Record<PracticeStep, 'running' | 'done'>>>;
  readonly targetId: string | null;
}

const nothing: Beginning = { steps: {}, targetId: null };

/** How far the practice is, from its events. */
export function withPracticeEvent(before: Beginning, event: EventOf<'practice.start'>): Beginning {
  if (event.kind === 'ready') return { ...before, targetId: event.target.id };
  return { ...before, steps: { ...before.steps, [event.step]: event.state } };
}

/** Sets up a Pi, a shop and a printer on this PC; then it goes on in the practice room. */
export default function PracticeStart() {
  const text = useTexts('practice');
  const { state, error, again } = useStream('practice.start', {}, nothing, withPracticeEvent);
  useEffect(() => {
    if (state.targetId) choosePi(state.targetId, 'practice');
  }, [state.targetId]);
  return (
    <main className="wizard">
      <div />
      <WizardPage
        title={error ? text('startStopped') : text('startTitle')}
        lead={error ? undefined : text('startLead')}
        buttons={<Button onPress={goHome}>{text('back')}</Button>}
      >
        {error ? <ErrorNotice error={error} onRetry={again} /> : null}
        <Stations
          stations={order.map((step) => ({
            id: step,
            title: text(`step.${step}`),
            state: state.steps[step] ?? 'waiting',
          }))}
          stopped={error !== null}
        />
      </WizardPage>
    </main>
  );
}
