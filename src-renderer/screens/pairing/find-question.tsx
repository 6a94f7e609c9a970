import { useState } from 'react';
import type { EventOf } from '../../../src-shared/contract/contract.ts';
import { useAct } from '../../bridge/use-call.ts';
import { useStream } from '../../bridge/use-stream.ts';
import { Button } from '../../design/button.tsx';
import { ChoiceCards } from '../../design/choice.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Field } from '../../design/field.tsx';
import { WizardPage } from '../../design/wizard.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { goHome } from '../../stores/navigation.ts';
import { addressOf, answer, usePairingDraft } from './pairing-draft.ts';

type Found = EventOf<'pairing.discover'>;
const other = 'other';
const keyOf = (pi: Found) => `${pi.address} ${pi.port}`;

function withFound(before: readonly Found[], pi: Found): readonly Found[] {
  return before.some((known) => keyOf(known) === keyOf(pi)) ? before : [...before, pi];
}

/** Which Pi? Those that are heard in the network, or an address. */
export function FindQuestion() {
  const text = useTexts('pairing');
  const common = useTexts('common');
  const draft = usePairingDraft();
  const { state: found } = useStream('pairing.discover', {}, [] as readonly Found[], withFound);
  const [chosen, setChosen] = useState<string | null>(null);
  const [typed, setTyped] = useState(draft.port === 22 ? draft.address : `${draft.address}:${draft.port}`);
  const [problem, setProblem] = useState<string | null>(null);
  const inspect = useAct('pairing.inspect');
  const known = found.find((pi) => keyOf(pi) === `${draft.address} ${draft.port}`);
  // A Pi that is heard while somebody types takes nothing from him.
  const selection = chosen ?? (known ? keyOf(known) : typed ? other : null);
  const types = selection === other || found.length === 0;

  const goOn = async () => {
    const pi = found.find((candidate) => keyOf(candidate) === selection);
    const place = types ? addressOf(typed) : pi ? { address: pi.address, port: pi.port } : null;
    if (!place) return setProblem(types ? text('addressProblem') : text('chooseProblem'));
    setProblem(null);
    const hostKey = await inspect.act(place);
    answer({ ...place, hostKey, name: draft.name || pi?.name || '' });
    if (hostKey) answer({ question: 'fingerprint' });
  };

  return (
    <WizardPage
      progress={common('questionsLeft', { count: 4 })}
      title={text('findTitle')}
      lead={found.length === 0 ? text('findLooking') : text('findLead')}
      onSubmit={() => void goOn()}
      buttons={
        <>
          <Button kind="primary" type="submit" isDisabled={inspect.busy}>
            {inspect.busy ? text('asking') : common('next')}
          </Button>
          <Button onPress={goHome}>{common('cancel')}</Button>
        </>
      }
    >
      {found.length > 0 ? (
        <ChoiceCards
          label={text('findLabel')}
          value={selection}
          onChange={setChosen}
          choices={[
            ...found.map((pi) => ({
              value: keyOf(pi),
              title: pi.name,
              detail: pi.port === 22 ? pi.address : `${pi.address}, ${text('port', { port: pi.port })}`,
            })),
            { value: other, title: text('findOther'), detail: text('findOtherMeaning') },
          ]}
        />
      ) : null}
      {types ? (
        <Field
          label={text('address')}
          hint={text('addressHint')}
          value={typed}
          onChange={setTyped}
          problem={problem}
          placeholder="192.168.1.20"
          autoFocus={selection === other}
        />
      ) : problem ? (
        <p role="alert">{problem}</p>
      ) : null}
      {inspect.error ? <ErrorNotice error={inspect.error} onRetry={() => void goOn()} /> : null}
    </WizardPage>
  );
}
