import { z } from 'zod';
import { mailAddressSchema, mostRecipients } from './schema.ts';

const oneLine = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\r\n\0]*$/);

/** Characters of base64: a little under a megabyte of file, which every mail server takes. */
const mostOfAttachment = 1_300_000;

/** A file that goes along. */
export const mailAttachmentSchema = z.strictObject({
  fileName: z.string().regex(/^[\p{L}\p{N} ._-]{1,120}$/u),
  mediaType: z.enum(['application/pdf', 'text/html']),
  base64: z.base64().min(1).max(mostOfAttachment),
});
export type MailAttachment = z.infer<typeof mailAttachmentSchema>;

/** A mail that people on the PC want sent: whoever asks twice with one key has sent one mail. */
export const mailAnnouncementSchema = z.strictObject({
  key: z.string().regex(/^[A-Za-z0-9.:_-]{8,200}$/),
  to: z.array(mailAddressSchema).min(1).max(mostRecipients),
  subject: oneLine(150),
  paragraphs: z.array(oneLine(1000)).min(1).max(20),
  /** ISO instant of what it tells of. */
  happenedAt: z.iso.datetime(),
  attachment: mailAttachmentSchema.optional(),
});
export type MailAnnouncement = z.infer<typeof mailAnnouncementSchema>;

/** It is in the outbox, or was already. */
export const mailAnnouncedSchema = z.object({
  mailId: z.number().int(),
  state: z.enum(['waiting', 'handed-over', 'given-up', 'not-needed']),
});
export type MailAnnounced = z.infer<typeof mailAnnouncedSchema>;
