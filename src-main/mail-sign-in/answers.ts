import { z } from 'zod';
import { type Refusal, refuse } from '../../src-shared/contract/errors.ts';
import type { FreshGrant } from '../../src-shared/mail/grant.ts';
import { freshGrantSchema } from '../../src-shared/mail/grant.ts';
import type { MailIssuer } from '../../src-shared/mail/issuers.ts';
import type { FormAnswer } from './post-form.ts';
import type { SignInProgram } from './program.ts';

const tokenAnswerSchema = z.object({
  access_token: z.string(),
  expires_in: z.coerce.number().int().min(0).max(86_400).catch(3600),
  refresh_token: z.string().optional(),
  id_token: z.string().optional(),
});
const claimsSchema = z.object({
  email: z.string().optional(),
  preferred_username: z.string().optional(),
  upn: z.string().optional(),
});
export const failedAnswerSchema = z.object({ error: z.string().max(200), error_description: z.string().optional() });

/** What was granted, from the answer to a code. @throws Refusal for an error, for another account, or for what is not understood */
export function grantOf(program: SignInProgram, address: string, { status, json }: FormAnswer): FreshGrant {
  const { issuer, clientId, clientSecret } = program;
  const failed = failedAnswerSchema.safeParse(json);
  if (failed.success) throw refusalOf(issuer, failed.data.error, failed.data.error_description);
  const answer = tokenAnswerSchema.safeParse(json);
  if (status >= 500) throw refuse('mail-sign-in.unreachable', { issuer: issuer.name }, { cause: `HTTP ${status}` });
  if (status !== 200 || !answer.success)
    throw refuse('mail-sign-in.bad-answer', { issuer: issuer.name }, { cause: `HTTP ${status}` });
  const { access_token: token, expires_in: seconds, refresh_token: refreshToken, id_token: idToken } = answer.data;
  const found = addressesIn(idToken);
  if (found.length > 0 && !found.some((one) => sameMailbox(one, address)))
    throw refuse('mail-sign-in.wrong-account', { wanted: address, found: found[0] ?? '' });
  if (!refreshToken) throw refuse('mail-sign-in.not-lasting', { issuer: issuer.name });
  const grant = freshGrantSchema.safeParse({
    ...{ tokenUrl: issuer.tokenUrl, clientId, clientSecret, refreshToken },
    scope: issuer.refreshScopes.join(' '),
    access: { token, seconds },
  });
  if (!grant.success) throw refuse('mail-sign-in.bad-answer', { issuer: issuer.name }, { cause: 'token' });
  return grant.data;
}

/** An issuer's error (RFC 6749 §4.1.2.1 and §5.2) with Microsoft's number behind it (AADSTS…), which says more. */
export function refusalOf({ name }: Pick<MailIssuer, 'name'>, error: string, description = ''): Refusal {
  const cause = `${error} ${/AADSTS\d+/.exec(description)?.[0] ?? ''}`.trim().slice(0, 200);
  const issuer = { issuer: name };
  const words = `${error} ${description}`;
  if (/AADSTS(?:53000|53001|53003|50158)\b|admin_policy_enforced/.test(words))
    return refuse('mail-sign-in.blocked-by-policy', issuer, { cause });
  if (/AADSTS(?:65001|90094|90093|50105)\b|^(?:consent_required|interaction_required)\b/.test(words))
    return refuse('mail-sign-in.admin-needed', issuer, { cause });
  if (/^(?:access_denied|authorization_declined)\b|AADSTS65004\b/.test(words))
    return refuse('mail-sign-in.refused', issuer, { cause });
  if (
    /^(?:invalid_client|unauthorized_client|redirect_uri_mismatch|org_internal)\b|AADSTS(?:700016|7000218|7000215|50011|50194)\b/.test(
      words,
    )
  )
    return refuse('mail-sign-in.client-unknown', issuer, { cause });
  if (/^(?:server_error|temporarily_unavailable)\b/.test(words))
    return refuse('mail-sign-in.unreachable', issuer, { cause, retry: 'now' });
  return refuse('mail-sign-in.bad-answer', issuer, { cause, retry: 'now' });
}

/**
 * Who has signed in, by the ID token. Its signature is not looked at: it came from the issuer itself over TLS (OpenID Connect Core §3.1.3.7, 6),
 * and is only used to tell a mistake early.
 */
function addressesIn(idToken = ''): string[] {
  try {
    const claims = claimsSchema.parse(
      JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString('utf8')),
    );
    return [claims.email, claims.preferred_username, claims.upn].flatMap((one) =>
      one?.includes('@') ? [one.slice(0, 254)] : [],
    );
  } catch {
    return [];
  }
}

function sameMailbox(one: string, other: string): boolean {
  return plainAddress(one) === plainAddress(other);
}

/** Gmail delivers an address with and without dots, under both of its names, to one mailbox. */
function plainAddress(address: string): string {
  const [local = '', domain = ''] = address.toLowerCase().split('@');
  return ['gmail.com', 'googlemail.com'].includes(domain)
    ? `${local.replaceAll('.', '')}@gmail.com`
    : `${local}@${domain}`;
}
