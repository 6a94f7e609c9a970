import tls from 'node:tls';
import type { NodemailerError } from 'nodemailer';
import type { MailAttachment } from '../../../src-shared/mail/announcement.ts';
import type { MailCause } from '../../../src-shared/mail/causes.ts';
import { causeOf, type MailFailure } from '../../../src-shared/mail/classify.ts';
import { failedStep, type MailStep } from '../../../src-shared/mail/failed-step.ts';
import { type MailAccount, securityOf } from './account.ts';
import type { AccessTokens } from './tokens/access-tokens.ts';
import { type TokensForMail, tokensFor } from './tokens/for-mail.ts';

export interface OutgoingMail {
  /** The same for each attempt, so that a server or a mailbox knows a repeated one. */
  readonly messageId: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** When it happened; not when it is sent. */
  readonly date: Date;
  readonly attachment?: MailAttachment;
}

/** What came of an attempt. `answer` is the server's own word, for who wants to see it: bounded, and without secrets. */
export type MailResult =
  | { readonly handedOver: true; readonly refused: readonly string[] }
  | { readonly handedOver: false; readonly cause: MailCause; readonly answer: string; readonly failedAt: MailStep };

/** A library waits for minutes; a person does not. Milliseconds. */
const waits = { dnsTimeout: 3000, connectionTimeout: 5000, greetingTimeout: 5000, socketTimeout: 10_000 };
const longestAnswer = 1000;

export interface SendOptions {
  readonly tokens: AccessTokens;
  readonly signal?: AbortSignal;
  /** Certificates (PEM) to trust besides the usual ones. */
  readonly authorities?: readonly string[];
}

/**
 * Hands one mail to the account's server, over TLS or not at all: neither password nor token is sent before the line is encrypted and the server has
 * proven its name. A token that the server refuses is renewed once. Never rejects.
 */
export async function sendMail(account: MailAccount, mail: OutgoingMail, options: SendOptions): Promise<MailResult> {
  const { signIn } = account;
  if (signIn.kind === 'password') return attempt(account, mail, options, { user: account.user, pass: signIn.password });
  const tokens = tokensFor(signIn.grant, options);
  const auth = { type: 'OAuth2', user: account.user, provisionCallback: tokens.provide } as const;
  let result = await attempt(account, mail, options, auth);
  if (isTokenRefused(result) && !tokens.refused() && !tokens.renewed()) {
    tokens.renewNext();
    result = await attempt(account, mail, options, auth);
  }
  const refused = tokens.refused();
  if (refused) return { handedOver: false, cause: refused.cause, answer: refused.answer, failedAt: 'sign-in' };
  // the issuer gave a token a moment ago, so it is not the token
  return isTokenRefused(result) ? { ...result, cause: 'other-account-signed-in' } : result;
}

function isTokenRefused(result: MailResult): result is Extract<MailResult, { handedOver: false }> {
  return !result.handedOver && ['sign-in-refused', 'token-expired'].includes(result.cause);
}

type Auth =
  | { readonly user: string; readonly pass: string }
  | { readonly type: 'OAuth2'; readonly user: string; readonly provisionCallback: TokensForMail['provide'] };

async function attempt(
  account: MailAccount,
  mail: OutgoingMail,
  options: SendOptions,
  auth: Auth,
): Promise<MailResult> {
  const isTls = securityOf(account) === 'tls';
  // only who sends mails pays for it with memory
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    host: account.server,
    port: account.port,
    secure: isTls,
    requireTLS: !isTls,
    auth,
    // a server that offers no sign-in would take the mail and throw it away, or not
    forceAuth: true,
    disableFileAccess: true,
    disableUrlAccess: true,
    tls: {
      minVersion: 'TLSv1.2',
      ...(options.authorities?.length ? { ca: [...tls.rootCertificates, ...options.authorities] } : {}),
    },
    ...waits,
  });
  try {
    const sent = await transport.sendMail({
      from: { name: account.restaurant ? `Bonwart – ${account.restaurant}` : 'Bonwart', address: account.from },
      to: [...mail.to],
      subject: mail.subject,
      text: mail.text,
      ...(mail.html === undefined ? {} : { html: mail.html }),
      ...(mail.attachment ? { attachments: [fileOf(mail.attachment)] } : {}),
      messageId: mail.messageId,
      date: mail.date,
      // RFC 3834: nobody's automatic reply is wanted
      headers: { 'Auto-Submitted': 'auto-generated' },
      ...(options.signal ? { signal: options.signal } : {}),
    });
    return { handedOver: true, refused: sent.rejected.map(String) };
  } catch (problem) {
    const failure = failureOf(problem);
    const cause = causeOf(failure);
    return { handedOver: false, cause, answer: withoutSecrets(failure, account), failedAt: failedStep(failure, cause) };
  } finally {
    transport.close();
  }
}

function fileOf({ fileName, mediaType, base64 }: MailAttachment) {
  return { filename: fileName, contentType: mediaType, content: Buffer.from(base64, 'base64') };
}

function failureOf(problem: unknown): MailFailure {
  const { code, response, responseCode, command, message } = problem as Partial<NodemailerError>;
  const { originalCode } = problem as { originalCode?: unknown };
  return {
    ...(code === undefined ? {} : { code }),
    ...(typeof originalCode === 'string' ? { originalCode } : {}),
    ...(response === undefined ? {} : { response }),
    ...(responseCode === undefined ? {} : { responseCode }),
    ...(command === undefined ? {} : { command }),
    message: message ?? String(problem),
  };
}

/** A server may say back what it was told: in plain, or as the sign-in encodes it (RFC 4616, RFC 4954). */
function withoutSecrets({ response, message = '' }: MailFailure, { user, signIn }: MailAccount): string {
  const encoded = (text: string) => Buffer.from(text).toString('base64').replace(/=+$/, '');
  const secrets = (
    signIn.kind === 'password'
      ? [signIn.password, encoded(signIn.password), encoded(`\0${user}\0${signIn.password}`)]
      : [signIn.grant.refreshToken, signIn.grant.clientSecret, signIn.grant.access?.token ?? '']
  ).filter((one) => one.length > 3);
  const answer = (response ?? message).slice(0, longestAnswer * 4);
  return secrets
    .reduce((text, secret) => text.replaceAll(secret, '…'), answer)
    .replace(/\bBearer\s+\S+/gi, 'Bearer …')
    .slice(0, longestAnswer);
}
