import { z } from 'zod';
import { serviceStatusSchema } from '../../../../src-shared/service/panel.ts';
import type { DatabaseClient } from '../../database/client.ts';
import { type Call, call } from '../call.ts';
import { isTrusted } from '../gate.ts';
import type { ServiceParts } from '../parts.ts';

/** A database thread that has been silent for longer is not well. An SD card may take five seconds for one fsync. */
const databaseSilenceMilliseconds = 10_000;

/** Is the database thread answering? From memory. */
export function databaseAnswers(database: DatabaseClient): boolean {
  return database.waitingMilliseconds() < databaseSilenceMilliseconds;
}

const { printer, wix, queue, storage } = serviceStatusSchema.shape;

export function healthCalls(parts: ServiceParts): Call[] {
  return [
    call('GET /health', 'health', 'Is the service well? From memory, and never behind the disk', {
      answer: z.object({
        status: z.enum(['ok', 'degraded']),
        /** The rest is for this machine, and for who brings the token. */
        release: z.string().optional(),
        startedAt: z.string().optional(),
        database: z.object({ ok: z.boolean(), schema: z.number().int() }).optional(),
        printer: printer.optional(),
        wix: wix.optional(),
        queue: queue.optional(),
        storage,
      }),
      run: (_asked, _reply, request) => {
        const status = parts.board.status();
        const ok = databaseAnswers(parts.database);
        const writable = parts.database.fault() === null;
        const verdict = { status: ok && writable ? ('ok' as const) : ('degraded' as const) };
        if (!isTrusted(request, parts.token)) return verdict;
        return {
          ...verdict,
          release: status.release,
          startedAt: status.startedAt,
          database: { ok, schema: parts.schema },
          printer: status.printer,
          wix: status.wix,
          queue: status.queue,
          storage: status.storage,
        };
      },
    }),
  ];
}
