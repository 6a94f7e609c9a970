import { z } from 'zod';
import { type Call, call, jobNumber } from '../call.ts';
import type { ServiceParts } from '../parts.ts';

const orderAnswer = z.looseObject({
  id: z.string(),
  wix_order_id: z.string(),
  status: z.string(),
  total_amount: z.number(),
  currency: z.string(),
  order_date: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  // Written by the older service or by us; handed on as it is.
  items: z.unknown(),
  customer: z.unknown(),
  delivery: z.unknown(),
  print_jobs: z.array(
    z.object({
      id: z.number().int(),
      job_type: z.string().nullable(),
      status: z.string().nullable(),
      attempts: z.number().nullable(),
      created_at: z.string(),
      printed_at: z.string().nullable(),
      error_message: z.string().nullable(),
    }),
  ),
});

/** Orders and print jobs, by the numbers that the older service gave them. */
export function printingCalls(parts: ServiceParts): Call[] {
  const { database, board } = parts;
  return [
    call('GET /orders/:id', 'orders', "One order, by the older service's id or by Wix's", {
      parameters: z.object({ id: z.string().min(1).max(200) }),
      answer: orderAnswer,
      refusals: [404],
      run: async ({ parameters: { id } }) =>
        (await parts.read('readOrder', id)) as unknown as z.output<typeof orderAnswer>,
    }),
    call('GET /print/statistics', 'printing', 'How many jobs there are of each state', {
      answer: z.object({
        total_jobs: z.number().int(),
        pending_jobs: z.number().int(),
        printing_jobs: z.number().int(),
        completed_jobs: z.number().int(),
        failed_jobs: z.number().int(),
      }),
      run: () => parts.read('printStatistics'),
    }),
    call('POST /print/job/:id', 'printing', 'Prints a job; what may be on paper already bears REPRINT', {
      parameters: jobNumber,
      answer: z.object({ success: z.boolean(), job_id: z.number().int() }),
      refusals: [404, 409],
      run: async ({ parameters: { id } }) => {
        const job = await database.call('jobOfLegacy', id);
        if (['printed', 'sent'].includes(job.state))
          await database.call('reprint', { jobId: job.id, reason: 'print-job' });
        else if (['held', 'unknown'].includes(job.state))
          await database.call('resolveJob', { jobId: job.id, answer: 'print-again' });
        parts.wakePrinter();
        return { success: true, job_id: id };
      },
    }),
    call('POST /print/retry-failed', 'printing', 'Gives every held job another chance', {
      answer: z.object({
        success: z.boolean(),
        retried_jobs: z.number().int(),
        waiting_for_decision: z.number().int(),
      }),
      run: async () => {
        const retried = await database.call('retryHeld');
        parts.wakePrinter();
        return { success: true, retried_jobs: retried, waiting_for_decision: board.status().queue.unknown };
      },
    }),
  ];
}
