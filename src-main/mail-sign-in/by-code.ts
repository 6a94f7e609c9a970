import { z } from 'zod';
import { Refusal, refuse } from '../../src-shared/contract/errors.ts';
import type { FreshGrant } from '../../src-shared/mail/grant.ts';
import { pause } from '../connections/back-off.ts';
import { failedAnswerSchema, grantOf, refusalOf } from './answers.ts';
import { type FormAnswer, postForm } from './post-form.ts';
import { clientFields, type SignInProgram } from './program.ts';

/** RFC 8628 §3.2. Google calls the address `verification_url`. */
const deviceAnswerSchema = z.object({
  device_code: z.string().min(1).max(4000),
  user_code: z.string().min(1).max(40),
  verification_uri: z.url({ protocol: /^https$/ }).max(300),
  expires_in: z.coerce.number().min(1).max(3600),
  interval: z.coerce.number().min(1).max(60).catch(5),
});

export interface ShownCode {
  readonly code: string;
  readonly url: string;
  readonly seconds: number;
}

/**
 * Signs in by a code that is typed into a page of the provider, on any device (RFC 8628): for when the browser's answer cannot come back to this PC. Asks as
 * seldom as the provider wants, until the code has run out.
 *
 * @throws Refusal of `mail-sign-in.*`; the signal's reason if it was aborted
 */
export async function signInByCode(
  program: SignInProgram,
  address: string,
  onCode: (shown: ShownCode) => void,
  signal: AbortSignal,
): Promise<FreshGrant> {
  const { issuer, line } = program;
  if (issuer.deviceUrl === null) throw refuse('mail-sign-in.not-offered', { provider: issuer.name });
  const asked = { ...clientFields(program), scope: issuer.scopes.join(' ') };
  const device = deviceOf(program, await postForm(issuer, issuer.deviceUrl, asked, signal, line));
  onCode({ code: device.user_code, url: device.verification_uri, seconds: device.expires_in });

  const until = performance.now() + device.expires_in * 1000;
  let seconds = device.interval;
  const fields = {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    device_code: device.device_code,
    ...clientFields(program),
  };
  while (performance.now() < until) {
    await pause(seconds * 1000, signal);
    signal.throwIfAborted();
    // A line that breaks in between does not end a sign-in that goes on elsewhere (RFC 8628 §3.5).
    const answer = await postForm(issuer, issuer.tokenUrl, fields, signal, line).catch((error: unknown) => {
      if (error instanceof Refusal) return null;
      throw error;
    });
    const error = answer === null || answer.status >= 500 ? 'no-answer' : errorIn(answer);
    if (error === 'slow_down' || error === 'no-answer') seconds += 5;
    else if (error === 'expired_token') break;
    else if (error !== 'authorization_pending' && answer) return grantOf(program, address, answer);
  }
  throw refuse('mail-sign-in.timeout', { minutes: Math.ceil(device.expires_in / 60) });
}

function deviceOf({ issuer }: SignInProgram, { status, json }: FormAnswer): z.output<typeof deviceAnswerSchema> {
  const failed = failedAnswerSchema.safeParse(json);
  if (failed.success) throw refusalOf(issuer, failed.data.error, failed.data.error_description);
  const answer = deviceAnswerSchema.safeParse(json);
  if (status === 200 && answer.success) return answer.data;
  throw refuse('mail-sign-in.bad-answer', { issuer: issuer.name }, { cause: `HTTP ${status}` });
}

function errorIn({ json }: FormAnswer): string | null {
  return failedAnswerSchema.safeParse(json).data?.error ?? null;
}
