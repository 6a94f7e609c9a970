import { refuse } from '../../src-shared/contract/errors.ts';
import type { Language } from '../../src-shared/localized.ts';
import type { FreshGrant } from '../../src-shared/mail/grant.ts';
import { grantOf, refusalOf } from './answers.ts';
import { listenForBrowser } from './loopback.ts';
import { postForm } from './post-form.ts';
import { clientFields, type SignInProgram } from './program.ts';
import { proofKey, randomWord } from './proof-key.ts';

/**
 * Signs in by the browser: the page of the provider, its answer to a listener on this PC, and the code for what is granted (RFC 8252, PKCE with S256). The
 * listener is gone when this settles, however it does.
 *
 * @throws Refusal of `mail-sign-in.*`; the signal's reason if it was aborted
 */
export async function signInByBrowser(
  program: SignInProgram,
  person: { readonly address: string; readonly language: Language },
  onAddress: (url: string) => void,
  signal: AbortSignal,
): Promise<FreshGrant> {
  const { issuer } = program;
  const key = proofKey();
  const state = randomWord();
  const loopback = await listenForBrowser(issuer, person.language);
  try {
    onAddress(signInAddress(program, person, { challenge: key.challenge, state, redirectUri: loopback.redirectUri }));
    const { parameters, say } = await untilAborted(loopback.answer, signal);
    try {
      if (parameters.get('state') !== state) throw refuse('mail-sign-in.mixed-up', {});
      const error = parameters.get('error');
      if (error !== null) throw refusalOf(issuer, error, parameters.get('error_description') ?? '');
      const code = parameters.get('code');
      if (!code) throw refuse('mail-sign-in.bad-answer', { issuer: issuer.name }, { cause: 'no code' });
      const fields = {
        grant_type: 'authorization_code',
        code,
        redirect_uri: loopback.redirectUri,
        code_verifier: key.verifier,
        ...clientFields(program),
      };
      const answer = await postForm(issuer, issuer.tokenUrl, fields, signal, program.line);
      const grant = grantOf(program, person.address, answer);
      say('done');
      return grant;
    } catch (error) {
      say('not-done');
      throw error;
    }
  } finally {
    loopback.close();
  }
}

function signInAddress(
  { issuer, clientId }: SignInProgram,
  { address, language }: { readonly address: string; readonly language: Language },
  answer: { readonly challenge: string; readonly state: string; readonly redirectUri: string },
): string {
  const url = new URL(issuer.authorizeUrl);
  const fields = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: answer.redirectUri,
    scope: issuer.scopes.join(' '),
    state: answer.state,
    code_challenge: answer.challenge,
    code_challenge_method: 'S256',
    login_hint: address,
    ui_locales: language,
    ...issuer.more,
  };
  for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value);
  return url.href;
}

function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', onAbort));
}
