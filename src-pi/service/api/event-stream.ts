import { once } from 'node:events';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServiceEvent } from '../database/journal.ts';
import type { ServiceParts } from './parts.ts';

const heartbeatMilliseconds = 5000;
const replayPage = 500;
/** A listener that does not read is let go; with its Last-Event-ID it misses nothing when it comes back. */
const mostUnreadBytes = 1024 * 1024;
const mostListeners = 50;

/**
 * `GET /events`: server-sent events. First a `status`; with a `Last-Event-ID` all events after it, or a `snapshot` (status and
 * orders) where that id is not known any more, or of another database; then each event as it is on the disk, and a `status`
 * after each change. The ids are those of the events table and survive a restart.
 */
export function eventStream(parts: ServiceParts): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  let listeners = 0;
  return async (request, reply) => {
    if (listeners >= mostListeners) {
      const error = { code: 'busy', message: 'too many listeners' };
      reply.code(503).header('retry-after', '5').send({ error });
      return;
    }
    listeners += 1;
    try {
      await serve(parts, request, reply);
    } finally {
      listeners -= 1;
    }
  };
}

async function serve(
  { database, board, ending }: ServiceParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { raw } = reply;
  const closing = Promise.withResolvers<void>();
  raw.on('close', closing.resolve);
  raw.on('error', closing.resolve);
  const letGo = () => closing.resolve();
  ending.addEventListener('abort', letGo);
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
  const sendStatus = () => write(`event: status\ndata: ${JSON.stringify(board.status())}\n\n`);

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
    database.onChanges((events) => {
      if (live) live.push(...events);
      else for (const event of events) send(event);
    }),
    board.onChange(statusSoon),
  ];
  const heartbeat = setInterval(() => write(': still here\n\n'), heartbeatMilliseconds);
  try {
    sendStatus();
    if (lastSent !== null) {
      const snapshot = await database.call('resumeEvents', lastSent);
      if (snapshot) {
        lastSent = snapshot.id;
        const data = { status: board.status(), orders: snapshot.orders };
        write(`id: ${snapshot.id}\nevent: snapshot\ndata: ${JSON.stringify(data)}\n\n`);
      }
    }
    while (lastSent !== null && !raw.destroyed) {
      // What was told until now is in the table; only what comes while it is read must be kept.
      live = [];
      const events: readonly ServiceEvent[] = await database.call('eventsAfter', { id: lastSent, limit: replayPage });
      for (const event of events) send(event);
      if (events.length < replayPage) break;
      // A long replay goes at the listener's pace.
      if (raw.writableNeedDrain) await Promise.race([once(raw, 'drain'), closing.promise]);
    }
    for (const event of live) send(event);
    live = null;
    await closing.promise;
  } finally {
    clearInterval(heartbeat);
    for (const stop of stops) stop();
    ending.removeEventListener('abort', letGo);
    raw.end();
  }
}
