import type { MailCause } from './causes.ts';

/** What a failed attempt left: of the mail library, of the system, and the server's own words. All of it is untrusted text. */
export interface MailFailure {
  /** The library's code: `EAUTH`, `EENVELOPE`, `ESOCKET`, `ETLS`, `EDNS`, `ETIMEDOUT`, `EOAUTH2` … */
  readonly code?: string;
  /** The system's or OpenSSL's code behind it: `ECONNREFUSED`, `CERT_HAS_EXPIRED` … */
  readonly originalCode?: string;
  /** SMTP reply code (RFC 5321 §4.2). */
  readonly responseCode?: number;
  /** The whole reply, all lines. */
  readonly response?: string;
  /** What was being said: `AUTH PLAIN`, `MAIL FROM`, `RCPT TO`, `DATA`. */
  readonly command?: string;
  readonly message?: string;
}

interface Rule {
  readonly cause: MailCause;
  /** Reply codes that it may have; any if not given. */
  readonly replies?: readonly number[];
  readonly words: RegExp;
}

/** The enhanced status code (RFC 3463) of a reply, or of a continued one. */
const enhanced = (code: string) => new RegExp(`(^|[\\s-])${code.replaceAll('.', '\\.')}(?!\\d)`, 'm');
const either = (...patterns: RegExp[]) => new RegExp(patterns.map(({ source }) => `(?:${source})`).join('|'), 'im');

