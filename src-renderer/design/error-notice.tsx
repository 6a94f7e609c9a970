import { type ReactNode, useEffect } from 'react';
import type { BonwartError } from '../../src-shared/contract/errors.ts';
import { explainError } from '../../src-shared/texts/explain-error.ts';
import { useSpoken } from '../language/use-language.ts';
import { useTexts } from '../language/use-texts.ts';
import { askToSignIn } from '../roles/sign-in.ts';
import { announce } from './announcer.tsx';
import { Button } from './button.tsx';
import { CopyButton } from './copy-button.tsx';
import { Fold } from './fold.tsx';
import './notice.css';
import { StateShape } from './state-mark.tsx';

interface ErrorNoticeProps {
  readonly error: BonwartError;
  /** The way on: what the button says is up to the screen. Left out where trying again cannot help. */
  readonly onRetry?: (() => void) | undefined;
  readonly retryLabel?: string | undefined;
  /** Other ways on, beside trying again. */
  readonly children?: ReactNode;
}

/** An error as a person needs it: what happened, what it means, what to do; the technical words folded away. */
export function ErrorNotice({ error, onRetry, retryLabel, children }: ErrorNoticeProps) {
  const spoken = useSpoken();
  const text = useTexts('common');
  const { happened, meaning, next } = explainError(error, spoken);
  useEffect(() => announce(`${happened} ${meaning} ${next}`, true), [happened, meaning, next]);
  const detail = [`${error.code}`, JSON.stringify(error.data, null, 2), error.cause ?? ''].filter(Boolean).join('\n');
  return (
    <section className="notice" aria-label={happened}>
      <StateShape tone="bad" size={22} />
      <div className="notice-words">
        <h2>{happened}</h2>
        <p>{meaning}</p>
        <p>{next}</p>
        <div className="notice-buttons">
          {error.code === 'role.needed' ? <SignInButton error={error} onSignedIn={onRetry} /> : null}
          {onRetry && error.retry !== 'never' && error.code !== 'role.needed' ? (
            <Button kind="primary" onPress={onRetry}>
              {retryLabel ?? text('tryAgain')}
            </Button>
          ) : null}
          {children}
        </div>
        <Fold title={text('details')}>
          <pre className="detail-text">{detail}</pre>
          <CopyButton text={`${happened}\n${detail}`} />
        </Fold>
      </div>
    </section>
  );
}

type RoleNeeded = Extract<BonwartError, { code: 'role.needed' }>;

/** The way on for whoever lacks a role: their PIN, and then what was wanted. */
function SignInButton({ error, onSignedIn }: { error: RoleNeeded; onSignedIn: (() => void) | undefined }) {
  const text = useTexts('roles');
  const { needs, purpose } = error.data;
  if (needs === 'staff') return null;
  const act = async () => {
    if (await askToSignIn({ needs, purpose })) onSignedIn?.();
  };
  return (
    <Button kind="primary" onPress={() => void act()}>
      {text('signIn')}
    </Button>
  );
}
