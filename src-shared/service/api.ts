import { z } from 'zod';
import { bonwartErrorSchema } from '../contract/errors.ts';
import { orderSummarySchema, serviceStatusSchema } from './panel.ts';

/**
 * What the panel asks of the print service over HTTP, beside the older calls. A refusal is a 4xx answer whose body is
 * `serviceRefusalSchema`; `GET /events` is a stream of server-sent events of the type `status`.
 */
export const servicePaths = {
  status: '/bonwart/status',
  events: '/events',
  orders: (limit: number) => `/bonwart/orders?limit=${limit}`,
  ticket: (jobId: number) => `/bonwart/jobs/${jobId}/ticket`,
  reprint: (jobId: number) => `/bonwart/jobs/${jobId}/reprint`,
  resolve: (jobId: number) => `/bonwart/jobs/${jobId}/resolve`,
} as const;

export const serviceAnswers = {
  /** `GET status` */
  status: serviceStatusSchema,
  /** `GET orders`: the newest first. */
  orders: z.array(orderSummarySchema),
  /** `GET ticket`: the bytes (base64) as they go or went to the printer. */
  ticket: z.object({ bytes: z.string(), paperMillimetres: z.union([z.literal(58), z.literal(80)]) }),
  /** `POST reprint` with `{reason}`: the new job, which has REPRINT on it. */
  reprint: z.object({ jobId: z.number().int() }),
  /** `POST resolve` with `{answer: 'printed' | 'print-again'}`. */
  resolve: z.object({}),
} as const;

/** The body of a refused call. */
export const serviceRefusalSchema = z.object({ error: bonwartErrorSchema });
