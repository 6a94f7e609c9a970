import { request } from 'node:https';
import tls from 'node:tls';
import { z } from 'zod';
import type { MailCause } from '../../../../src-shared/mail/causes.ts';
import { causeOf } from '../../../../src-shared/mail/classify.ts';
import type { MailGrant } from '../../../../src-shared/mail/grant.ts';

/** Why there is no token. `answer` is the issuer's own word: bounded, and without secrets. */
export interface TokenRefused {
  readonly ok: false;
  readonly cause: MailCause;
  readonly answer: string;
}
export type Exchanged =
  | { readonly ok: true; readonly token: string; readonly seconds: number; readonly refreshToken: string | null }
  | TokenRefused;

const exchangeMilliseconds = 10_000;
const largestAnswer = 65_536;
const longestAnswer = 500;

const tokenAnswerSchema = z.object({
  access_token: z
    .string()
    .min(1)
    .regex(/^[\x21-\x7e]+$/),
  expires_in: z.coerce.number().min(0).max(86_400).catch(3600),
  refresh_token: z
    .string()
    .max(3900)
    .regex(/^[\x21-\x7e]+$/)
    .optional(),
});
const failedAnswerSchema = z.object({ error: z.string(), error_description: z.string().optional() });

/** Exchanges a refresh token for an access token (RFC 6749 §6), over TLS. Never rejects; takes ten seconds at most. */
export async function exchangeToken(
  grant: MailGrant,
  refreshToken: string,
  { signal, authorities }: { readonly signal: AbortSignal; readonly authorities: readonly string[] },
): Promise<Exchanged> {
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: grant.clientId,
  });
  if (grant.clientSecret !== '') form.set('client_secret', grant.clientSecret);
  if (grant.scope !== '') form.set('scope', grant.scope);
  try {
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(exchangeMilliseconds)]);
    const { status, text } = await post(grant.tokenUrl, form.toString(), bounded, authorities);
    return exchangedBy(status, text, [refreshToken, grant.clientSecret]);
  } catch (problem) {
    const { code, name } = problem as { code?: string; name?: string };
    // only the system's code is told: a message could repeat what was sent
    return { ok: false, cause: causeOfLine(code ?? ''), answer: code ?? name ?? 'failed' };
  }
}

function exchangedBy(status: number, text: string, secrets: readonly string[]): Exchanged {
  const json = parsed(text);
  const good = tokenAnswerSchema.safeParse(json);
  if (status === 200 && good.success) {
    const { access_token: token, expires_in: seconds, refresh_token: refreshToken } = good.data;
    return { ok: true, token, seconds, refreshToken: refreshToken ?? null };
  }
  const failed = failedAnswerSchema.safeParse(json);
  if (!failed.success || status >= 500 || status === 429)
    return { ok: false, cause: 'sign-in-service-silent', answer: `HTTP ${status}` };
  const words = `${failed.data.error} ${failed.data.error_description ?? ''}`.trim();
  const answer = secrets
    .filter((secret) => secret.length > 3)
    .reduce((said, secret) => said.replaceAll(secret, '…'), words)
    .slice(0, longestAnswer);
  return { ok: false, cause: causeOf({ response: words }), answer };
}

/** What kept it from talking to the issuer at all. The mail server's own words for that would send people to the wrong port. */
function causeOfLine(code: string): MailCause {
  const cause = causeOf({ originalCode: code });
  const isOfAll = cause.startsWith('certificate-') || cause === 'no-internet';
  return isOfAll ? cause : code === 'ENOTFOUND' ? 'no-internet' : 'sign-in-service-silent';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function post(
  url: string,
  body: string,
  signal: AbortSignal,
  authorities: readonly string[],
): Promise<{ status: number; text: string }> {
  const trusted = authorities.length > 0 ? { ca: [...tls.rootCertificates, ...authorities] } : {};
  const headers = {
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', signal, agent: false, headers, ...trusted }, (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size > largestAnswer) response.destroy(Object.assign(new Error('too long'), { code: 'ETOOLONG' }));
        else parts.push(part);
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
      );
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
