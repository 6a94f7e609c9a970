import { useEffect, useState } from 'react';
import type { SignInClient } from '../../../src-shared/contract/mail-sign-in.ts';
import type { MailRecognition } from '../../../src-shared/mail/recognition.ts';
import { useCall } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { BrowserSignIn } from './browser-sign-in.tsx';
import { ClientQuestion } from './client-question.tsx';
import { answer, recognitionOf, useMailDraft } from './mail-draft.ts';
import { NoSignIn } from './no-sign-in.tsx';
import { PasswordSignIn } from './password-sign-in.tsx';
import { clientOf, signInWays } from './sign-in-way.ts';
import { recognise } from './use-recognition.ts';

/** How the Pi signs in to the mailbox, once it is known whose that is. */
export function SignInQuestion() {
  const text = useTexts('mail');
  const from = useMailDraft((draft) => draft.from.trim());
  const recognition = useMailDraft(recognitionOf);
  const { answer: clients, again } = useCall('mail.signInClients', {});
  useEffect(() => {
    if (!recognition) void recognise(from);
  }, [recognition, from]);
  if (!recognition || clients.state === 'loading') return <Waiting words={text('recognising')} onAgain={again} />;
  const client = clients.state === 'loaded' ? clientOf(recognition.provider, clients.value) : null;
  return <Ways recognition={recognition} client={client} onRegistered={again} />;
}

interface WaysProps {
  readonly recognition: MailRecognition;
  readonly client: SignInClient | null;
  readonly onRegistered: () => void;
}

/** Each way is a component of its own; the others stay one press away. */
function Ways({ recognition, client, onRegistered }: WaysProps) {
  const text = useTexts('mail');
  const chosen = useMailDraft((draft) => draft.way);
  const [registers, setRegisters] = useState(false);
  const ways = signInWays(recognition.provider, client);
  const way = chosen !== null && ways.includes(chosen) ? chosen : (ways[0] ?? null);
  if (registers && client)
    return (
      <ClientQuestion
        client={client}
        onBack={() => setRegisters(false)}
        onRegistered={() => {
          setRegisters(false);
          onRegistered();
        }}
      />
    );
  const register = client ? (
    <Button kind="quiet" className="button-inset" onPress={() => setRegisters(true)}>
      {text(ways.includes('oauth') ? 'registerAnew' : 'register', { issuer: client.name })}
    </Button>
  ) : null;
  const others = (
    <>
      {ways
        .filter((other) => other !== way)
        .map((other) => (
          <Button
            key={other}
            kind="quiet"
            className="button-inset"
            onPress={() => answer({ way: other, password: '' })}
          >
            {text(other === 'oauth' ? 'byBrowser' : 'byPassword')}
          </Button>
        ))}
      {register}
    </>
  );
  if (way === null)
    return (
      <NoSignIn recognition={recognition} issuer={client?.name ?? null}>
        {register}
      </NoSignIn>
    );
  if (way === 'oauth' && client)
    return (
      <BrowserSignIn recognition={recognition} client={client}>
        {others}
      </BrowserSignIn>
    );
  return (
    <PasswordSignIn recognition={recognition} way={way === 'app-password' ? way : 'password'}>
      {others}
    </PasswordSignIn>
  );
}
