import type { MailCause } from '../../../src-shared/mail/causes.ts';
import type { MailPage } from './mail-draft.ts';

/** The one button that helps. */
export type MailHelp =
  /** Opens the provider's page in the browser. */
  | 'open-page'
  /** Shows how one gets the password for programs, and asks for it. */
  | 'guide'
  /** Types the password again. */
  | 'password'
  /** Signs in again, in whatever way there is. */
  | 'sign-in'
  | 'sender'
  /** Takes another mailbox. */
  | 'mailbox'
  | 'server'
  | 'receivers'
  | 'again'
  /** Copies a text for whoever looks after the network, the server or the company's accounts. */
  | 'admin';

/** What is not in here passes by itself, or is nobody's fault: it is tried again. */
const helps: Partial<Record<MailCause, MailHelp>> = {
  'server-name-unknown': 'server',
  'port-blocked': 'admin',
  'port-refused': 'server',
  'wrong-encryption': 'server',
  'no-encryption': 'mailbox',
  'certificate-expired': 'admin',
  'certificate-other-name': 'server',
  'certificate-untrusted': 'admin',
  'sign-in-refused': 'password',
  'app-password-needed': 'guide',
  'password-sign-in-ended': 'sign-in',
  'sending-locked-by-admin': 'admin',
  'program-access-off': 'open-page',
  'web-sign-in-needed': 'open-page',
  'account-locked': 'open-page',
  'no-sign-in-offered': 'server',
  'not-signed-in': 'password',
  'token-expired': 'sign-in',
  'consent-needed': 'admin',
  'other-account-signed-in': 'sign-in',
  'program-not-registered': 'admin',
  'policy-forbids-sign-in': 'admin',
  'sender-not-allowed': 'sender',
  'sender-domain-unknown': 'sender',
  'relay-refused': 'sender',
  'recipient-unknown': 'receivers',
  'some-recipients-refused': 'receivers',
  'recipient-full': 'receivers',
  'taken-for-forged': 'sender',
  'taken-for-spam': 'mailbox',
  'address-on-blocklist': 'admin',
};

/** What helps against a cause at this provider (`null`: not known whose mailbox it is). */
export function helpFor(
  cause: MailCause,
  provider: { readonly id: string; readonly passwordPage: string | null } | null,
): MailHelp {
  const help = helps[cause] ?? 'again';
  if (help === 'open-page' && !provider?.passwordPage) return 'password';
  if (help === 'server' && provider !== null && provider.id !== 'custom') return 'again';
  return help;
}

/** The question that a kind of help leads back to; null where nothing is to be changed. */
export function pageOf(help: MailHelp): MailPage | null {
  if (help === 'guide' || help === 'password' || help === 'sign-in' || help === 'server') return 'sign-in';
  if (help === 'sender' || help === 'mailbox') return 'sender';
  return help === 'receivers' ? 'receivers' : null;
}
