import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type MailGrant, mailGrantSchema } from '../../../src-shared/mail/grant.ts';
import {
  type MailRules,
  mailAddressSchema,
  mailLanguageSchema,
  mailServerSchema,
  mostRecipients,
} from '../../../src-shared/mail/schema.ts';
import { parseEnvironmentFile } from '../settings.ts';
import type { MailAccount, MailSignIn } from './account.ts';

/** How mails are set up: the account, if there is one that could be used, and who gets what. */
export interface MailSetup {
  readonly account: MailAccount | null;
  readonly rules: MailRules;
  readonly restaurant: string;
  /** Seconds for which what is right again must stay so before people are told. */
  readonly stableSeconds: number;
  /** Certificates (PEM) to trust besides the usual ones. */
  readonly authorities: readonly string[];
  /** A key that cannot be used, and why; never a value. Printing does not depend on it. */
  readonly problem: string | null;
}

/**
 * Reads how mails are set up from the text of a `.env`: the older service's keys, and ours beside them. What cannot be used is left out and named;
 * a mistake in the mail's settings must not keep a restaurant from printing, so nothing throws.
 */
export function parseMailSetup(content: string, readPem: (path: string) => string | null = readIfThere): MailSetup {
  const values = parseEnvironmentFile(content);
  const problems: string[] = [];
  const value = (key: string) => values.get(key)?.trim() ?? '';
  const addresses = (key: string) =>
    value(key)
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '')
      .filter((one) => mailAddressSchema.safeParse(one).success || !problems.push(key))
      .slice(0, mostRecipients);
  const yes = (key: string, preset: boolean) =>
    value(key) === '' ? preset : ['true', '1', 'yes', 'on'].includes(value(key).toLowerCase());

  const authorityFile = value('SMTP_AUTHORITY_FILE');
  const authority = authorityFile === '' ? null : readPem(authorityFile);
  if (authorityFile !== '' && authority === null) problems.push('SMTP_AUTHORITY_FILE');
  const rules: MailRules = {
    enabled: yes('NOTIFICATION_ENABLED', false),
    to: addresses('NOTIFICATION_TO_EMAILS'),
    urgentOnly: addresses('NOTIFICATION_URGENT_EMAILS'),
    quietHours: quietHours(value('NOTIFICATION_QUIET_HOURS'), problems),
    language: mailLanguageSchema.catch('de').parse(value('NOTIFICATION_LANGUAGE')),
    weekly: yes('NOTIFICATION_WEEKLY', true),
    deadManUrl: deadMan(value('NOTIFICATION_DEAD_MAN_URL'), problems),
  };
  const account = accountOf(values, problems);
  return {
    account,
    rules,
    restaurant: value('RESTAURANT_NAME').slice(0, 60),
    stableSeconds: z.coerce
      .number()
      .min(0)
      .max(3600)
      .catch(120)
      .parse(value('NOTIFICATION_STABLE_SECONDS') || 120),
    authorities: authority === null ? [] : [authority],
    problem: problems[0] ?? null,
  };
}

function accountOf(values: ReadonlyMap<string, string>, problems: string[]): MailAccount | null {
  const value = (key: string) => values.get(key) ?? '';
  const server = value('SMTP_SERVER').trim();
  if (server === '') return null;
  const place = mailServerSchema.safeParse({
    server,
    port: Number(value('SMTP_PORT') || 587),
    user: value('SMTP_USERNAME').trim(),
    ...(value('SMTP_SECURITY') === '' ? {} : { security: value('SMTP_SECURITY') }),
  });
  const from = mailAddressSchema.safeParse(value('NOTIFICATION_FROM_EMAIL') || value('SMTP_USERNAME'));
  const keys = { server: 'SMTP_SERVER', port: 'SMTP_PORT', user: 'SMTP_USERNAME' } as const;
  if (!place.success) problems.push(keys[place.error.issues[0]?.path[0] as keyof typeof keys] ?? 'SMTP_SERVER');
  if (!from.success) problems.push('NOTIFICATION_FROM_EMAIL');
  const signIn = signInOf(values, problems);
  if (!place.success || !from.success || signIn === null) return null;
  return {
    ...place.data,
    signIn,
    from: from.data,
    restaurant: value('RESTAURANT_NAME').slice(0, 60),
  };
}

/** A password, or what somebody was granted by the browser where `SMTP_AUTH` says so. */
function signInOf(values: ReadonlyMap<string, string>, problems: string[]): MailSignIn | null {
  const value = (key: string) => values.get(key) ?? '';
  const kind = value('SMTP_AUTH').trim().toLowerCase();
  if (kind === 'xoauth2') {
    const grant = mailGrantSchema.safeParse(
      Object.fromEntries(Object.entries(grantKeys).map(([name, key]) => [name, value(key).trim()])),
    );
    if (grant.success) return { kind: 'grant', grant: { ...grant.data, access: null } };
    problems.push(grantKeys[grant.error.issues[0]?.path[0] as keyof MailGrant] ?? 'SMTP_AUTH');
    return null;
  }
  if (kind !== '') problems.push('SMTP_AUTH');
  const password = value('SMTP_PASSWORD');
  if (password === '') problems.push('SMTP_PASSWORD');
  return kind !== '' || password === '' ? null : { kind: 'password', password };
}

const grantKeys = {
  tokenUrl: 'SMTP_OAUTH_TOKEN_URL',
  clientId: 'SMTP_OAUTH_CLIENT_ID',
  clientSecret: 'SMTP_OAUTH_CLIENT_SECRET',
  refreshToken: 'SMTP_OAUTH_REFRESH_TOKEN',
  scope: 'SMTP_OAUTH_SCOPE',
} as const satisfies Record<keyof MailGrant, string>;

function quietHours(text: string, problems: string[]): MailRules['quietHours'] {
  if (text === '') return null;
  const [, from, to] = /^((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(text) ?? [];
  if (from !== undefined && to !== undefined) return { from, to };
  problems.push('NOTIFICATION_QUIET_HOURS');
  return null;
}

function deadMan(text: string, problems: string[]): string {
  if (text === '' || z.url({ protocol: /^https?$/ }).safeParse(text).success) return text;
  problems.push('NOTIFICATION_DEAD_MAN_URL');
  return '';
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
