import { z } from 'zod';
import { mailRecognitionSchema } from '../mail/recognition.ts';
import {
  mailAddressSchema,
  mailConfirmSchema,
  mailRecordSchema,
  mailRulesSchema,
  mailTestSchema,
  mailViewSchema,
  mailWishSchema,
} from '../mail/schema.ts';
import { call } from './define.ts';
import { targetIdSchema } from './targets.ts';

const onTarget = { targetId: targetIdSchema };

export const mailCalls = {
  /** Whose mailbox an address is, and how one hands mails over there. Answers within five seconds, offline too. */
  'mail.recognise': call(z.strictObject({ address: mailAddressSchema }), mailRecognitionSchema),
  /** How mails are set up on the target, whether that is proven, and what waits. */
  'mail.read': call(z.strictObject(onTarget), mailViewSchema),
  /**
   * Has the target send a mail with a code of six digits. Nothing is stored yet. What the target's server answered is in the answer;
   * refused is the call only if the target itself cannot be asked.
   */
  'mail.test': call(z.strictObject({ ...onTarget, wish: mailWishSchema }), mailTestSchema),
  /** With the right code the account of that test is written on the target and at work when this answers. */
  'mail.confirm': call(
    z.strictObject({ ...onTarget, testId: z.string().max(100), code: z.string().max(20) }),
    mailConfirmSchema,
  ),
  /** Who gets what, when; at work when this answers. The account stays as it is. */
  'mail.setRules': call(z.strictObject({ ...onTarget, rules: mailRulesSchema }), mailViewSchema),
  /** Mails of the last 90 days, the newest first; `before` goes on behind a known one. */
  'mail.history': call(
    z.strictObject({
      ...onTarget,
      limit: z.number().int().min(1).max(200).default(50),
      before: z.number().int().nullable().default(null),
    }),
    z.array(mailRecordSchema),
  ),
};
