import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServiceEvent } from '../database/journal.ts';
import type { ServiceParts } from './parts.ts';

const heartbeatMilliseconds = 5000;
const replayPage = 500;
/** A listener that does not read is let go; with its Last-Event-ID it misses nothing when it comes back. */
const mostUnreadBytes = 1024 * 1024;
const mostListeners = 50;

/**
 * `GET /events`: server-sent events. First a `status`, then all events after `Last-Event-ID`, then each event as it is on the disk
 * and a `status` after each change. The ids are those of the events table and survive a restart.
 */
export function eventStream(parts: ServiceParts): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  let listeners = 0;
  return async (request, reply) => {
    if (listeners >= mostListeners) {
      reply
        .code(503)
        .header('retry-after', '5')
        .send({ error: { code: 'busy', message: 'too many listeners' } });
      return;
    }
    listeners += 1;
    const { raw } = reply;
    const closing = Promise.withResolvers<void>();
    raw.on('close', closing.resolve);
    raw.on('error', closing.resolve);
    reply.hijack();
    raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });

    const write = (text: string) => {
      if (raw.destroyed) return;
      raw.write(text);
      if (raw.writableLength > mostUnreadBytes) raw.destroy();
    };
    const asked = Number(request.headers['last-event-id'] ?? Number.NaN);
    // Live events wait until the replay has caught up: the order of the ids is never broken.
    let lastSent = Number.isSafeInteger(asked) && asked >= 0 ? asked : null;
    let live: ServiceEvent[] | null = [];
    const send = (event: ServiceEvent) => {
      if (lastSent !== null && event.id <= lastSent) return;
      lastSent = event.id;
      write(`id: ${event.id}\nevent: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`);
    };
    const sendStatus = () => write(`event: status\ndata: ${JSON.stringify(parts.board.status())}\n\n`);

    // Once for all changes of this turn, and after the events that tell of them.
    let statusDue = false;
    const statusSoon = () => {
      if (statusDue) return;
      statusDue = true;
      setImmediate(() => {
        statusDue = false;
        sendStatus();
      });
    };

    const stops = [
      parts.database.onChanges((events) => {
        if (live) live.push(...events);
        else for (const event of events) send(event);
      }),
      parts.board.onChange(statusSoon),
    ];
    const heartbeat = setInterval(() => write(': still here\n\n'), heartbeatMilliseconds);
    try {
      sendStatus();
      while (lastSent !== null && !raw.destroyed) {
        const events = await parts.database.call('eventsAfter', { id: lastSent, limit: replayPage });
        for (const event of events) send(event);
        if (events.length < replayPage) break;
      }
      for (const event of live) send(event);
      live = null;
      await closing.promise;
    } finally {
      listeners -= 1;
      clearInterval(heartbeat);
      for (const stop of stops) stop();
      raw.end();
    }
  };
}
