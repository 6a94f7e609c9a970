/** What is to be tried again by itself: never, soon, or only after some time (a limit of a day, a full mailbox). */
export type MailRetry = 'never' | 'soon' | 'later';

/**
 * Why a mail could not be handed over, as far as the server's answer tells. Each has texts that say what happened, what it means and what
 * helps (area `mail`); `unknown` shows the raw answer.
 */
export const mailCauses = {
  /** The name of the mail server is not found, though others are. */
  'server-name-unknown': 'never',
  'no-internet': 'soon',
  /** Nothing comes back from this port: a router or a provider lets nothing through. */
  'port-blocked': 'soon',
  'port-refused': 'soon',
  /** This port speaks the other kind of encryption, or none at all. */
  'wrong-encryption': 'never',
  /** The server, or somebody on the way, offers no encryption. The password is not sent then. */
  'no-encryption': 'never',
  'certificate-expired': 'never',
  'certificate-not-yet-valid': 'never',
  'certificate-other-name': 'never',
  'certificate-untrusted': 'never',
  'sign-in-refused': 'never',
  /** A password for programs is needed, the one of the website does not do. */
  'app-password-needed': 'never',
  'password-sign-in-ended': 'never',
  'sending-locked-by-admin': 'never',
  'program-access-off': 'never',
  'too-many-sign-ins': 'later',
  'web-sign-in-needed': 'never',
  'account-locked': 'never',
  'no-sign-in-offered': 'never',
  'not-signed-in': 'never',
  'token-expired': 'never',
  'consent-needed': 'never',
  /** The sign-in by the browser holds, and the mailbox does not take it: it was somebody else's. */
  'other-account-signed-in': 'never',
  /** Whoever signs people in does not know Bonwart's client id, or its secret has run out. */
  'program-not-registered': 'never',
  /** Whoever signs people in does not answer; the mail server was not asked. */
  'sign-in-service-silent': 'soon',
  'clock-wrong': 'soon',
  'policy-forbids-sign-in': 'never',
  'sender-not-allowed': 'never',
  'sender-domain-unknown': 'never',
  'relay-refused': 'never',
  'recipient-unknown': 'never',
  'some-recipients-refused': 'never',
  'recipient-full': 'later',
  'own-mailbox-full': 'later',
  greylisted: 'soon',
  'server-busy': 'soon',
  'limit-reached': 'later',
  'too-large': 'never',
  'taken-for-forged': 'never',
  'taken-for-spam': 'never',
  'address-on-blocklist': 'later',
  'connection-broken': 'soon',
  'no-answer-in-time': 'soon',
  unknown: 'soon',
} as const satisfies Record<string, MailRetry>;
export type MailCause = keyof typeof mailCauses;
