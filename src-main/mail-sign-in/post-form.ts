import { request } from 'node:https';
import { refuse } from '../../src-shared/contract/errors.ts';
import type { MailIssuer } from '../../src-shared/mail/issuers.ts';

const answerMilliseconds = 15_000;
const largestAnswer = 65_536;

export interface FormAnswer {
  readonly status: number;
  /** Null where it is no JSON. */
  readonly json: unknown;
}

/** How the provider is reached. A test trusts its own authority (PEM). */
export interface Line {
  readonly authority?: string;
}

/**
 * Posts a form (RFC 6749 §3.2) and reads the JSON that comes back. Redirects are not followed: a secret goes to no other place than it was meant for.
 *
 * @throws Refusal `mail-sign-in.unreachable` if nothing comes back in 15 s; the signal's reason if it was aborted
 */
export async function postForm(
  issuer: Pick<MailIssuer, 'name'>,
  url: string,
  fields: Readonly<Record<string, string>>,
  signal: AbortSignal,
  { authority }: Line,
): Promise<FormAnswer> {
  const body = new URLSearchParams(fields).toString();
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(answerMilliseconds)]);
  try {
    return await post(url, body, bounded, authority);
  } catch (error) {
    signal.throwIfAborted();
    // the system's code only: a message could repeat what was sent
    const cause = (error as { code?: unknown }).code;
    throw refuse('mail-sign-in.unreachable', { issuer: issuer.name }, { cause: String(cause ?? ''), retry: 'now' });
  }
}

function post(url: string, body: string, signal: AbortSignal, authority: string | undefined): Promise<FormAnswer> {
  return new Promise((resolve, reject) => {
    const headers = {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
    };
    const asked = request(
      url,
      { method: 'POST', signal, agent: false, headers, ...(authority === undefined ? {} : { ca: authority }) },
      (response) => {
        const parts: Buffer[] = [];
        let size = 0;
        response.on('data', (part: Buffer) => {
          size += part.length;
          if (size > largestAnswer) response.destroy(Object.assign(new Error('too long'), { code: 'too long' }));
          else parts.push(part);
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, json: parsed(Buffer.concat(parts)) }));
        response.on('error', reject);
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
