import { z } from 'zod';
import { supportSources } from '../history/support.ts';
import { languageSchema } from '../localized.ts';
import { call, stream } from './define.ts';
import { bonwartErrorSchema } from './errors.ts';
import { savedFileSchema } from './history.ts';
import { targetIdSchema } from './targets.ts';

const source = z.enum(supportSources);
const bundleId = z.string().max(100);

/** A help package as it can be looked at before it is saved. Sizes in bytes. */
export const supportBundleSchema = z.object({
  bundleId,
  files: z.array(z.object({ name: z.string(), bytes: z.number().int() })),
  missing: z.array(z.object({ source, error: bonwartErrorSchema })),
  /** Places in which the last search found a secret, and hid it. */
  hidden: z.number().int(),
  /** Whether the Pi itself has looked through it for its own secrets, which no other machine knows. */
  isChecked: z.boolean(),
});
export type SupportBundle = z.infer<typeof supportBundleSchema>;

export const supportCalls = {
  /** Gathers a help package; closing the stream cancels. A source that does not answer is named and the others go on. */
  'support.gather': stream(
    z.strictObject({ targetId: targetIdSchema, language: languageSchema }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('source'), source, state: z.enum(['asking', 'there', 'missing']) }),
      z.object({ kind: z.literal('ready'), bundle: supportBundleSchema }),
    ]),
  ),
  /** The beginning of a file of the newest package, as it will be saved. `support.over` for any other. */
  'support.read': call(
    z.strictObject({ bundleId, name: z.string().max(100) }),
    z.object({ text: z.string(), isCut: z.boolean() }),
  ),
  /** Writes the package, to the byte what was shown. Waits for the person who chooses the place. */
  'support.save': call(z.strictObject({ bundleId }), savedFileSchema),
};
