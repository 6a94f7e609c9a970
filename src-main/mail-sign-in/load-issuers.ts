import { readFileSync } from 'node:fs';
import { refuse } from '../../src-shared/contract/errors.ts';
import { type MailIssuer, mailIssuersSchema } from '../../src-shared/mail/issuers.ts';

/** Reads `resources/mail-sign-in.json`. @throws if it does not fit its schema: it is shipped with the app */
export function loadMailIssuers(file: string): readonly MailIssuer[] {
  return mailIssuersSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).issuers;
}

/** Who signs people in for a provider's mailboxes. @throws Refusal `mail-sign-in.not-offered` */
export function issuerOf(issuers: readonly MailIssuer[], provider: string): MailIssuer {
  const issuer = issuers.find(({ providers }) => providers.includes(provider));
  if (!issuer) throw refuse('mail-sign-in.not-offered', { provider });
  return issuer;
}
