import { z } from 'zod';

/**
 * Why something could not be measured. `unfinished`: the journal has no end of it; `clock`: the Pi's clock was set back meanwhile;
 * `no-verdict`: the run did not get as far as its health check; `service-silent`: the service did not answer; `too-old`: its
 * release does not tell; `not-happened`: nothing of the kind has happened yet; `too-many`: more than can be looked through.
 */
export const unknownReasonSchema = z.enum([
  'unfinished',
  'clock',
  'no-verdict',
  'service-silent',
  'too-old',
  'not-happened',
  'too-many',
]);
export type UnknownReason = z.infer<typeof unknownReasonSchema>;

/** A measured value in the measure's base unit: milliseconds, percent, megabytes or a count. */
export const measuredSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('measured'), value: z.number() }),
  z.object({ state: z.literal('unknown'), reason: unknownReasonSchema }),
  /** There is nothing to measure, such as the length of a rollback that was not needed. */
  z.object({ state: z.literal('not-applicable') }),
]);
export type Measured = z.infer<typeof measuredSchema>;

export const measured = (value: number): Measured => ({ state: 'measured', value });
export const unknown = (reason: UnknownReason): Measured => ({ state: 'unknown', reason });
export const notApplicable: Measured = { state: 'not-applicable' };
