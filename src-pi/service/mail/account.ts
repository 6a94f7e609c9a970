import type { FreshGrant } from '../../../src-shared/mail/grant.ts';
import type { MailServer } from '../../../src-shared/mail/schema.ts';

/** How the service proves to a mailbox that it may send from it. */
export type MailSignIn =
  | { readonly kind: 'password'; readonly password: string }
  | { readonly kind: 'grant'; readonly grant: FreshGrant };

/** The mailbox that mails are sent from. */
export interface MailAccount extends MailServer {
  readonly signIn: MailSignIn;
  readonly from: string;
  readonly restaurant: string;
}

/**
 * `tls` speaks TLS from the first byte, as port 465 does (RFC 8314 §3.3); `starttls` asks for it and goes no further without. There is no
 * third way.
 */
export function securityOf({ port, security }: Pick<MailServer, 'port' | 'security'>): 'tls' | 'starttls' {
  return security ?? (port === 465 ? 'tls' : 'starttls');
}
