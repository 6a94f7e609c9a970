import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { createStatusHub } from '../../../src-main/service-api/status-hub.ts';
import type { StatusEvent } from '../../../src-main/service-api/status-watch.ts';
import type { RemoteHost } from '../../../src-main/ssh/remote-host.ts';
import type { Moment } from '../../../src-shared/moment.ts';
import { until } from '../../control/bench/deadline.ts';
import { serveEvents } from './event-server.ts';

type Events = Awaited<ReturnType<typeof serveEvents>>;

const hubOf = (events: Events, clocks?: () => Moment) =>
  createStatusHub(
    () => ({
      connect: async () => events.host as unknown as RemoteHost,
      servicePort: async () => events.port,
      whySilent: async () => 'service-not-running' as const,
    }),
    (_what, error) => {
      throw error;
    },
    clocks,
  );

test('a window that comes late is told how old the word is, and what confirms it makes it young again', async () => {
  const events = await serveEvents();
  const time = { wall: 1_000_000, steady: 0 };
  const hub = hubOf(events, () => ({ ...time }));
  const over = new AbortController();
  const listen = () => {
    const heard: StatusEvent[] = [];
    void hub.watch('pi', (event) => heard.push(event), over.signal);
    return heard;
  };
  try {
    const first = listen();
    events.say('1.0.0');
    await until('the first word', () => first.length > 0);
    expect(first[0]).toMatchObject({ kind: 'status' });
    // The computer sleeps: only the wall clock goes on.
    time.wall += 3_600_000;
    expect(listen()[0]).toMatchObject({ kind: 'status', ageMs: 3_600_000 });
    events.comment();
    await until('the confirmation', () => first.some(({ kind }) => kind === 'heard'));
    time.steady += 4_000;
    expect(listen()[0]).toMatchObject({ kind: 'status', ageMs: 4_000 });
  } finally {
    over.abort();
    await events.close();
  }
});

test('the Pi hears that this PC watches, once for all windows, and a goodbye after the last one', async () => {
  const events = await serveEvents();
  const hub = hubOf(events);
  const [one, other] = [new AbortController(), new AbortController()];
  try {
    const watching = [one, other].map(({ signal }) => hub.watch('pi', () => {}, signal));
    events.say('1.0.0');
    await until('the first sign of life', () => events.heard.length > 0);
    one.abort();
    await watching[0];
    const { watch } = events.heard[0] as { watch: string };
    expect(events.heard).toEqual([{ pc: hostname(), watch, leaving: false }]);
    other.abort();
    await watching[1];
    await hub.close();
    expect(events.heard.slice(1)).toEqual([{ pc: hostname(), watch, leaving: true }]);
  } finally {
    await events.close();
  }
});

test('a connection that is lost says no goodbye, and does not hold up the closing', async () => {
  const events = await serveEvents();
  const hub = hubOf(events);
  const over = new AbortController();
  const told: StatusEvent[] = [];
  void hub.watch('pi', (event) => told.push(event), over.signal);
  events.say('1.0.0');
  await until('the first sign of life', () => events.heard.length > 0);
  await events.close();
  over.abort();
  await hub.close();
  expect(events.heard).toMatchObject([{ pc: hostname(), leaving: false }]);
});
