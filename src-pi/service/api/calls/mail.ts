import { z } from 'zod';
import { mailAnnouncementSchema } from '../../../../src-shared/mail/announcement.ts';
import { sentWishSchema } from '../../../../src-shared/mail/schema.ts';
import { serviceAnswers } from '../../../../src-shared/service/api.ts';
import { type Call, call, limitOf } from '../call.ts';
import type { ServiceParts } from '../parts.ts';

/** An announcement with a file of the largest size. */
const bytesWithAttachment = 1_500_000;

/** Setting up mails and looking at them. Every test goes out from here, because every mail will. */
export function mailCalls({ postOffice, read }: ServiceParts): Call[] {
  return [
    call('GET /bonwart/mail', 'mail', 'How mails are set up, whether that is proven, and what waits', {
      answer: serviceAnswers.mail,
      run: () => postOffice.view(read),
    }),
    call('POST /bonwart/mail/test', 'mail', 'Sends a mail with a code by an account that is not stored', {
      body: sentWishSchema,
      answer: serviceAnswers.mailTest,
      run: ({ body }) => postOffice.desk.test(body),
    }),
    call('POST /bonwart/mail/confirm', 'mail', 'Is this the code that came in?', {
      body: z.strictObject({ testId: z.string().max(100), code: z.string().max(20) }),
      answer: serviceAnswers.mailConfirm,
      run: ({ body: { testId, code } }) => ({ outcome: postOffice.desk.confirm(testId, code) }),
    }),
    call('POST /bonwart/mail/take-up', 'mail', 'Reads the settings of the mails again', {
      answer: serviceAnswers.mailTakeUp,
      run: async () => {
        await postOffice.takeUp();
        return postOffice.view();
      },
    }),
    call('POST /bonwart/mail/announce', 'mail', 'Puts a mail of the panel into the outbox, once for each key', {
      body: mailAnnouncementSchema,
      mostBytes: bytesWithAttachment,
      answer: serviceAnswers.mailAnnounce,
      refusals: [409],
      run: ({ body }) => postOffice.announce(body),
    }),
    call('GET /bonwart/mail/history', 'mail', 'Mails and what became of them, newest first', {
      query: z.object({ limit: limitOf(50, 200), before: z.coerce.number().int().nullable().default(null) }),
      answer: serviceAnswers.mailHistory,
      run: ({ query }) => postOffice.history(query, read),
    }),
  ];
}
