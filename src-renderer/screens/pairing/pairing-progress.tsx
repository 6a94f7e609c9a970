import { useState } from 'react';
import type { EventOf } from '../../../src-shared/contract/contract.ts';
import { pairingStepSchema } from '../../../src-shared/contract/targets.ts';
import { useStream } from '../../bridge/use-stream.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Progress } from '../../design/progress.tsx';
import { Stations } from '../../design/stations.tsx';
import { WizardPage } from '../../design/wizard.tsx';
import { bytes } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { Paired } from './paired.tsx';
import { answer, pairingRequest, questionToChange, usePairingDraft } from './pairing-draft.ts';

type PairingEvent = EventOf<'pairing.pair'>;
export type PairingStep = Extract<PairingEvent, { kind: 'step' }>;
export type PairedEvent = Extract<PairingEvent, { kind: 'paired' }>;

interface Way {
  readonly steps: Readonly<Partial<Record<PairingStep['step'], PairingStep>>>;
  readonly paired: PairedEvent | null;
}

const beginning: Way = { steps: {}, paired: null };

/** Where the pairing is, from its events. */
export function withPairingEvent(way: Way, event: PairingEvent): Way {
  if (event.kind === 'paired') return { ...way, paired: event };
  return { ...way, steps: { ...way.steps, [event.step]: event } };
}

/** The pairing at work, station by station; then what was found, or what to change. */
export function PairingProgress() {
  const text = useTexts('pairing');
  const common = useTexts('common');
  const language = useLanguage();
  const draft = usePairingDraft();
  // Held while the stream is open: the draft forgets its secrets when the wizard is left.
  const [request] = useState(() => pairingRequest(draft));
  const { state, error, again } = useStream('pairing.pair', request, beginning, withPairingEvent);
  if (state.paired) return <Paired paired={state.paired} />;
  const upload = state.steps.upload;
  const question = error ? questionToChange(error.code) : null;
  const change = () => {
    const asksSudoPassword = draft.asksSudoPassword || (error?.code.startsWith('pairing.sudo') ?? false);
    answer({ question: question ?? 'name', asksSudoPassword });
  };
  return (
    <WizardPage
      title={error ? text('stoppedTitle') : text('progressTitle', { name: draft.name })}
      lead={error ? undefined : text('progressLead')}
      buttons={error ? null : <Button onPress={() => answer({ question: 'name' })}>{common('cancel')}</Button>}
    >
      {error ? (
        <ErrorNotice
          error={error}
          onRetry={question ? change : again}
          retryLabel={question ? text(`change.${question}`) : undefined}
        >
          {question ? <Button onPress={again}>{common('tryAgain')}</Button> : null}
          <Button onPress={() => answer({ question: 'find' })}>{text('fromStart')}</Button>
        </ErrorNotice>
      ) : null}
      <Stations
        stations={pairingStepSchema.options.map((step) => ({
          id: step,
          title: text(`step.${step}`),
          state: state.steps[step]?.state ?? 'waiting',
          note:
            step === 'upload' && upload?.state === 'running' && upload.totalBytes ? (
              <Progress
                label={text('uploading')}
                words={`${bytes(upload.doneBytes ?? 0, language)} / ${bytes(upload.totalBytes, language)}`}
                value={upload.doneBytes ?? 0}
                of={upload.totalBytes}
              />
            ) : null,
        }))}
        stopped={error !== null}
      />
    </WizardPage>
  );
}
