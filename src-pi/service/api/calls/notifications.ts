import { z } from 'zod';
import { refuse } from '../../../../src-shared/contract/errors.ts';
import { isNoticeType, noticeTypes } from '../../mail/notices/types.ts';
import { parseMailSetup } from '../../mail/setup.ts';
import { type Call, call, limitOf } from '../call.ts';
import type { ServiceParts } from '../parts.ts';

const historyRow = z.looseObject({
  id: z.number().int(),
  notification_type: z.string(),
  context: z.string().nullable(),
  success: z.number(),
  sent_at: z.string(),
  created_at: z.string().nullable(),
});

const sent = z.object({ success: z.boolean(), notification_type: z.string(), error: z.string().nullable() });

/** Settings in a call: the older names in small letters, or the keys as `.env` has them. */
const givenSettings = z.looseObject({
  smtp_server: z.string().max(253).optional(),
  smtp_port: z.union([z.string().max(5), z.number().int()]).optional(),
  smtp_username: z.string().max(254).optional(),
  smtp_password: z.string().max(500).optional(),
  from_email: z.string().max(254).optional(),
  to_emails: z.union([z.string().max(3000), z.array(z.string().max(254)).max(10)]).optional(),
});
const keysOfNames = {
  smtp_server: 'SMTP_SERVER',
  smtp_port: 'SMTP_PORT',
  smtp_username: 'SMTP_USERNAME',
  smtp_password: 'SMTP_PASSWORD',
  from_email: 'NOTIFICATION_FROM_EMAIL',
  to_emails: 'NOTIFICATION_TO_EMAILS',
} as const;

/** What the older service tells of its mails. */
export function notificationCalls({ read, postOffice }: ServiceParts): Call[] {
  return [
    call('GET /notifications/status', 'notifications', 'Are mails switched on, and can they be sent?', {
      answer: z.object({
        enabled: z.boolean(),
        configured: z.boolean(),
        sending: z.boolean(),
        reason: z.string().nullable(),
      }),
      run: () => {
        const { account, rules, problem } = postOffice.setup();
        const configured = account !== null && rules.to.length + rules.urgentOnly.length > 0;
        const { state, lastFailure } = postOffice.breaker.status();
        const isClosed = state === 'closed';
        return {
          enabled: rules.enabled,
          configured,
          sending: rules.enabled && configured && isClosed,
          reason: problem === null ? (isClosed ? null : lastFailure) : `${problem} cannot be used`,
        };
      },
    }),
    call('GET /notifications/history', 'notifications', 'Mails that were sent or could not be, newest first', {
      query: z.object({ limit: limitOf(20), notification_type: z.string().max(100).optional() }),
      answer: z.object({ notification_history: z.array(historyRow), count: z.number().int(), limit: z.number().int() }),
      run: async ({ query: { limit, notification_type: type } }) => {
        const history = await read('notificationHistory', { limit, type: type ?? null });
        return { notification_history: history as z.output<typeof historyRow>[], count: history.length, limit };
      },
    }),
    call('POST /notifications/test', 'notifications', 'Sends a mail of a type, marked as a test', {
      query: z.object({ notification_type: z.string().max(100).default('system_error') }),
      answer: sent,
      run: async ({ query: { notification_type: type } }) => {
        if (!isNoticeType(type))
          throw refuse('contract.invalid-request', {
            call: '/notifications/test',
            problem: `notification_type: one of ${noticeTypes.join(', ')}`,
          });
        const error = await postOffice.sendSample(type);
        return { success: error === null, notification_type: type, error };
      },
    }),
    call('POST /notifications/config/test', 'notifications', 'Sends a mail with settings that are not stored', {
      body: givenSettings.nullish(),
      answer: sent,
      run: async ({ body }) => {
        const error = await postOffice.sendSample('system_error', setupOf(body ?? {}));
        return { success: error === null, notification_type: 'system_error', error };
      },
    }),
  ];
}

/** The settings of a call, as if they stood in a `.env`. */
function setupOf(given: z.output<typeof givenSettings>) {
  const lines = Object.entries(given).flatMap(([name, value]) => {
    const key = keysOfNames[name as keyof typeof keysOfNames] ?? name;
    const text = Array.isArray(value) ? value.join(',') : String(value ?? '');
    if (!/^[A-Z_]+$/.test(key) || /[\r\n\0']/.test(text)) return [];
    return [`${key}='${text}'`];
  });
  // no file of the machine is read because a call names it
  return parseMailSetup(lines.join('\n'), () => null);
}
