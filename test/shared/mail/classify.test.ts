import { describe, expect, test } from 'vitest';
import { mailCauses } from '../../../src-shared/mail/causes.ts';
import { causeOf, type MailFailure } from '../../../src-shared/mail/classify.ts';
import { answers } from './answers.ts';

const commands = { A: 'AUTH PLAIN', F: 'MAIL FROM', R: 'RCPT TO', D: 'DATA', C: 'CONN' } as const;

function failure(where: keyof typeof commands, response: string): MailFailure {
  const responseCode = Number.parseInt(response, 10);
  return {
    command: commands[where],
    response,
    ...(Number.isInteger(responseCode) ? { responseCode } : {}),
    code: where === 'A' ? 'EAUTH' : where === 'D' ? 'EMESSAGE' : 'EENVELOPE',
  };
}

test('there are a hundred answers of real servers', () => {
  expect(answers.length).toBeGreaterThanOrEqual(100);
});

describe('what a server answers', () => {
  test.each(answers)('%s %s %s', (cause, where, response) => {
    expect(causeOf(failure(where, response))).toBe(cause);
  });
});

test.each<[string, MailFailure]>([
  ['no-encryption', { code: 'ETLS', message: 'Upgrading connection with STARTTLS failed: not supported' }],
  ['wrong-encryption', { code: 'ESOCKET', message: 'ssl3_get_record:wrong version number' }],
  ['wrong-encryption', { code: 'ETIMEDOUT', message: 'Greeting never received', command: 'CONN' }],
  ['port-blocked', { code: 'ETIMEDOUT', message: 'Connection timeout', command: 'CONN' }],
  ['no-answer-in-time', { code: 'ETIMEDOUT', message: 'Timeout', command: 'DATA' }],
  ['port-refused', { code: 'ESOCKET', originalCode: 'ECONNREFUSED' }],
  ['server-name-unknown', { code: 'EDNS', originalCode: 'ENOTFOUND' }],
  ['server-name-unknown', { code: 'EDNS' }],
  ['no-internet', { code: 'EDNS', originalCode: 'EAI_AGAIN' }],
  ['no-internet', { code: 'ESOCKET', originalCode: 'ENETUNREACH' }],
  ['certificate-expired', { code: 'ESOCKET', originalCode: 'CERT_HAS_EXPIRED' }],
  ['certificate-not-yet-valid', { code: 'ESOCKET', originalCode: 'CERT_NOT_YET_VALID' }],
  ['certificate-other-name', { code: 'ESOCKET', originalCode: 'ERR_TLS_CERT_ALTNAME_INVALID' }],
  ['certificate-untrusted', { code: 'ESOCKET', originalCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' }],
  ['connection-broken', { code: 'ECONNECTION', message: 'Connection closed unexpectedly' }],
  ['no-sign-in-offered', { code: 'ENOAUTH' }],
  ['token-expired', { code: 'EOAUTH2', message: 'Can not create Access Token with current auth options' }],
  ['unknown', {}],
])('%s, told by the system or the library', (cause, given) => {
  expect(causeOf(given)).toBe(cause);
});

test('an answer of any length and content is judged, in time that grows with its length only', () => {
  for (const text of [
    'a'.repeat(100_000),
    'limit '.repeat(20_000),
    '5.'.repeat(50_000),
    '\u0000\u{1F355}'.repeat(10_000),
  ])
    expect(Object.keys(mailCauses)).toContain(causeOf({ response: text, responseCode: 550 }));
});
