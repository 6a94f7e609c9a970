import { z } from 'zod';
import { localizedSchema } from '../localized.ts';
import { durationSchema } from './duration.ts';

/** What can be watched: findings of the health check, a service that says nothing, and failed steps or mails. */
export const triggerWatches = ['health', 'silence', 'migration', 'start', 'mail'] as const;

/** A reason for going back. It only advises: what decides without people is the guard on the target. */
export const triggerSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/),
  title: localizedSchema,
  watches: z.enum(triggerWatches),
  /** How long it must have been so. */
  after: durationSchema.default(0),
  /** How many failed attempts at a step it takes. */
  times: z.number().int().min(1).max(10).default(1),
  /** Why one should go back then. */
  advice: localizedSchema,
});
export type Trigger = z.infer<typeof triggerSchema>;
