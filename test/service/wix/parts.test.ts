import { createSign, generateKeyPairSync } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { circuitBreaker } from '../../../src-pi/service/healing/circuit-breaker.ts';
import { shopClock } from '../../../src-pi/service/wix/shop-clock.ts';
import { signatureCheck } from '../../../src-pi/service/wix/webhook-signature.ts';

afterEach(() => {
  vi.useRealTimers();
});

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (claims: object, header: object = { alg: 'RS256', typ: 'JWT' }) => {
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey).toString('base64url')}`;
};
const now = new Date('2026-11-23T19:00:00Z');
const seconds = now.getTime() / 1000;
const check = signatureCheck(pem, () => now);

test('a word that the shop has signed is genuine, with the key as PEM or in one line', () => {
  const word = token({ data: '{}', iat: seconds, exp: seconds + 3600 });
  expect(check(word)).toBe('genuine');
  expect(signatureCheck(Buffer.from(pem).toString('base64'), () => now)(word)).toBe('genuine');
  expect(signatureCheck(pem.replaceAll('\n', '\\n'), () => now)(word)).toBe('genuine');
});

test('a word that is not signed, signed by another, weakly or long ago is refused', () => {
  const [head = '', claims = '', signature = ''] = token({ iat: seconds }).split('.');
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const foreign = createSign('RSA-SHA256').update(`${head}.${claims}`).sign(other).toString('base64url');
  expect(check(`${head}.${claims}.${foreign}`)).toBe('wrong-signature');
  expect(check(`${head}.${part({ iat: seconds + 1 })}.${signature}`)).toBe('wrong-signature');
  expect(check(`${part({ alg: 'none' })}.${claims}.`)).toBe('not-a-token');
  expect(check(`${part({ alg: 'none' })}.${claims}.${signature}`)).toBe('not-a-token');
  expect(check(`${part({ alg: 'HS256' })}.${claims}.${signature}`)).toBe('not-a-token');
  expect(check(token({ iat: seconds - 3 * 86_400, exp: seconds - 3 * 86_400 }))).toBe('too-old');
  for (const nothing of [undefined, null, 7, {}, '', '.', '..', 'a.b', 'a.b.c.d', 'x'.repeat(300_000)])
    expect(check(nothing)).toBe('not-a-token');
  expect(signatureCheck('', () => now)(token({}))).toBe('no-key');
  expect(() => signatureCheck('no key', () => now)).toThrow();
});

test("the shop's clock counts only where ours is wrong by more than two minutes", () => {
  const own = Date.parse('2026-11-22T19:00:00Z');
  const clock = shopClock(() => own);
  expect(clock.heard(new Date(own + 60_000).toUTCString())).toBe(false);
  expect(clock.behindMilliseconds()).toBe(0);
  expect(clock.heard('Mon, 23 Nov 2026 19:00:00 GMT')).toBe(true);
  expect(clock.now().toISOString()).toBe('2026-11-23T19:00:00.000Z');
  expect(clock.heard('yesterday')).toBe(false);
  expect(clock.heard(undefined)).toBe(false);
  expect(clock.now().toISOString()).toBe('2026-11-23T19:00:00.000Z');
  expect(clock.heard(new Date(own).toUTCString())).toBe(true);
  expect(clock.behindMilliseconds()).toBe(0);
});

test('a breaker opens after five failures, tries, and closes with the first success', () => {
  const told: string[] = [];
  const breaker = circuitBreaker('wix', ({ state }) => told.push(state));
  for (let failure = 0; failure < 4; failure += 1) breaker.failed('HTTP 500');
  expect(breaker.status()).toMatchObject({ state: 'closed', failures: 4 });
  breaker.failed('HTTP 502');
  expect(breaker.status()).toMatchObject({ state: 'open', failures: 5, lastFailure: 'HTTP 502' });
  breaker.trying();
  expect(breaker.status().state).toBe('half-open');
  breaker.failed('HTTP 503');
  expect(breaker.status().state).toBe('open');
  breaker.trying();
  breaker.succeeded();
  expect(breaker.status()).toMatchObject({ state: 'closed', failures: 0 });
  expect(told).toEqual(['open', 'closed']);
});
