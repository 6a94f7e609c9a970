import type { Bridge, StreamHandlers } from './bridge.ts';
import { type CallName, definitionOf, type StreamName } from './contract.ts';
import { deadlineOf } from './deadlines.ts';
import type { Result } from './define.ts';
import { type BonwartError, refuse } from './errors.ts';
import { hostMessageSchema, type WindowMessage } from './messages.ts';
import { continuation } from './resume.ts';

/** What the client needs of its surroundings: a way out, and a clock. */
export interface ClientSurroundings {
  /** Hands one message to the host. Only called while connected. */
  send(message: WindowMessage): void;
  /** Runs something later and returns the function that prevents it. */
  after(milliseconds: number, run: () => void): () => void;
}

/** The window's half of the contract. The transport tells it what arrives and whether it is connected. */
export interface ContractClient {
  readonly bridge: Bridge;
  receive(message: unknown): void;
  connected(): void;
  disconnected(): void;
}

interface WaitingCall {
  readonly message: WindowMessage;
  readonly name: CallName;
  settle(result: Result<unknown>): void;
}

interface OpenStream {
  readonly name: StreamName;
  readonly handlers: StreamHandlers<StreamName>;
  request: unknown;
}

const disconnectedError = () => refuse('contract.disconnected', {}, { retry: 'now' }).error;

/**
 * Builds the window's half of the contract. Requests are parsed before they leave, answers and events when they arrive.
 * Before the first connection, calls and streams wait for it; a later loss refuses the calls that wait for an answer with
 * `contract.disconnected`, and opens again the streams that can be continued without harm once the connection is back.
 */
export function createContractClient(surroundings: ClientSurroundings): ContractClient {
  const calls = new Map<number, WaitingCall>();
  const streams = new Map<number, OpenStream>();
  let state: 'not-yet' | 'connected' | 'lost' = 'not-yet';
  let lastId = 0;

  const sendIfConnected = (message: WindowMessage) => {
    if (state === 'connected') surroundings.send(message);
  };

  const openMessage = (id: number, stream: OpenStream): WindowMessage => ({
    kind: 'open',
    id,
    name: stream.name,
    request: stream.request,
  });

  const endStream = (id: number, error: BonwartError | null) => {
    const stream = streams.get(id);
    if (!streams.delete(id)) return;
    stream?.handlers.onEnd(error);
  };

  const bridge: Bridge = {
    call: (name, request) =>
      new Promise((resolve) => {
        const problem = problemOf(name, 'call', request);
        if (problem) return resolve({ ok: false, error: problem });
        if (state === 'lost') return resolve({ ok: false, error: disconnectedError() });
        const id = ++lastId;
        const milliseconds = deadlineOf(name);
        const cancelDeadline = surroundings.after(milliseconds, () => {
          const error = refuse(
            'contract.timeout',
            { call: name, seconds: milliseconds / 1000 },
            { retry: 'now' },
          ).error;
          calls.get(id)?.settle({ ok: false, error });
        });
        const message: WindowMessage = { kind: 'call', id, name, request };
        const settle = (result: Result<unknown>) => {
          cancelDeadline();
          if (calls.delete(id)) resolve(result as Parameters<typeof resolve>[0]);
        };
        calls.set(id, { message, name, settle });
        sendIfConnected(message);
      }),
    open: (name, request, handlers) => {
      const id = ++lastId;
      const stream: OpenStream = { name, handlers: handlers as unknown as StreamHandlers<StreamName>, request };
      streams.set(id, stream);
      const problem = problemOf(name, 'stream', request);
      // Ended in a later turn, so that the asker has its closing function before it hears of the end.
      if (problem) surroundings.after(0, () => endStream(id, problem));
      else sendIfConnected(openMessage(id, stream));
      return () => {
        if (streams.delete(id)) sendIfConnected({ kind: 'close', id });
      };
    },
  };

  return {
    bridge,
    connected: () => {
      if (state === 'connected') return;
      state = 'connected';
      for (const { message } of calls.values()) surroundings.send(message);
      for (const [id, stream] of streams) surroundings.send(openMessage(id, stream));
    },
    disconnected: () => {
      if (state !== 'connected') return;
      state = 'lost';
      for (const waiting of [...calls.values()]) waiting.settle({ ok: false, error: disconnectedError() });
      for (const [id, stream] of [...streams]) {
        const next = continuation(stream.name, stream.request);
        if (next === null) endStream(id, disconnectedError());
      }
    },
    receive: (raw) => {
      const parsed = hostMessageSchema.safeParse(raw);
      if (!parsed.success) return;
      const message = parsed.data;
      if (message.kind === 'answer') settleWithAnswer(calls.get(message.id), message.value);
      else if (message.kind === 'refusal') calls.get(message.id)?.settle({ ok: false, error: message.error });
      else if (message.kind === 'end') endStream(message.id, message.error);
      else deliver(message.id, message.event);
    },
  };

  function settleWithAnswer(waiting: WaitingCall | undefined, value: unknown): void {
    if (!waiting) return;
    const definition = definitionOf(waiting.name);
    const answer = definition?.kind === 'call' ? definition.response.safeParse(value) : undefined;
    if (answer?.success) waiting.settle({ ok: true, value: answer.data });
    else waiting.settle({ ok: false, error: invalidResponse(waiting.name, answer?.error.message) });
  }

  function deliver(id: number, event: unknown): void {
    const stream = streams.get(id);
    const definition = stream && definitionOf(stream.name);
    if (!stream || definition?.kind !== 'stream') return;
    const parsed = definition.event.safeParse(event);
    if (!parsed.success) {
      sendIfConnected({ kind: 'close', id });
      endStream(id, invalidResponse(stream.name, parsed.error.message));
      return;
    }
    stream.request = continuation(stream.name, stream.request, parsed.data) ?? stream.request;
    stream.handlers.onEvent(parsed.data as never);
  }
}

function problemOf(name: string, kind: 'call' | 'stream', request: unknown): BonwartError | null {
  const definition = definitionOf(name);
  if (definition?.kind !== kind) return refuse('contract.unknown-call', { call: name }, { retry: 'never' }).error;
  const parsed = definition.request.safeParse(request);
  if (parsed.success) return null;
  return refuse('contract.invalid-request', { call: name, problem: shorten(parsed.error.message) }).error;
}

function invalidResponse(name: string, problem = 'not a call'): BonwartError {
  return refuse('contract.invalid-response', { call: name, problem: shorten(problem) }, { retry: 'never' }).error;
}

function shorten(text: string): string {
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}
