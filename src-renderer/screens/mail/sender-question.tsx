import { useState } from 'react';
import { mailAddressSchema } from '../../../src-shared/mail/schema.ts';
import { Button } from '../../design/button.tsx';
import { Field } from '../../design/field.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { WizardPage } from '../../design/wizard.tsx';
import { inLanguage } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { goTo } from '../../stores/navigation.ts';
import { answer, recognitionOf, useMailDraft } from './mail-draft.ts';
import { recognise, useRecognition } from './use-recognition.ts';

/** Who sends? Whose mailbox it is shows while one types. */
export function SenderQuestion() {
  const text = useTexts('mail');
  const common = useTexts('common');
  const draft = useMailDraft();
  const [tried, setTried] = useState(false);
  const [looking, setLooking] = useState(false);
  useRecognition(draft.from);
  const address = draft.from.trim();
  const isAddress = mailAddressSchema.safeParse(address).success;
  const goOn = async () => {
    setTried(true);
    if (!isAddress || looking) return;
    if (!recognitionOf(draft)) {
      setLooking(true);
      await recognise(address);
      setLooking(false);
      if (useMailDraft.getState().from.trim() !== address) return;
    }
    answer({ page: 'sign-in' });
  };
  return (
    <WizardPage
      progress={common('questionsLeft', { count: 3 })}
      title={text('setUp')}
      lead={text('senderLead')}
      onSubmit={() => void goOn()}
      buttons={
        <>
          <Button kind="primary" type="submit" isDisabled={looking}>
            {common('next')}
          </Button>
          <Button onPress={() => goTo('mail')}>{common('cancel')}</Button>
        </>
      }
    >
      <Field
        label={text('from')}
        value={draft.from}
        onChange={(from) => answer({ from, own: null, way: null })}
        autoComplete="email"
        placeholder={text('fromExample')}
        maxLength={254}
        autoFocus
        problem={tried && !isAddress ? text('fromProblem') : null}
      />
      <div className="mail-recognised" role="status">
        {isAddress ? <Recognised looking={looking} /> : null}
      </div>
    </WizardPage>
  );
}

/** The provider by its name; what must be known of it before one goes on. */
function Recognised({ looking }: { looking: boolean }) {
  const text = useTexts('mail');
  const language = useLanguage();
  const recognition = useMailDraft(recognitionOf);
  if (!recognition) return <p className="quiet">{looking ? text('recognising') : ''}</p>;
  const { provider, servers } = recognition;
  const [first] = servers;
  if (provider.id === 'custom')
    return (
      <StateMark tone={first ? 'good' : 'unknown'}>
        {first ? text('ownFound', { server: first.server }) : text('ownUnknown')}
      </StateMark>
    );
  const warns = provider.hint && provider.status !== 'works';
  return (
    <div className="stack stack-tight">
      <StateMark tone={warns ? 'attention' : 'good'}>{text('recognised', { provider: provider.name })}</StateMark>
      {warns && provider.hint ? <p>{inLanguage(provider.hint, language)}</p> : null}
    </div>
  );
}
