import { z } from 'zod';

/** The older service's form of an instant: local, without a zone, with microseconds. */
export const legacyInstant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?$/);

/** How many of each; what there is none of may be missing. */
export const counts = z.record(z.string(), z.number().int());