/** By the server's words; the first that fits counts, so what is special stands before what is general. */
const rules: readonly Rule[] = [
  { cause: 'sending-locked-by-admin', words: /SmtpClientAuthentication is disabled|security defaults policy/i },
  {
    cause: 'password-sign-in-ended',
    words: either(/basic authentication is (?:disabled|not supported)/, enhanced('5.7.30'), /\[?LS_?AuthNotSupported/),
  },
  { cause: 'clock-wrong', words: /AADSTS700024|not within its valid time range|token used too (?:early|late)/i },
  {
    cause: 'program-not-registered',
    words: /invalid_client|unauthorized_client|deleted_client|AADSTS(?:700016|7000218|7000215|7000222)\b/i,
  },
  { cause: 'policy-forbids-sign-in', words: /AADSTS53003|AADSTS50158|conditional access|access has been blocked by/i },
  { cause: 'consent-needed', words: /AADSTS(?:65001|90094|50105)|consent_required|admin_consent/i },
  {
    cause: 'token-expired',
    words: /invalid_grant|AADSTS(?:70008|700082|50173)|token (?:has been )?(?:expired|revoked)/i,
  },
  {
    cause: 'app-password-needed',
    words: either(
      enhanced('5.7.9'),
      /application-specific password|app(?:lication)?[- ]?specific password|InvalidSecondFactor/,
      /app password/,
    ),
  },
  { cause: 'web-sign-in-needed', words: either(enhanced('5.7.14'), /log ?in via your web browser|WebLoginRequired/) },
  {
    cause: 'program-access-off',
    words:
      /(?:pop3?|imap|smtp)[^\n]{0,40}(?:not (?:enabled|activated|allowed)|disabled|deaktiviert|nicht (?:aktiviert|freigeschaltet))|enable (?:pop3?|imap)/i,
  },
  {
    cause: 'too-many-sign-ins',
    words:
      /too many (?:failed )?(?:login|auth|sign)|(?:login|auth)\w* (?:attempts|rate)[^\n]*(?:exceed|limit)|\b4\.7\.0\b[^\n]*too many login/i,
  },
  {
    cause: 'account-locked',
    words:
      /account (?:is |has been |was )?(?:temporarily )?(?:locked|blocked|disabled|suspended|deactivated)|(?:konto|postfach)[^\n]{0,30}gesperrt|user (?:is )?disabled/i,
  },
  {
    cause: 'not-signed-in',
    words: either(
      enhanced('5.7.57'),
      /authentication (?:is )?required|must (?:issue a )?authenticate|not authenticated|5\.5\.1 [^\n]*authentication/,
    ),
  },
  {
    cause: 'taken-for-forged',
    words: either(enhanced('5.7.26'), enhanced('5.7.515'), enhanced('5.7.23'), /\b(?:SPF|DKIM|DMARC)\b/),
  },
  {
    cause: 'address-on-blocklist',
    words: /spamhaus|spamcop|barracuda|blocklist|blacklist|\bRBL\b|DNSBL|listed (?:at|in|by|on)|poor reputation/i,
  },
  {
    cause: 'sender-not-allowed',
    words: either(
      enhanced('5.7.60'),
      /sender address (?:is )?not allowed|not (?:owned by|allowed to send (?:as|from))|same as auth\w* user|SendAsDenied|sender (?:address )?(?:rejected|mismatch)[^\n]*(?:owned|login|auth)|not permitted to send (?:as|mail)|envelope sender[^\n]*(?:not|does)|absender[^\n]{0,40}(?:nicht|passt)/,
    ),
  },
  {
    cause: 'sender-domain-unknown',
    words: either(
      enhanced('5.1.8'),
      /domain of sender|sender (?:verify|domain)[^\n]*(?:fail|not (?:found|exist)|invalid)|invalid dns mx|cannot find your (?:domain|hostname)/,
    ),
  },
  {
    cause: 'limit-reached',
    words: either(
      enhanced('5.4.5'),
      enhanced('5.7.708'),
      /(?:daily|hourly|\bsend(?:ing)?\b|message|user|rate|submission)[^\n]{0,30}(?:limit|quota)[^\n]{0,20}(?:exceeded|reached)|(?:limit|quota) (?:exceeded|reached)[^\n]{0,30}(?:send|messages)|too many (?:messages|mails|recipients)|sending rate|tageslimit/,
    ),
  },
  {
    cause: 'recipient-full',
    words: either(
      enhanced('5.2.2'),
      enhanced('4.2.2'),
      /mailbox (?:is )?full|over quota|quota exceeded|postfach[^\n]{0,20}voll/,
    ),
  },
  { cause: 'own-mailbox-full', words: either(enhanced('4.3.1'), /insufficient system storage/) },
  {
    cause: 'too-large',
    words: either(
      enhanced('5.3.4'),
      /message (?:size|is too)[^\n]*(?:exceed|large|big)|exceeds (?:the )?(?:maximum|size)/,
    ),
  },
  {
    cause: 'greylisted',
    words:
      /gr[ae]y-?list|try again (?:later|in)[^\n]*(?:minutes|seconds)|come back later|temporarily deferred|please retry later/i,
  },
  {
    cause: 'recipient-unknown',
    words: either(
      enhanced('5.1.1'),
      enhanced('5.1.10'),
      enhanced('5.1.0'),
      /(?:user|recipient|mailbox|address)[^\n]{0,30}(?:unknown|not found|does(?:n't| not) exist|unavailable|no such)|no such (?:user|recipient|mailbox)|unknown (?:user|recipient)|empf(?:ä|ae)nger[^\n]{0,30}(?:unbekannt|existiert)/,
    ),
  },
  {
    cause: 'relay-refused',
    words:
      /relay(?:ing)?[^\n]{0,30}(?:denied|not permitted|not allowed|access)|unable to relay|not (?:a )?(?:permitted|allowed) to relay/i,
  },
  {
    cause: 'taken-for-spam',
    words: either(/\bspam\b|unsolicited|bulk mail|suspicious|content rejected|message (?:was )?rejected (?:as|due)/),
  },
  {
    cause: 'server-busy',
    words: either(
      enhanced('4.3.2'),
      /too (?:busy|many connections)|service (?:not available|unavailable)|overloaded|concurrent connections|try again later/,
    ),
  },
];

/** Codes of Node and OpenSSL that say by themselves what it was. */
const systemCodes: Readonly<Record<string, MailCause>> = {
  ENOTFOUND: 'server-name-unknown',
  ENODATA: 'server-name-unknown',
  EAI_AGAIN: 'no-internet',
  ENETUNREACH: 'no-internet',
  EHOSTUNREACH: 'no-internet',
  ENETDOWN: 'no-internet',
  ECONNREFUSED: 'port-refused',
  ECONNRESET: 'connection-broken',
  EPIPE: 'connection-broken',
  ETIMEDOUT: 'port-blocked',
  CERT_HAS_EXPIRED: 'certificate-expired',
  CERT_NOT_YET_VALID: 'certificate-not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-other-name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-untrusted',
  CERT_UNTRUSTED: 'certificate-untrusted',
  CERT_REVOKED: 'certificate-untrusted',
  CERT_SIGNATURE_FAILURE: 'certificate-untrusted',
};

/** Why a mail could not be handed over. What no rule knows is `unknown`: a wrong reason would send people the wrong way. */
export function causeOf(failure: MailFailure): MailCause {
  return bySystem(failure) ?? byWords(failure) ?? byReply(failure) ?? byLibrary(failure) ?? 'unknown';
}

function bySystem({ originalCode, code, message = '' }: MailFailure): MailCause | null {
  if (code === 'ETLS') return 'no-encryption';
  if (/wrong version number|packet length too long|unknown protocol|greeting never received/i.test(message))
    return 'wrong-encryption';
  return systemCodes[originalCode ?? ''] ?? systemCodes[code === 'ETIMEDOUT' ? '' : (code ?? '')] ?? null;
}

function byWords({ response, message, responseCode }: MailFailure): MailCause | null {
  const words = response ?? message ?? '';
  const found = rules.find(
    (rule) => rule.words.test(words) && (!rule.replies || rule.replies.includes(responseCode ?? 0)),
  );
  return found?.cause ?? null;
}

/** By the reply's number and the command that it answers, when the words told nothing (RFC 5321 §4.2, RFC 4954 §4). */
function byReply({ responseCode, command = '' }: MailFailure): MailCause | null {
  if (responseCode === undefined) return null;
  const isSignIn = command.startsWith('AUTH');
  if (isSignIn && [535, 534].includes(responseCode)) return 'sign-in-refused';
  // RFC 5321 §4.2.4, RFC 4954 §4: it does not know the command, not now, or not this way of it
  if (isSignIn && [500, 502, 503, 504].includes(responseCode)) return 'no-sign-in-offered';
  if (responseCode === 530) return 'not-signed-in';
  if (responseCode === 421) return 'server-busy';
  if (responseCode === 553 && command === 'MAIL FROM') return 'sender-not-allowed';
  if (responseCode === 552) return 'too-large';
  if ([450, 451].includes(responseCode) && command === 'RCPT TO') return 'greylisted';
  return null;
}

function byLibrary({ code, command = '', message = '' }: MailFailure): MailCause | null {
  switch (code) {
    case 'EOAUTH2':
      return 'token-expired';
    case 'ENOAUTH':
      return 'no-sign-in-offered';
    case 'EDNS':
      return 'server-name-unknown';
    case 'ETIMEDOUT':
      return command === 'CONN' || /connection timeout/i.test(message) ? 'port-blocked' : 'no-answer-in-time';
    case 'ECONNECTION':
      return 'connection-broken';
    default:
      return null;
  }
}
