import { z } from 'zod';
import { lanDoorSchema } from './lan-access.ts';
import { recoverySessionSchema } from './recovery.ts';

/** How sure the service is that a ticket is on paper. The ladder of acknowledgements, best first. */
export const acknowledgementSchema = z.enum(['A4', 'A3', 'A2', 'A1', 'A0']);

export const jobStateSchema = z.enum([
  'queued',
  'waiting-printer',
  'printing',
  'paused-in-printer',
  'printed',
  'sent',
  'unknown',
  'held',
  'cancelled',
]);
export type JobState = z.infer<typeof jobStateSchema>;

/** One reason at most, the most urgent, in this order. `unknown` only before the first probe. */
export const printerStateSchema = z.enum([
  'ready',
  'paper-near-end',
  'paper-end',
  'cover-open',
  'cutter',
  'overheated',
  'error',
  'busy-elsewhere',
  'unreachable',
  'mute',
  'unknown',
]);
export type PrinterState = z.infer<typeof printerStateSchema>;

export const jobSummarySchema = z.object({
  id: z.number().int(),
  orderId: z.string(),
  orderNumber: z.string(),
  /** The place that the ticket is for: its id, and what people call it; releases before 0.3 have one kitchen and no name. */
  station: z.string().default('kitchen'),
  stationName: z.string().default(''),
  kind: z.enum(['full', 'change', 'cancel', 'reprint']),
  state: jobStateSchema,
  acknowledgement: acknowledgementSchema.nullable(),
  attempts: z.number().int(),
  createdAt: z.string(),
  printedAt: z.string().nullable(),
  release: z.string().nullable(),
  /** Why it is held or was cancelled: a word of the service, empty where there is nothing to say. */
  reason: z.string().default(''),
  /** A ticket for later is printed from this instant on. */
  notBefore: z.string().nullable().default(null),
});
export type JobSummary = z.infer<typeof jobSummarySchema>;

export const orderSummarySchema = z.object({
  id: z.string(),
  number: z.string(),
  customer: z.string(),
  fulfilment: z.enum(['delivery', 'pickup', 'dine-in', 'unknown']),
  dueAt: z.string().nullable(),
  seenAt: z.string(),
  itemCount: z.number().int(),
  cancelled: z.boolean(),
  jobs: z.array(jobSummarySchema),
});
export type OrderSummary = z.infer<typeof orderSummarySchema>;

const printerStatusSchema = z.object({
  name: z.string(),
  state: printerStateSchema,
  since: z.string(),
  /** What it can prove at best; null while nobody knows. */
  acknowledgement: acknowledgementSchema.nullable(),
});

/**
 * Can orders be kept? `low`: yes, but the disk is nearly full, or its reserve is in use. `full` and `read-only`: nothing can be
 * written, so nothing is printed; it goes on by itself when it can. `damaged`: the file cannot be read; the service starts
 * again from a backup.
 */
export const storageStateSchema = z.object({
  state: z.enum(['ok', 'low', 'full', 'read-only', 'damaged']),
  since: z.string(),
  detail: z.string(),
  /** When the newest backup was made. */
  backupAt: z.string().nullable(),
});
export type StorageState = z.infer<typeof storageStateSchema>;

/**
 * Do people hear by mail of what is wrong? `off`: not set up, or switched off; `unproven`: nobody has typed back a code yet; `failing`: no mail goes out at present.
 */
export const mailStateSchema = z.object({
  state: z.enum(['off', 'unproven', 'fine', 'failing']),
  /** Mails that are late. */
  waiting: z.number().int(),
  since: z.string(),
});
export type MailState = z.infer<typeof mailStateSchema>;

/** A PC that watches the Pi. `gone`: it fell silent at `since` without having been closed. */
export const watchingPanelSchema = z.object({
  name: z.string(),
  state: z.enum(['watching', 'gone']),
  since: z.string(),
});
export type WatchingPanel = z.infer<typeof watchingPanelSchema>;

/** `GET /bonwart/status`, and the event `status` of `GET /events` (server-sent events): at once on connecting and after each change. */
export const serviceStatusSchema = z.object({
  release: z.string(),
  startedAt: z.string(),
  at: z.string(),
  /** The one that most needs a person: of `printers` the most urgent. */
  printer: printerStatusSchema,
  /** All printers of the restaurant, in the order of its settings. An older service does not tell them. */
  printers: z
    .array(
      printerStatusSchema.extend({
        id: z.string(),
        /** Names of the stations that it prints for another printer, which cannot. */
        standsInFor: z.array(z.string()),
        /** When it last printed a ticket that this service has not given it: somebody else uses it, too. */
        foreignTicketAt: z.string().nullable(),
      }),
    )
    .default([]),
  wix: z.object({ state: z.enum(['online', 'offline', 'refused', 'unknown']), since: z.string(), detail: z.string() }),
  /** `scheduled` are tickets of orders for later: they are not late, and not in `waiting`. */
  queue: z.object({
    waiting: z.number(),
    held: z.number(),
    unknown: z.number(),
    scheduled: z.number().default(0),
    oldestAt: z.string().nullable(),
  }),
  lastPrinted: z.object({ orderNumber: z.string(), at: z.string() }).nullable(),
  /** The backlog that is being worked off; releases before 0.4 do not tell it here. */
  recovery: recoverySessionSchema.nullable().default(null),
  /** Not told by releases before 0.3. */
  storage: storageStateSchema.optional(),
  /** Not told by releases before 0.4. */
  mail: mailStateSchema.optional(),
  /** The PCs that watch, and those that fell silent; releases before 0.5 do not tell them. */
  panels: z.array(watchingPanelSchema).optional(),
  /** Not told by releases before 0.5, which have no such door. */
  lan: lanDoorSchema.optional(),
});
export type ServiceStatus = z.infer<typeof serviceStatusSchema>;
