import type { EmittedBy } from '../../src-shared/contract/contract.ts';
import { serviceAnswers, servicePaths } from '../../src-shared/service/api.ts';
import { createBackOff, pause } from '../connections/back-off.ts';
import type { RemoteHost } from '../ssh/remote-host.ts';
import { createEventParser } from './event-parser.ts';
import { openServiceResponse } from './request.ts';
import { sayWatching } from './say-watching.ts';

export type StatusEvent = EmittedBy<'status.watch'>;
/** What changes the picture; `heard` only confirms it. */
export type StatusChange = Exclude<StatusEvent, { kind: 'heard' }>;
export type SilentReason = Extract<StatusEvent, { kind: 'silent' }>['reason'];

/** Milliseconds without a word after which the last word no longer counts. The service says something every five seconds. */
export const silenceMs = 15_000;
/** Milliseconds for the same where the target itself answers: a service that only starts anew is back by then. */
const serviceGoneMs = 9_000;

export interface StatusSource {
  /** The shared connection to the target. */
  connect(): Promise<RemoteHost>;
  servicePort(host: RemoteHost): Promise<number>;
  /** Why does the service not answer although the target does? */
  whySilent(host: RemoteHost): Promise<SilentReason>;
}

/**
 * Tells the service's state as it changes, for as long as the signal is not aborted: over server-sent events that are
 * resumed where they broke off, `heard` whenever it shows that it still lives, and `silent` once when nothing was ever heard or
 * not for fifteen seconds, nine if the target answers without its service. Meanwhile it tells the service that this PC watches; it returns after the goodbye.
 */
export async function watchStatus(
  source: StatusSource,
  emit: (event: StatusEvent) => void,
  signal: AbortSignal,
  silentAfterMs = silenceMs,
): Promise<void> {
  const backOff = createBackOff();
  const begin = Date.now();
  let lastWord: number | null = null;
  let lastEventId: string | null = null;
  let told: SilentReason | null = null;

  const silent = (reason: SilentReason) => {
    if (told === reason || signal.aborted) return;
    told = reason;
    emit({ kind: 'silent', since: new Date(lastWord ?? begin).toISOString(), reason });
  };
  const heard = () => {
    lastWord = Date.now();
    backOff.reset();
  };
  /** A restart of the service is no silence yet: the last word still counts for a while. Null where there is none that counts. */
  const trustLeftMs = (longestMs: number) => (lastWord === null || told ? null : lastWord + longestMs - Date.now());
  const withoutServiceMs = Math.min(silentAfterMs, serviceGoneMs);

  while (!signal.aborted) {
    const attempt = new AbortController();
    const both = AbortSignal.any([signal, attempt.signal]);
    let host: RemoteHost | undefined;
    let saying: Promise<void> | undefined;
    let fellSilent = false;
    let toldHere = false;
    try {
      const here = await source.connect();
      host = here;
      const port = await source.servicePort(here);
      await listen(here, port, {
        lastEventId,
        signal: both,
        silentAfterMs,
        firstWordMs: Math.max(1, trustLeftMs(withoutServiceMs) ?? silentAfterMs),
        onWord: () => {
          heard();
          // Only what this very connection has told is still true because it lives.
          if (toldHere) emit({ kind: 'heard' });
        },
        onSilence: () => {
          fellSilent = true;
        },
        onStatus: (status, id) => {
          heard();
          told = null;
          toldHere = true;
          saying ??= sayWatching(here, port, attempt.signal, signal);
          lastEventId = id ?? lastEventId;
          emit({ kind: 'status', status });
        },
      });
    } catch {
      // told below as silence, with its reason
    } finally {
      // Where nobody watches any more, the goodbye still goes over this connection.
      if (!signal.aborted) attempt.abort();
      await saying;
      attempt.abort();
    }
    if (signal.aborted) return;
    // the timer and the clock may be some milliseconds apart on a busy machine: what the timer says counts
    const trustMs = fellSilent ? 0 : (trustLeftMs(host ? withoutServiceMs : silentAfterMs) ?? 0);
    if (trustMs <= 0)
      silent(host ? await source.whySilent(host).catch((): SilentReason => 'pi-unreachable') : 'pi-unreachable');
    const pauseMs = backOff.next();
    await pause(trustMs > 0 ? Math.min(pauseMs, trustMs) : pauseMs, signal);
  }
}

interface Listening {
  readonly lastEventId: string | null;
  readonly signal: AbortSignal;
  readonly silentAfterMs: number;
  /** For the first word after connecting. */
  readonly firstWordMs: number;
  onWord(): void;
  onSilence(): void;
  onStatus(status: Extract<StatusEvent, { kind: 'status' }>['status'], id: string | null): void;
}

/** Listens to one stream of events until it ends, falls silent, or the signal is aborted. */
async function listen(host: RemoteHost, port: number, listening: Listening): Promise<void> {
  const quiet = new AbortController();
  const fallSilent = () => {
    listening.onSilence();
    quiet.abort();
  };
  let timer = setTimeout(fallSilent, listening.firstWordMs);
  const signal = AbortSignal.any([listening.signal, quiet.signal]);
  try {
    const headers: Record<string, string> = { accept: 'text/event-stream' };
    if (listening.lastEventId !== null) headers['last-event-id'] = listening.lastEventId;
    const response = await openServiceResponse(
      host,
      port,
      { method: 'GET', path: servicePaths.events, headers },
      signal,
    );
    if (response.statusCode !== 200) throw new Error(`events answer ${response.statusCode}`);
    const parser = createEventParser(({ id, type, data }) => {
      if (type !== 'status') return;
      const status = serviceAnswers.status.safeParse(JSON.parse(data));
      if (status.success) listening.onStatus(status.data, id);
    }, listening.onWord);
    for await (const part of response.setEncoding('utf8') as AsyncIterable<string>) {
      clearTimeout(timer);
      timer = setTimeout(fallSilent, listening.silentAfterMs);
      parser.push(part);
    }
  } finally {
    clearTimeout(timer);
    quiet.abort();
  }
}
