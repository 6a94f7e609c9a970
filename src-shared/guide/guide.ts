import { z } from 'zod';
import { versionSchema } from '../bonctl/release.ts';
import { mailAddressSchema, mailLanguageSchema, mostRecipients } from '../mail/schema.ts';
import { occasionSchema } from '../runbook/announcements.ts';

const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\r\n\0]*$/);

/** Somebody to call. */
export const contactSchema = z.strictObject({
  name: line(80).min(1),
  role: line(80).default(''),
  /** As people write it. A link takes its digits and the plus. */
  telephone: line(40).regex(/^\+?[0-9][0-9 ()/.-]{2,38}$/),
});
export type Contact = z.infer<typeof contactSchema>;

/** Who hears of deployments by mail, and of which occasions not. */
export const informedSchema = z.strictObject({
  to: z.array(mailAddressSchema).max(mostRecipients).default([]),
  off: z.array(occasionSchema).max(10).default([]),
  language: mailLanguageSchema.default('de'),
});
export type Informed = z.infer<typeof informedSchema>;

const instants = { from: z.iso.datetime(), to: z.iso.datetime() };
const inOrder = [({ from, to }: { from: string; to: string }) => from < to, 'it ends before it begins'] as const;

/** A time as people choose it, and the version that they mean to deploy then. */
export const chosenWindowSchema = z.strictObject({ ...instants, version: versionSchema.optional() }).refine(...inOrder);
export type ChosenWindow = z.infer<typeof chosenWindowSchema>;

export const maintenanceWindowSchema = z
  .strictObject({
    ...instants,
    /** What is to be deployed, who said so, and when. A time without it is announced by nobody but people. */
    planned: z.strictObject({ version: versionSchema, by: z.string(), at: z.iso.datetime() }).optional(),
  })
  .refine(...inOrder);
export type PlannedWindow = z.infer<typeof maintenanceWindowSchema>;

/** What people have arranged around the deployments of a target. It is the PC's; the target never sees it. */
export const guideSchema = z.strictObject({
  contacts: z.array(contactSchema).max(8).default([]),
  informed: informedSchema.default({ to: [], off: [], language: 'de' }),
  window: maintenanceWindowSchema.nullable().default(null),
});
export type Guide = z.infer<typeof guideSchema>;
export const emptyGuide: Guide = guideSchema.parse({});

/** What a telephone dials. */
export function dialled(telephone: string): string {
  return `tel:${telephone.replace(/[^+0-9]/g, '')}`;
}

/** What became of a mail to those who are to know. `waiting`: on this PC; `with-pi`: in the Pi's outbox. */
export const announcementRecordSchema = z.object({
  key: z.string(),
  /** The run or, before it, the version that it is about. */
  about: z.string(),
  occasion: occasionSchema,
  to: z.array(z.string()),
  subject: z.string(),
  paragraphs: z.array(z.string()),
  createdAt: z.string(),
  state: z.enum(['waiting', 'with-pi', 'handed-over', 'given-up']),
  handedOverAt: z.string().nullable(),
  /** Code of the error that it waits for. */
  problem: z.string().nullable(),
});
export type AnnouncementRecord = z.infer<typeof announcementRecordSchema>;
