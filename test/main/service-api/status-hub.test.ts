import { expect, test } from 'vitest';
import { createStatusHub } from '../../../src-main/service-api/status-hub.ts';
import type { StatusEvent } from '../../../src-main/service-api/status-watch.ts';
import type { RemoteHost } from '../../../src-main/ssh/remote-host.ts';
import { until } from '../../control/bench/deadline.ts';
import { serveEvents } from './event-server.ts';

test('a window that comes late is told how old the word is, and what confirms it makes it young again', async () => {
  const events = await serveEvents();
  const time = { wall: 1_000_000, steady: 0 };
  const hub = createStatusHub(
    () => ({
      connect: async () => events.host as unknown as RemoteHost,
      servicePort: async () => events.port,
      whySilent: async () => 'service-not-running' as const,
    }),
    (_what, error) => {
      throw error;
    },
    () => ({ ...time }),
  );
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
