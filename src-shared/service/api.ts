import { z } from 'zod';
import { bonwartErrorSchema } from '../contract/errors.ts';
import { mailAnnouncedSchema } from '../mail/announcement.ts';
import { mailConfirmSchema, mailRecordSchema, mailTestSchema, mailViewSchema } from '../mail/schema.ts';
import { busyHoursSchema, orderPageSchema, statisticsSchema, timelineEntrySchema } from './history.ts';
import { lanDoorSchema } from './lan-access.ts';
import { orderSummarySchema, serviceStatusSchema } from './panel.ts';
import { recoveryViewSchema } from './recovery.ts';
import { restaurantSchema } from './restaurant.ts';
import { samplesSchema } from './samples.ts';

/** Printer bytes (base64) and all that is needed to draw them as the printer does. */
export const printedBytesSchema = z.object({
  bytes: z.string(),
  paperMillimetres: z.union([z.literal(58), z.literal(80)]),
  /** Printable dots in a line, and the printer's own numbers of code pages; releases before 0.3 do not tell them. */
  widthDots: z.number().int().positive().optional(),
  codePages: z.array(z.object({ page: z.string(), number: z.number().int() })).optional(),
});
export type PrintedBytes = z.infer<typeof printedBytesSchema>;

export const previewSampleSchema = z.enum(['delivery', 'pickup', 'dine-in']);
export type PreviewSample = z.infer<typeof previewSampleSchema>;

/** What is to be tried out: a restaurant that need not be stored, one of its stations, and an order or a sample of one. */
export const previewRequestSchema = z.strictObject({
  restaurant: restaurantSchema,
  station: z.string().max(100),
  sample: previewSampleSchema.default('delivery'),
  orderId: z.string().max(200).nullable().default(null),
});

/** The restaurant as it is stored, and what there is to choose from. */
export const restaurantAnswerSchema = z.object({
  restaurant: restaurantSchema,
  /** The revision that the running service was started with. */
  activeRevision: z.number().int(),
  profiles: z.array(z.object({ id: z.string(), name: z.string(), paper: z.union([z.literal(58), z.literal(80)]) })),
  /** Sections of the menu as recent orders name them, with dishes by which people recognise them. */
  sections: z.array(z.object({ id: z.string(), examples: z.array(z.string()) })),
});
export type RestaurantAnswer = z.infer<typeof restaurantAnswerSchema>;

/**
 * What the panel asks of the print service over HTTP, beside the older calls. A refusal is a 4xx answer whose body is
 * `serviceRefusalSchema`; `GET /events` is a stream of server-sent events of the type `status`.
 */
export const servicePaths = {
  status: '/bonwart/status',
  lanAccess: '/bonwart/lan-access',
  events: '/events',
  orders: (limit: number) => `/bonwart/orders?limit=${limit}`,
  orderPage: ({ search, after, limit }: { search: string; after: string | null; limit: number }) =>
    `/bonwart/order-page?limit=${limit}${search === '' ? '' : `&search=${encodeURIComponent(search)}`}${
      after === null ? '' : `&after=${encodeURIComponent(after)}`
    }`,
  questions: '/bonwart/questions',
  timeline: (jobId: number) => `/bonwart/jobs/${jobId}/timeline`,
  busyHours: '/bonwart/busy-hours',
  statistics: (days: number) => `/bonwart/statistics?days=${days}`,
  ticket: (jobId: number) => `/bonwart/jobs/${jobId}/ticket`,
  reprint: (jobId: number) => `/bonwart/jobs/${jobId}/reprint`,
  recovery: '/bonwart/recovery',
  recoveryAct: (act: 'pause' | 'resume' | 'cancel' | 'trigger') => `/recovery/${act}`,
  resolve: (jobId: number) => `/bonwart/jobs/${jobId}/resolve`,
  restaurant: '/bonwart/restaurant',
  preview: '/bonwart/preview',
  restart: '/bonwart/restart',
  watching: '/bonwart/watching',
  samples: (hours: number) => `/bonwart/samples?hours=${hours}`,
  mail: '/bonwart/mail',
  mailTest: '/bonwart/mail/test',
  mailConfirm: '/bonwart/mail/confirm',
  mailTakeUp: '/bonwart/mail/take-up',
  mailAnnounce: '/bonwart/mail/announce',
  mailHistory: (limit: number, before: number | null) =>
    `/bonwart/mail/history?limit=${limit}${before === null ? '' : `&before=${before}`}`,
  testTicket: (printerId: string) => `/bonwart/printers/${encodeURIComponent(printerId)}/test-ticket`,
} as const;

