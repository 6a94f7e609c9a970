import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect as connectTcp, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createDispatcher } from '../../../src-main/contract/dispatcher.ts';
import { type Implementation, untilClosed } from '../../../src-main/contract/implementation.ts';
import { startBrowserServer } from '../../../src-main/host-browser/server.ts';
import { createSessions } from '../../../src-main/host-browser/sessions.ts';
import type { Bridge } from '../../../src-shared/contract/bridge.ts';
import { refuse } from '../../../src-shared/contract/errors.ts';
import {
  createSocketTransport,
  type SocketLike,
  type SocketState,
} from '../../../src-shared/contract/socket-transport.ts';
import { everybodyMay } from '../../support/access.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A cable between window and host that can be cut and plugged in again. */
async function cableTo(port: number) {
  const ends = new Set<Socket>();
  let plugged = true;
  const relay: Server = createServer((near) => {
    if (!plugged) return near.destroy();
    const far = connectTcp(port, '127.0.0.1');
    for (const end of [near, far]) {
      ends.add(end);
      end.on('error', () => {});
      end.on('close', () => {
        near.destroy();
        far.destroy();
        ends.delete(end);
      });
    }
    near.pipe(far).pipe(near);
  });
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
  cleanUps.push(() => relay.close());
  return {
    port: (relay.address() as AddressInfo).port,
    cut: () => {
      plugged = false;
      for (const end of ends) end.destroy();
    },
    plugIn: () => {
      plugged = true;
    },
  };
}

async function setUp(implementation: Partial<Implementation>) {
  const sessions = createSessions();
  const bugs: unknown[] = [];
  const dispatcher = createDispatcher(implementation, {
    reportBug: (_what, error) => `bug-${bugs.push(error)}`,
    access: everybodyMay,
  });
  const server = await startBrowserServer({ files: new Map(), sessions, dispatcher, language: () => 'de', port: 0 });
  cleanUps.push(() => server.close());
  const cable = await cableTo(server.port);
  const states: SocketState[] = [];
  const stateListeners = new Set<() => void>();
  let session: string | null = null;
  const transport = createSocketTransport({
    connect: () =>
      new WebSocket(`ws://127.0.0.1:${cable.port}/bridge`, {
        origin: `http://127.0.0.1:${server.port}`,
        headers: { host: `127.0.0.1:${server.port}` },
      }) as unknown as SocketLike,
    after: (milliseconds, run) => {
      const timer = setTimeout(run, Math.min(milliseconds, 300));
      return () => clearTimeout(timer);
    },
    token: sessions.currentToken(),
    session: {
      read: () => session,
      write: (text) => {
        session = text;
      },
    },
    onState: (state) => {
      states.push(state);
      for (const listener of stateListeners) listener();
    },
  });
  cleanUps.push(transport.close);
  const reached = (state: SocketState) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (states.at(-1) !== state) return;
        stateListeners.delete(look);
        resolve();
      };
      stateListeners.add(look);
      look();
    });
  return { bridge: transport.bridge as Bridge, cable, states, reached, bugs };
}

test('a call is answered, a refusal arrives as data, a bug as a reference without its details', async () => {
  const { bridge, bugs } = await setUp({
    'run.list': () => [],
    'targets.facts': () => {
      throw refuse('target.unknown', { targetId: 'kueche' });
    },
    'orders.page': () => {
      throw new Error('password is 4711');
    },
  });
  expect(await bridge.call('run.list', { targetId: 'kueche' })).toEqual({ ok: true, value: [] });
  expect(await bridge.call('targets.facts', { targetId: 'kueche' })).toMatchObject({
    error: { code: 'target.unknown', data: { targetId: 'kueche' } },
  });
  const bug = await bridge.call('orders.page', { targetId: 'kueche' });
  expect(bug).toMatchObject({ error: { code: 'internal.bug', data: { reference: 'bug-1' } } });
  expect(JSON.stringify(bug)).not.toContain('4711');
  expect(bugs).toHaveLength(1);
});

test('an invalid request does not leave the window', async () => {
  const { bridge } = await setUp({});
  const answer = await bridge.call('run.list', { targetId: 'NOT A TARGET' });
  expect(answer).toMatchObject({ ok: false, error: { code: 'contract.invalid-request' } });
});

test('an answer that does not fit the contract is refused by the host', async () => {
  const { bridge, bugs } = await setUp({ 'targets.unpair': () => ({ left: 'everything' }) as never });
  expect(await bridge.call('targets.unpair', { targetId: 'kueche' })).toMatchObject({
    error: { code: 'contract.invalid-response' },
  });
  expect(bugs).toHaveLength(1);
});

test('closing a stream aborts its handler', async () => {
  let closedStream = () => {};
  const isClosed = new Promise<void>((resolve) => {
    closedStream = resolve;
  });
  const { bridge } = await setUp({
    'targets.list': async (_request, { emit, signal }) => {
      emit([]);
      await untilClosed(signal);
      closedStream();
    },
  });
  const ends: unknown[] = [];
  const close = await new Promise<() => void>((resolve) => {
    const closeIt = bridge.open(
      'targets.list',
      {},
      { onEvent: () => resolve(closeIt), onEnd: (end) => ends.push(end) },
    );
  });
  close();
  await isClosed;
  expect(ends).toEqual([]);
});

test('after a cut cable a journal goes on after the last entry, and what waits for an answer is refused', async () => {
  const asked: number[] = [];
  const entry = (seq: number) => ({
    type: 'engine-started' as const,
    seq,
    at: 'now',
    bootId: 'b',
    previous: '0'.repeat(64),
    pid: 1,
    resumed: false,
  });
  const { bridge, cable, reached } = await setUp({
    'run.list': (_request, { signal }) => untilClosed(signal).then(() => []),
    'run.follow': async ({ fromSeq }, { emit, signal }) => {
      asked.push(fromSeq);
      emit({ kind: 'entries', entries: [entry(fromSeq), entry(fromSeq + 1)] });
      if (fromSeq === 1) await untilClosed(signal);
    },
    'pairing.pair': (_request, { signal }) => untilClosed(signal),
  });
  const seen: number[] = [];
  let heardTwo = () => {};
  const two = new Promise<void>((resolve) => {
    heardTwo = resolve;
  });
  const ended = new Promise((resolve) => {
    bridge.open(
      'run.follow',
      { targetId: 'kueche', runId: '20261123-120000-abcdef' },
      {
        onEvent: (event) => {
          if (event.kind === 'entries') seen.push(...event.entries.map(({ seq }) => seq));
          heardTwo();
        },
        onEnd: resolve,
      },
    );
  });
  const pairing = new Promise((resolve) => {
    bridge.open(
      'pairing.pair',
      {
        address: 'kueche',
        user: 'pi',
        login: { kind: 'password', password: 'x' },
        acceptedFingerprint: 'SHA256:x',
        name: 'K',
      },
      { onEvent: () => {}, onEnd: resolve },
    );
  });
  await two;
  const waiting = bridge.call('run.list', { targetId: 'kueche' });
  cable.cut();
  expect(await waiting).toMatchObject({ ok: false, error: { code: 'contract.disconnected', retry: 'now' } });
  expect(await pairing).toMatchObject({ code: 'contract.disconnected' });
  await reached('lost');
  cable.plugIn();
  expect(await ended).toBeNull();
  expect(asked).toEqual([1, 3]);
  expect(seen).toEqual([1, 2, 3, 4]);
});
