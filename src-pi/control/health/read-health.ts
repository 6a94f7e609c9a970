import { z } from 'zod';

const partSchema = z.looseObject({ state: z.string().optional() });

/** What a deployment looks at in the service's `GET /health`; more may be there. */
export const healthSchema = z.looseObject({
  status: z.string(),
  release: z.string().optional(),
  database: z.looseObject({ ok: z.boolean().optional(), schema: z.number().optional() }).optional(),
  printer: partSchema.optional(),
  wix: partSchema.optional(),
  queue: z.looseObject({ waiting: z.number() }).optional(),
});
export type Health = z.infer<typeof healthSchema>;

/** The service's own word on its health, or `null` if it gives none within the deadline (ms). */
export async function readHealth(port: number, deadlineMs = 2000): Promise<Health | null> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(deadlineMs) });
    if (!answer.ok) return null;
    return healthSchema.parse(await answer.json());
  } catch {
    return null;
  }
}

/** Does a call of the service's API answer with success and JSON? */
export async function answers(port: number, path: string, deadlineMs = 3000): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(deadlineMs) });
    if (!answer.ok) return false;
    await answer.json();
    return true;
  } catch {
    return false;
  }
}
