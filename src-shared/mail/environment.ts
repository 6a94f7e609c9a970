import type { MailGrant } from './grant.ts';
import type { MailRules, MailServer } from './schema.ts';

/** The keys of `.env` that belong to the mails. Nobody else's may be changed on their behalf. */
export const mailKeys = [
  'SMTP_SERVER',
  'SMTP_PORT',
  'SMTP_USE_TLS',
  'SMTP_SECURITY',
  'SMTP_USERNAME',
  'SMTP_PASSWORD',
  'SMTP_AUTH',
  'SMTP_OAUTH_TOKEN_URL',
  'SMTP_OAUTH_CLIENT_ID',
  'SMTP_OAUTH_CLIENT_SECRET',
  'SMTP_OAUTH_REFRESH_TOKEN',
  'SMTP_OAUTH_SCOPE',
  'NOTIFICATION_ENABLED',
  'NOTIFICATION_FROM_EMAIL',
  'NOTIFICATION_TO_EMAILS',
  'NOTIFICATION_URGENT_EMAILS',
  'NOTIFICATION_QUIET_HOURS',
  'NOTIFICATION_LANGUAGE',
  'NOTIFICATION_WEEKLY',
  'NOTIFICATION_DEAD_MAN_URL',
  // who the mails come from, and what stands on the tickets
  'RESTAURANT_NAME',
] as const;
export type MailKey = (typeof mailKeys)[number];

/** Who gets what, as `.env` has it. */
export function environmentOfRules(rules: MailRules): Partial<Record<MailKey, string>> {
  return {
    NOTIFICATION_ENABLED: String(rules.enabled),
    NOTIFICATION_TO_EMAILS: rules.to.join(','),
    NOTIFICATION_URGENT_EMAILS: rules.urgentOnly.join(','),
    NOTIFICATION_QUIET_HOURS: rules.quietHours ? `${rules.quietHours.from}-${rules.quietHours.to}` : '',
    NOTIFICATION_LANGUAGE: rules.language,
    NOTIFICATION_WEEKLY: String(rules.weekly),
    NOTIFICATION_DEAD_MAN_URL: rules.deadManUrl,
  };
}

/**
 * A mailbox as `.env` has it; the older service understands these keys, a grant excepted. With neither a password nor a grant what is stored stays; one of
 * them takes the place of the other.
 */
export function environmentOfAccount(
  account: MailServer & { readonly password: string | null; readonly grant: MailGrant | null; readonly from: string },
): Partial<Record<MailKey, string>> {
  return {
    SMTP_SERVER: account.server,
    SMTP_PORT: String(account.port),
    SMTP_USE_TLS: 'true',
    SMTP_SECURITY: account.security ?? '',
    SMTP_USERNAME: account.user,
    ...(account.password === null && account.grant === null ? {} : environmentOfSignIn(account)),
    NOTIFICATION_FROM_EMAIL: account.from,
  };
}

function environmentOfSignIn(account: {
  readonly password: string | null;
  readonly grant: MailGrant | null;
}): Partial<Record<MailKey, string>> {
  const { password, grant } = account;
  return {
    SMTP_PASSWORD: grant ? '' : (password ?? ''),
    SMTP_AUTH: grant ? 'xoauth2' : '',
    SMTP_OAUTH_TOKEN_URL: grant?.tokenUrl ?? '',
    SMTP_OAUTH_CLIENT_ID: grant?.clientId ?? '',
    SMTP_OAUTH_CLIENT_SECRET: grant?.clientSecret ?? '',
    SMTP_OAUTH_REFRESH_TOKEN: grant?.refreshToken ?? '',
    SMTP_OAUTH_SCOPE: grant?.scope ?? '',
  };
}
