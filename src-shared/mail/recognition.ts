import { z } from 'zod';
import { mailProviderSchema } from './providers.ts';
import { mailServerSchema } from './schema.ts';

/** The ways that a mailbox can be tried, the best first: an account and its alternatives fit into a wish (`mailWishSchema`). */
export const mostWays = 7;

/** What is known of a mailbox by its address alone. */
export const mailRecognitionSchema = z.object({
  /** By what it was found; `nothing`: there was no answer, or none that helps. */
  by: z.enum(['domain', 'mx', 'autoconfig', 'srv', 'guess', 'nothing']),
  provider: mailProviderSchema.pick({
    id: true,
    name: true,
    signIn: true,
    status: true,
    hint: true,
    passwordPage: true,
    guide: true,
  }),
  /** Empty where nothing was found: then somebody has to name the server. */
  servers: z.array(mailServerSchema).max(mostWays),
});
export type MailRecognition = z.infer<typeof mailRecognitionSchema>;
