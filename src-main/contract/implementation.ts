import type { AnswerOf, CallName, EmittedBy, ParsedRequestOf, StreamName } from '../../src-shared/contract/contract.ts';

export interface CallContext {
  /** The window that asks, by a key that it cannot choose. */
  readonly window: string;
  /** Aborted when the window that asked is gone. */
  readonly signal: AbortSignal;
}

export interface StreamContext<Name extends StreamName> {
  /** The window that asks, by a key that it cannot choose. */
  readonly window: string;
  /** Sends an event; after the stream was closed it does nothing. */
  emit(event: EmittedBy<Name>): void;
  /** Aborted when the asker closes the stream or is gone. */
  readonly signal: AbortSignal;
}

export type CallHandler<Name extends CallName> = (
  request: ParsedRequestOf<Name>,
  context: CallContext,
) => Promise<AnswerOf<Name>> | AnswerOf<Name>;

/** The stream ends when the promise settles: well, or with the refusal that it is rejected with. */
export type StreamHandler<Name extends StreamName> = (
  request: ParsedRequestOf<Name>,
  context: StreamContext<Name>,
) => Promise<void>;

/** Every call and every stream of the contract. The compiler names the one that is missing. */
export type Implementation = { readonly [Name in CallName]: CallHandler<Name> } & {
  readonly [Name in StreamName]: StreamHandler<Name>;
};

/** Resolves when the stream is closed: what a stream awaits that has no end of its own. */
export function untilClosed(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