/** Which process is meant, by its status: asked twice, the service starts anew once. `startedAt` tells when it is back. */
export const serviceRestartSchema = z.strictObject({ startedAt: z.string().max(40) });

/** A PC's sign of life, every five seconds while it watches; with `leaving` its goodbye. Each watching has a name of its own: a goodbye that comes late ends no newer one. */
export const watchingSchema = z.strictObject({
  pc: z.string().trim().min(1).max(100),
  watch: z.string().min(1).max(40),
  leaving: z.boolean(),
});

export const serviceAnswers = {
  /** `GET recovery` */
  recovery: recoveryViewSchema,
  /** `POST recovery/pause|resume|cancel|trigger`; false where no session runs. */
  recoveryAct: z.object({ success: z.boolean() }),
  /** `GET status` */
  status: serviceStatusSchema,
  /** `GET lan-access`: the door to the network as it is, and the addresses under which others find this machine. */
  lanAccess: z.object({ door: lanDoorSchema, hasToken: z.boolean(), addresses: z.array(z.string()) }),
  /** `GET orders`: the newest first. */
  orders: z.array(orderSummarySchema),
  /** `GET order-page`: the newest first, from behind one order on; with `search` those that it finds. */
  orderPage: orderPageSchema,
  /** `GET questions`: orders with a ticket that only a person can decide on, the oldest first. */
  questions: z.array(orderSummarySchema),
  /** `GET timeline`: what happened to a ticket, in its order. */
  timeline: z.array(timelineEntrySchema),
  /** `GET statistics` */
  statistics: statisticsSchema,
  /** `GET busy-hours`: orders of eight weeks by the hour in which they came. */
  busyHours: busyHoursSchema,
  /** `GET ticket`: the bytes (base64) as they go or went to the printer. */
  ticket: printedBytesSchema,
  /** `POST reprint` with `{reason}`: the new job, which has REPRINT on it. */
  reprint: z.object({ jobId: z.number().int() }),
  /** `POST resolve` with `{answer: 'printed' | 'print-again'}`. */
  resolve: z.object({}),
  /** `GET restaurant` */
  restaurant: restaurantAnswerSchema,
  /** `PUT restaurant`: the new revision, at work once `activeRevision` is the same. */
  restaurantWritten: z.object({ revision: z.number().int() }),
  /** `POST preview` with `previewRequestSchema`: one ticket for each copy, none if the order is not for that station. */
  preview: z.object({ tickets: z.array(printedBytesSchema) }),
  /** `POST restart` with `serviceRestartSchema`: false if another process runs by now than the one that was meant. */
  restart: z.object({ restarting: z.boolean() }),
  /** `POST watching` with `watchingSchema` */
  watching: z.object({}),
  /** `GET samples` */
  samples: samplesSchema,
  /** `GET mail` */
  mail: mailViewSchema,
  /** `POST mail/test` with `sentWishSchema` */
  mailTest: mailTestSchema,
  /** `POST mail/confirm` with `{testId, code}` */
  mailConfirm: mailConfirmSchema,
  /** `POST mail/take-up`: reads the settings again. */
  mailTakeUp: mailViewSchema,
  /** `POST mail/announce` with `mailAnnouncementSchema` */
  mailAnnounce: mailAnnouncedSchema,
  /** `GET mail/history` */
  mailHistory: z.array(mailRecordSchema),
  /** `POST test-ticket` */
  testTicket: z.object({ jobId: z.number().int() }),
} as const;

/** The body of a refused call. */
export const serviceRefusalSchema = z.object({ error: bonwartErrorSchema });
