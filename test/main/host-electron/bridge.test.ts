import { expect, test } from 'vitest';
import { createDispatcher } from '../../../src-main/contract/dispatcher.ts';
import { untilClosed } from '../../../src-main/contract/implementation.ts';
import { type BridgeEvent, createBridge } from '../../../src-main/host-electron/bridge.ts';
import { createPreloadTransport } from '../../../src-shared/contract/preload-transport.ts';
import { everybodyMay } from '../../support/access.ts';

function fakeWindow(id: number) {
  const heard: { id: number; kind: string; error?: { code: string } }[] = [];
  const listeners = new Map<string, (details: never) => void>();
  let hear: (text: string) => void = () => {};
  const contents = {
    id,
    mainFrame: { url: 'app://bonwart/' },
    isDestroyed: () => false,
    send: (_channel: string, text: string) => {
      heard.push(JSON.parse(text));
      hear(text);
    },
    on: (name: string, listener: never) => listeners.set(name, listener),
  };
  return {
    contents,
    heard,
    listen: (listener: (text: string) => void) => {
      hear = listener;
    },
    happen: (name: string, details: object = {}) => listeners.get(name)?.(details as never),
  };
}

function setUp() {
  const asked: string[] = [];
  let closed = 0;
  const dispatcher = createDispatcher(
    {
      'run.list': ({ targetId }) => {
        asked.push(targetId);
        return [];
      },
      'targets.list': async (_request, { emit, signal }) => {
        emit([]);
        await untilClosed(signal);
        closed += 1;
      },
    },
    { reportBug: () => 'r', access: everybodyMay },
  );
  let receive: (event: BridgeEvent, text: unknown) => void = () => {};
  const bridge = createBridge(
    {
      on: (_channel, listener) => {
        receive = listener;
      },
    },
    dispatcher,
  );
  const window = fakeWindow(1);
  bridge.trust(window.contents);
  const send = (
    text: unknown,
    event: BridgeEvent = { sender: window.contents, senderFrame: window.contents.mainFrame },
  ) => receive(event, text);
  return { asked, window, send, closed: () => closed };
}

const ask = JSON.stringify({ kind: 'call', id: 5, name: 'run.list', request: { targetId: 'kueche' } });
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('the window is answered, through the same client as in the browser', async () => {
  const { window, send } = setUp();
  const after = (milliseconds: number, run: () => void) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  };
  const bridge = createPreloadTransport({ send, listen: window.listen }, after);
  expect(await bridge.call('run.list', { targetId: 'kueche' })).toEqual({ ok: true, value: [] });
});

test('a stranger is refused with an error, and nothing is done', async () => {
  const { window, send, asked } = setUp();
  const stranger = fakeWindow(2);
  const page = window.contents.mainFrame;
  const events: Record<string, BridgeEvent> = {
    'another window': { sender: stranger.contents, senderFrame: stranger.contents.mainFrame },
    'another window that shows our frame': { sender: stranger.contents, senderFrame: page },
    'a sub-frame': { sender: window.contents, senderFrame: { url: 'app://bonwart/' } },
    'no frame': { sender: window.contents, senderFrame: null },
  };
  for (const [what, event] of Object.entries(events)) {
    send(ask, event);
    await turn();
    const heard = event.sender.id === 1 ? window.heard : stranger.heard;
    expect(heard.at(-1), what).toMatchObject({ kind: 'refusal', id: 5, error: { code: 'contract.not-allowed' } });
  }
  for (const url of ['about:blank', '', 'app://bonwart.evil/', 'https://evil.example/']) {
    page.url = url;
    send(ask);
    await turn();
    expect(window.heard.at(-1), url).toMatchObject({ error: { code: 'contract.not-allowed' } });
  }
  expect(asked).toEqual([]);
});

test('what is no text, or too much of it, is not heard', async () => {
  const { window, send, asked } = setUp();
  for (const text of [undefined, null, 7, {}, `${ask}${' '.repeat(300_000)}`]) send(text);
  await turn();
  expect([asked, window.heard]).toEqual([[], []]);
});

test('a reload closes the streams of the page before it, a step within the page does not', async () => {
  const { window, send, closed } = setUp();
  const open = JSON.stringify({ kind: 'open', id: 1, name: 'targets.list', request: {} });
  send(open);
  window.happen('did-start-navigation', { isMainFrame: true, isSameDocument: true });
  await turn();
  expect(closed()).toBe(0);
  window.happen('did-start-navigation', { isMainFrame: true, isSameDocument: false });
  await turn();
  expect(closed()).toBe(1);
  send(open);
  await turn();
  expect(window.heard.filter(({ kind }) => kind === 'event')).toHaveLength(2);
});
