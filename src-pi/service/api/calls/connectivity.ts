import { z } from 'zod';
import { legacyTime } from '../../database/times.ts';
import type { Component } from '../../status-board.ts';
import { type Call, call, limitOf } from '../call.ts';
import type { ServiceParts } from '../parts.ts';
import { legacyInstant } from './shapes.ts';

const status = z.enum(['online', 'offline', 'degraded', 'unknown']);
const component = z.object({
  status,
  last_online: legacyInstant.nullable(),
  /** Seconds. */
  offline_duration: z.number().nullable(),
});
const connectivityAnswer = z.object({
  printer: component,
  internet: component,
  overall: z.object({ status, monitoring: z.boolean() }),
});
const eventRow = z.looseObject({
  id: z.number().int(),
  event_type: z.string(),
  component: z.string(),
  status: z.string(),
  timestamp: z.string(),
  duration_offline: z.number().nullable(),
  details: z.string().nullable(),
});

/** What the older service tells of the printer's and the shop's reachability. */
export function connectivityCalls(parts: ServiceParts): Call[] {
  return [
    call('GET /connectivity/status', 'connectivity', 'Are the printer and the shop reachable?', {
      answer: connectivityAnswer,
      run: () => connectivity(parts),
    }),
    call('POST /connectivity/check', 'connectivity', 'Looks now, and says what was found', {
      answer: connectivityAnswer,
      run: async () => {
        await parts.lookAtShop();
        return connectivity(parts);
      },
    }),
    call('GET /connectivity/events', 'connectivity', 'When each of them came and went, newest first', {
      query: z.object({ limit: limitOf(100), component: z.enum(['printer', 'internet']).optional() }),
      answer: z.object({ events: z.array(eventRow), count: z.number().int(), limit: z.number().int() }),
      run: async ({ query }) => {
        const asked = { limit: query.limit, component: query.component ?? null };
        const events = await parts.read('connectivityEvents', asked);
        return { events: events as z.output<typeof eventRow>[], count: events.length, limit: query.limit };
      },
    }),
  ];
}

function connectivity({ board }: ServiceParts): z.input<typeof connectivityAnswer> {
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
