import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Refusal } from '../../src-shared/contract/errors.ts';
import { serviceAnswers, servicePaths } from '../../src-shared/service/api.ts';
import { pause } from '../connections/back-off.ts';
import type { RemoteHost } from '../ssh/remote-host.ts';
import { askService } from './request.ts';

/** The Pi takes a PC for gone after fifteen seconds. */
const everyMs = 5000;
/** A goodbye must not hold up closing the window. */
const goodbyeMs = 1000;

/**
 * Says to the Pi every five seconds that this PC watches it, and says goodbye when the watching is over: so the Pi can tell a PC that
 * somebody closed from one that died. Returns when `connection` or `watching` is aborted, after the goodbye; a service that does not know the call is
 * left alone. Never throws: the watching itself does not hang on it.
 *
 * @param connection aborted when this connection is lost; then there is no goodbye.
 * @param watching aborted when nobody watches here any more.
 */
export async function sayWatching(
  host: RemoteHost,
  port: number,
  connection: AbortSignal,
  watching: AbortSignal,
): Promise<void> {
  const watch = randomUUID();
  const over = AbortSignal.any([connection, watching]);
  const say = (leaving: boolean, deadlineMs: number, signal?: AbortSignal) =>
    askService(host, port, {
      method: 'POST',
      path: servicePaths.watching,
      body: { pc: hostname().slice(0, 100) || 'PC', watch, leaving },
      answer: serviceAnswers.watching,
      deadlineMs,
      ...(signal ? { signal } : {}),
    });
  while (!over.aborted) {
    try {
      await say(false, everyMs, over);
    } catch (error) {
      if (error instanceof Refusal && error.error.code === 'service.too-old') return;
    }
    await pause(everyMs, over);
  }
  if (!connection.aborted) await say(true, goodbyeMs).catch(() => {});
}
