import { get as httpGet } from 'node:http';
import { get as httpsGet } from 'node:https';
import type { Log } from '../life/log.ts';

const callMilliseconds = 10_000;
const everyMilliseconds = 60_000;

/**
 * Calls an address outside once a minute while all is well. Whoever is there notices when the calls stop: that is the only thing that tells of a whole restaurant
 * without power. What it answers is not read.
 */
export function startDeadManCalls(parts: {
  url(): string;
  isWell(): boolean;
  readonly log: Log;
  readonly everyMilliseconds?: number;
}): { stop(): void } {
  const stopping = new AbortController();
  const timer = setInterval(() => {
    const url = parts.url();
    if (url === '' || !parts.isWell()) return;
    // the address may hold a token, so it is not logged
    callOnce(url, stopping.signal).catch((error) => parts.log.warn({ error: error.code ?? 'failed' }, 'dead-man call'));
  }, parts.everyMilliseconds ?? everyMilliseconds);
  return {
    stop() {
      clearInterval(timer);
      stopping.abort();
    },
  };
}

function callOnce(url: string, stop: AbortSignal): Promise<void> {
  const get = url.startsWith('https:') ? httpsGet : httpGet;
  const signal = AbortSignal.any([stop, AbortSignal.timeout(callMilliseconds)]);
  return new Promise((resolve, reject) => {
    const request = get(url, { signal, agent: false }, (response) => {
      response.resume();
      response.once('end', resolve);
      response.once('error', reject);
    });
    request.once('error', reject);
  });
}
