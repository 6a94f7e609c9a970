import { useState } from 'react';
import type { SignInClient } from '../../../src-shared/contract/mail-sign-in.ts';
import { useAct } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Field, PasswordField } from '../../design/field.tsx';
import { OutsideLink } from '../../design/outside-link.tsx';
import { WizardPage } from '../../design/wizard.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { answer } from './mail-draft.ts';

interface ClientQuestionProps {
  readonly client: SignInClient;
  readonly onBack: () => void;
  readonly onRegistered: () => void;
}

/** As what Bonwart is registered with the provider: asked of a technician, once. */
export function ClientQuestion({ client, onBack, onRegistered }: ClientQuestionProps) {
  const text = useTexts('mail');
  const common = useTexts('common');
  const [clientId, setClientId] = useState(client.clientId);
  const [secret, setSecret] = useState('');
  const [tried, setTried] = useState(false);
  const write = useAct('mail.setSignInClient');
  const fits = /^[\x21-\x7e]{1,300}$/.test(clientId.trim());
  const secretFits = !client.wantsSecret || secret.trim() !== '' || client.hasSecret;
  const save = async () => {
    setTried(true);
    if (!fits || !secretFits) return;
    const clientSecret = secret.trim() === '' ? null : secret.trim();
    const stored = await write.act({ issuer: client.issuer, clientId: clientId.trim(), clientSecret });
    if (!stored) return;
    answer({ way: 'oauth' });
    onRegistered();
  };
  return (
    <WizardPage
      title={text('registerTitle', { issuer: client.name })}
      lead={text('registerLead', { issuer: client.name })}
      onSubmit={() => void save()}
      buttons={
        <>
          <Button kind="primary" type="submit" isDisabled={write.busy}>
            {text('save')}
          </Button>
          <Button onPress={onBack}>{common('back')}</Button>
        </>
      }
    >
      <p>{text(`registerHow.${client.issuer}`)}</p>
      <OutsideLink href={client.registrationPage}>{text('openPage', { provider: client.name })}</OutsideLink>
      <Field
        label={text('clientId')}
        value={clientId}
        onChange={setClientId}
        maxLength={300}
        mono
        autoFocus
        problem={tried && !fits ? text('clientIdProblem') : null}
      />
      {client.wantsSecret ? (
        <PasswordField
          label={text('clientSecret')}
          hint={client.hasSecret ? text('clientSecretKept') : undefined}
          value={secret}
          onChange={setSecret}
          maxLength={300}
          problem={tried && !secretFits ? text('clientSecretProblem') : null}
        />
      ) : null}
      {write.error ? <ErrorNotice error={write.error} onRetry={() => void save()} /> : null}
    </WizardPage>
  );
}
