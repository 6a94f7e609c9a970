import { z } from 'zod';
import { acknowledgementSchema, jobStateSchema, orderSummarySchema } from './panel.ts';

/** A page of orders, the newest first. `complete` is false while older orders are still being put into the search's index. */
export const orderPageSchema = z.object({
  orders: z.array(orderSummarySchema),
  more: z.boolean(),
  complete: z.boolean(),
});
export type OrderPage = z.infer<typeof orderPageSchema>;

/** One thing that happened to a ticket. `first-byte`: from here on there may be ink on paper. */
export const timelineEntrySchema = z.object({
  at: z.string(),
  what: z.enum(['seen', 'first-byte', 'reprint-ordered', ...jobStateSchema.options]),
  /** Which attempt, from 1 on; null where it belongs to none. */
  attempt: z.number().int().nullable(),
  printer: z.string(),
  release: z.string(),
  acknowledgement: acknowledgementSchema.nullable(),
  /** The service's own word for why, see `src-pi/service/jobs/transitions.ts`; empty where there is none. */
  happening: z.string(),
  reason: z.string(),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

/** How tickets came out, by day. Seconds are from the moment at which a ticket could be printed until it was. */
export const dayFiguresSchema = z.object({
  /** `2026-11-23`, in the restaurant's time. */
  day: z.string(),
  printed: z.number().int(),
  firstTry: z.number().int(),
  open: z.number().int(),
  /** Neither printed nor cancelled by the guest: held or doubtful until today. */
  undecided: z.number().int(),
  reprints: z.number().int(),
  averageSeconds: z.number().nullable(),
  slowestSeconds: z.number().nullable(),
});
export type DayFigures = z.infer<typeof dayFiguresSchema>;
/** A day on which nothing happened. */
export const noFigures: Omit<DayFigures, 'day'> = {
  printed: 0,
  firstTry: 0,
  open: 0,
  undecided: 0,
  reprints: 0,
  averageSeconds: null,
  slowestSeconds: null,
};
export const statisticsSchema = z.object({
  days: z.array(dayFiguresSchema),
  medianSeconds: z.number().nullable(),
  slowestTwentiethSeconds: z.number().nullable(),
});
export type Statistics = z.infer<typeof statisticsSchema>;

/** Orders by the hour in which they came (`2026-11-23T17`, UTC), of hours that had any. */
export const busyHoursSchema = z.object({
  since: z.string(),
  hours: z.array(z.object({ hour: z.string(), orders: z.number().int() })),
});
export type BusyHours = z.infer<typeof busyHoursSchema>;
