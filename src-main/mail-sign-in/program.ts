import type { MailIssuer } from '../../src-shared/mail/issuers.ts';
import type { Line } from './post-form.ts';

/** Bonwart as a provider knows it, and how it is reached. */
export interface SignInProgram {
  readonly issuer: MailIssuer;
  readonly clientId: string;
  /** Empty where the provider gives none to programs on a PC. */
  readonly clientSecret: string;
  readonly line: Line;
}

/** What belongs to every request of a program: its id, and what counts as its secret. */
export function clientFields({ clientId, clientSecret }: SignInProgram): Record<string, string> {
  return { client_id: clientId, ...(clientSecret === '' ? {} : { client_secret: clientSecret }) };
}
