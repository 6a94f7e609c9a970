import { definitionOf } from '../../src-shared/contract/contract.ts';
import type { CallDefinition, StreamDefinition } from '../../src-shared/contract/define.ts';
import { type BonwartError, Refusal, refuse } from '../../src-shared/contract/errors.ts';
import {
  type HostMessage,
  largestWindowMessage,
  type WindowMessage,
  windowMessageSchema,
} from '../../src-shared/contract/messages.ts';
import type { Access } from '../people/access.ts';
import { type Actor, actAs } from '../people/who-acts.ts';
import type { Implementation } from './implementation.ts';

/** Open streams and unanswered calls that one window may have at a time. The window itself needs about ten. */
export const largestNumberAtOnce = 64;

export interface DispatcherOptions {
  /** Keeps an exception for the crash log and returns the reference under which it is found there. */
  reportBug(what: string, error: unknown): string;
  /** Who may do what. There is no dispatcher without it. */
  readonly access: Access;
}

/** The window of a host that has only one. */
const onlyWindow = 'window';

/** One window's end of the contract. Everything it says comes in as text and is parsed; everything it hears goes out as text. */
export interface WindowConnection {
  receive(text: string): void;
  /** The window is gone: its streams are closed and its calls forgotten. */
  close(): void;
}

type AnyHandler = (
  request: unknown,
  context: { signal: AbortSignal; window: string; emit?: (event: unknown) => void },
) => unknown;

/**
 * Connects windows to the implementation. Unknown calls, invalid requests, refusals and bugs all come back as errors of the
 * contract; nothing that a window sends can throw here.
 */
export function createDispatcher(implementation: Partial<Implementation>, options: DispatcherOptions) {
  return {
    /** `window` tells windows apart over a reload and a lost connection; the host chooses it, never the window. */
    connect: (send: (text: string) => void, window = onlyWindow): WindowConnection =>
      connectWindow(implementation, options, send, window),
  };
}
export type Dispatcher = ReturnType<typeof createDispatcher>;

function connectWindow(
  implementation: Partial<Implementation>,
  options: DispatcherOptions,
  sendText: (text: string) => void,
  window: string,
): WindowConnection {
  const running = new Map<number, AbortController>();
  let closed = false;

  const send = (message: HostMessage) => {
    if (!closed) sendText(JSON.stringify(message));
  };

  const refusalOf = (name: string, error: unknown): BonwartError => {
    if (error instanceof Refusal) return error.error;
    return refuse('internal.bug', { reference: options.reportBug(name, error) }, { retry: 'now' }).error;
  };

  const start = (message: Exclude<WindowMessage, { kind: 'close' }>) => {
    const refused = (error: BonwartError) =>
      send(
        message.kind === 'call' ? { kind: 'refusal', id: message.id, error } : { kind: 'end', id: message.id, error },
      );
    const definition = definitionOf(message.name);
    const handler = Object.hasOwn(implementation, message.name)
      ? (implementation[message.name as keyof Implementation] as AnyHandler)
      : undefined;
    if (!definition || !handler || (definition.kind === 'call') !== (message.kind === 'call'))
      return refused(refuse('contract.unknown-call', { call: message.name }, { retry: 'never' }).error);
    if (running.has(message.id)) return refused(invalidRequest(message.name, `the number ${message.id} is in use`));
    if (running.size >= largestNumberAtOnce)
      return refused(refuse('contract.too-much-at-once', { limit: largestNumberAtOnce }, { retry: 'now' }).error);
    let actor: Actor;
    try {
      actor = options.access.enter(message.name as keyof Implementation, window);
    } catch (error) {
      return refused(refusalOf(message.name, error));
    }
    const request = definition.request.safeParse(message.request);
    if (!request.success) return refused(invalidRequest(message.name, request.error.message));

    const controller = new AbortController();
    running.set(message.id, controller);
    const act = () =>
      definition.kind === 'call'
        ? answerCall(message, definition, handler, request.data, controller)
        : serveStream(message, definition, handler, request.data, controller);
    actAs(actor, act)
      .catch((error: unknown) => {
        if (!controller.signal.aborted) refused(refusalOf(message.name, error));
      })
      .finally(() => {
        if (running.get(message.id) === controller) running.delete(message.id);
        controller.abort();
      });
  };

  const answerCall = async (
    message: { id: number; name: string },
    definition: CallDefinition,
    handler: AnyHandler,
    request: unknown,
    controller: AbortController,
  ) => {
    const value = await handler(request, { signal: controller.signal, window });
    const parsed = definition.response.safeParse(value);
    if (!parsed.success) throw invalidResponse(options, message.name, parsed.error);
    send({ kind: 'answer', id: message.id, value: parsed.data });
  };

  const serveStream = async (
    message: { id: number; name: string },
    definition: StreamDefinition,
    handler: AnyHandler,
    request: unknown,
    controller: AbortController,
  ) => {
    let invalid: Refusal | undefined;
    const emit = (event: unknown) => {
      if (controller.signal.aborted || invalid) return;
      const parsed = definition.event.safeParse(event);
      if (parsed.success) return send({ kind: 'event', id: message.id, event: parsed.data });
      invalid = invalidResponse(options, message.name, parsed.error);
      send({ kind: 'end', id: message.id, error: invalid.error });
      controller.abort();
    };
    await handler(request, { signal: controller.signal, window, emit });
    if (!controller.signal.aborted) send({ kind: 'end', id: message.id, error: null });
  };

  return {
    receive: (text) => {
      const message = parseMessage(text);
      if (!message || closed) return;
      if (message.kind !== 'close') return start(message);
      running.get(message.id)?.abort();
      running.delete(message.id);
    },
    close: () => {
      closed = true;
      for (const controller of running.values()) controller.abort();
      running.clear();
    },
  };
}

/** The message in a text, or null: what has no readable number cannot be answered. */
function parseMessage(text: string): WindowMessage | null {
  if (Buffer.byteLength(text) > largestWindowMessage) return null;
  try {
    return windowMessageSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function invalidRequest(call: string, problem: string): BonwartError {
  return refuse('contract.invalid-request', { call, problem: problem.slice(0, 500) }).error;
}

/** Our own answer does not fit our own contract: a bug, kept as one, and told as what it is. */
function invalidResponse(options: DispatcherOptions, call: string, error: Error): Refusal {
  const reference = options.reportBug(call, error);
  return refuse('contract.invalid-response', { call, problem: `reference ${reference}` }, { retry: 'never' });
}
