import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { databaseFile, reading } from '../database/database-file.ts';
import type { ReleasePlace } from '../releases/releases.ts';
import type { Verdict } from './verdict.ts';

const statusSchema = z.looseObject({
  printers: z.array(z.looseObject({ id: z.string(), state: z.string() })).default([]),
});
const answerMilliseconds = 3000;
const lookEveryMilliseconds = 50;

/**
 * Prints a ticket that belongs to no order, where a printer is ready: a service that answers may still not print. Waits for its end no
 * longer than the deadline (ms).
 *
 * @returns the check; null where no printer is ready, or the release knows no such ticket. A printer that stops meanwhile (its paper
 *   ends) does not count against the release.
 */
export async function printTestTicket(
  at: ReleasePlace,
  port: number,
  deadlineMs: number,
  signal: AbortSignal,
): Promise<Verdict['checks'][number] | null> {
  const giveUp = performance.now() + deadlineMs;
  // a service that has just started is still getting to know its printers
  let printer = await readyPrinter(port);
  while (printer === undefined && performance.now() < giveUp && !signal.aborted) {
    await wait(lookEveryMilliseconds);
    printer = await readyPrinter(port);
  }
  if (printer === null || printer === undefined) return null;
  const jobId = await order(port, printer);
  if (jobId === null) return null;
  let state = '';
  while (performance.now() < giveUp && !signal.aborted) {
    state = stateOf(at, jobId);
    if (state === 'printed' || state === 'sent') return { name: 'ticket', ok: true, baseline: null, detail: printer };
    await wait(lookEveryMilliseconds);
  }
  const stillReady = (await readyPrinter(port)) === printer;
  return { name: 'ticket', ok: false, baseline: stillReady ? null : false, detail: `${printer}: ${state}` };
}

/** The first printer that can print; undefined while one is still being looked at; null if none can. */
async function readyPrinter(port: number): Promise<string | null | undefined> {
  const { printers = [] } = statusSchema.safeParse(await ask(port, '/bonwart/status', 'GET')).data ?? {};
  const ready = printers.find(({ state }) => state === 'ready' || state === 'paper-near-end');
  if (ready) return ready.id;
  return printers.some(({ state }) => state === 'unknown') ? undefined : null;
}

async function order(port: number, printer: string): Promise<number | null> {
  const answer = await ask(port, `/bonwart/printers/${encodeURIComponent(printer)}/test-ticket`, 'POST');
  return z.looseObject({ jobId: z.number().int() }).safeParse(answer).data?.jobId ?? null;
}

/** Null for whatever is no answer of success. */
async function ask(port: number, path: string, method: 'GET' | 'POST'): Promise<unknown> {
  try {
    const signal = AbortSignal.timeout(answerMilliseconds);
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, signal });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

function stateOf(at: ReleasePlace, jobId: number): string {
  try {
    return String(
      reading(databaseFile(at), (database) =>
        database.prepare('SELECT state FROM jobs WHERE id = ?').pluck().get(jobId),
      ),
    );
  } catch {
    // the service is writing; we look again
    return '';
  }
}
