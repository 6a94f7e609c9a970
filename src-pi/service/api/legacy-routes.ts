import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { legacyTime } from '../database/times.ts';
import type { Component } from '../status-board.ts';
import type { ServiceParts } from './server.ts';

const limitQuery = (preset: number) => z.coerce.number().int().min(1).max(1000).default(preset);
const historyQuery = z.object({ limit: limitQuery(20), notification_type: z.string().max(100).optional() });
const eventsQuery = z.object({ limit: limitQuery(100), component: z.enum(['printer', 'internet']).optional() });
const recoveryTypes = z.enum(['printer_recovery', 'internet_recovery', 'combined_recovery', 'manual_recovery']);
const triggerQuery = z.object({ recovery_type: recoveryTypes.default('manual_recovery') });

/** The older service's calls, with its names and shapes. What this release cannot do answers 501 and says so. */
export function legacyRoutes(app: FastifyInstance, parts: ServiceParts): void {
  const { database, board } = parts;

  app.get('/recovery/status', async () => ({
    recovery_manager_running: true,
    // Recovery is not a session here yet: every ticket that waits is printed as soon as the printer is back.
    current_session: null,
    queue_statistics: await database.call('recoveryQueue'),
    last_recovery: null,
  }));
  app.get('/recovery/statistics', async () => {
    const queue = await database.call('recoveryQueue');
    return { queue_statistics: queue, recovery_statistics: queue, timestamp: legacyTime(new Date()) };
  });
  app.get('/recovery/history', async (request) => {
    const { limit } = historyQuery.parse(request.query);
    const history = await database.call('recoveryHistory', limit);
    return { recovery_history: history, count: history.length, limit };
  });
  app.post('/recovery/trigger', async (request) => {
    const { recovery_type } = triggerQuery.parse(request.query);
    if (recovery_type !== 'printer_recovery') await parts.lookAtShop();
    parts.wakePrinter();
    const queue = await database.call('recoveryQueue');
    return { success: true, recovery_type, session_id: null, items_total: queue.total_items };
  });
  app.post('/recovery/pause', (_request, reply) => notYet(reply, 'pausing the recovery'));

  app.get('/connectivity/status', () => connectivity(parts));
  app.post('/connectivity/check', async () => {
    await parts.lookAtShop();
    return connectivity(parts);
  });
  app.get('/connectivity/events', async (request) => {
    const { limit, component } = eventsQuery.parse(request.query);
    const events = await database.call('connectivityEvents', { limit, component: component ?? null });
    return { events, count: events.length, limit };
  });

  app.get('/offline/queue/status', () => database.call('offlineQueueStatus'));
  app.post('/offline/queue/cleanup', async () => {
    const removed = await database.call('cleanupQueue');
    return { success: true, removed_items: removed };
  });

  app.get('/orders/:id', (request) => {
    const { id } = z.object({ id: z.string().min(1).max(200) }).parse(request.params);
    return database.call('readOrder', id);
  });
  app.get('/print/statistics', () => database.call('printStatistics'));
  app.post('/print/job/:id', async (request) => {
    const { id } = z.object({ id: z.coerce.number().int().min(1) }).parse(request.params);
    const job = await database.call('jobOfLegacy', id);
    // What has not been on paper is simply printed; anything else would be a second ticket and bears REPRINT.
    if (['printed', 'sent'].includes(job.state)) await database.call('reprint', { jobId: job.id, reason: 'print-job' });
    else if (['held', 'unknown'].includes(job.state))
      await database.call('resolveJob', { jobId: job.id, answer: 'print-again' });
    parts.wakePrinter();
    return { success: true, job_id: id };
  });
  app.post('/print/retry-failed', async () => {
    const count = await database.call('retryHeld');
    parts.wakePrinter();
    const { unknown } = board.status().queue;
    return { success: true, retried_jobs: count, waiting_for_decision: unknown };
  });

  app.get('/notifications/status', () => ({
    enabled: parts.notifications.enabled,
    configured: parts.notifications.configured,
    // Said plainly, so that nobody relies on mails that do not come.
    sending: false,
    reason: 'this release does not send mails yet',
  }));
  app.get('/notifications/history', async (request) => {
    const { limit, notification_type: type } = historyQuery.parse(request.query);
    const history = await database.call('notificationHistory', { limit, type: type ?? null });
    return { notification_history: history, count: history.length, limit };
  });
  app.post('/notifications/test', (_request, reply) => notYet(reply, 'sending mails'));
  app.post('/notifications/config/test', (_request, reply) => notYet(reply, 'sending mails'));
  app.post('/webhook/orders', (_request, reply) =>
    notYet(reply, 'webhooks; the shop is asked every few seconds instead'),
  );
  for (const path of [
    '/self-healing/status',
    '/health/metrics',
    '/circuit-breakers/status',
    '/retry-manager/dead-letter-queue',
  ])
    app.get(path, (_request, reply) => notYet(reply, path));
  app.post('/retry-manager/requeue/:id', (_request, reply) => notYet(reply, 'the dead-letter queue'));
}

function notYet(reply: FastifyReply, what: string): void {
  reply.code(501).send({ error: { code: 'not-implemented', message: `this release does not do this yet: ${what}` } });
}

function connectivity({ board }: ServiceParts) {
  const { printer, internet } = board.components;
  const all = [printer.status, internet.status];
  const overall = all.includes('offline')
    ? 'offline'
    : all.includes('unknown')
      ? 'unknown'
      : all.includes('degraded')
        ? 'degraded'
        : 'online';
  return {
    printer: componentAnswer(printer),
    internet: componentAnswer(internet),
    overall: { status: overall, monitoring: true },
  };
}

function componentAnswer(component: Component) {
  return {
    status: component.status,
    last_online: component.lastOnline ? legacyTime(component.lastOnline) : null,
    offline_duration: component.offlineSince ? (Date.now() - Date.parse(component.offlineSince)) / 1000 : null,
  };
}
