import { expect, test } from 'vitest';
import { parseMailSetup } from '../../../src-pi/service/mail/setup.ts';
import type { TokenFound } from '../../../src-pi/service/mail/tokens/access-tokens.ts';
import { startGrantCheck } from '../../../src-pi/service/mail/tokens/grant-check.ts';

const lines = {
  NOTIFICATION_ENABLED: 'true',
  SMTP_SERVER: 'localhost',
  SMTP_USERNAME: 'rosa@example.de',
  SMTP_AUTH: 'xoauth2',
  SMTP_OAUTH_TOKEN_URL: 'https://localhost/token',
  SMTP_OAUTH_CLIENT_ID: 'client',
  SMTP_OAUTH_REFRESH_TOKEN: 'refresh',
};
const setupOf = (more: Record<string, string> = {}) =>
  parseMailSetup(
    Object.entries({ ...lines, ...more })
      .map(([key, value]) => `${key}=${value}`)
      .join('\n'),
  );

test('a grant is proven by a renewal that nobody had to wait for, once a day', async () => {
  const told = Promise.withResolvers<TokenFound>();
  let asked = 0;
  const refused = { ok: false, cause: 'token-expired', answer: 'invalid_grant' } as const;
  const tokens = {
    get: async (_grant: unknown, { renew }: { renew: boolean }) => {
      asked += renew ? 1 : 0;
      return refused;
    },
    stop: () => {},
  };
  let looks = 0;
  const setup = () => {
    looks += 1;
    return setupOf();
  };
  const check = startGrantCheck({ setup, tokens, onChecked: told.resolve, lookEveryMilliseconds: 5 });
  expect(await told.promise).toEqual(refused);
  await expect.poll(() => looks).toBeGreaterThan(4);
  check.stop();
  expect(asked).toBe(1);
});

test.each([
  ['SMTP_OAUTH_TOKEN_URL', 'http://localhost/token'],
  ['SMTP_OAUTH_CLIENT_ID', ''],
  ['SMTP_OAUTH_REFRESH_TOKEN', ''],
  ['SMTP_AUTH', 'kerberos'],
])('%s=%s cannot be used, and is named', (key, value) => {
  expect(setupOf({ [key]: value })).toMatchObject({ account: null, problem: key });
  expect(setupOf().problem).toBeNull();
});
