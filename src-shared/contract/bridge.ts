import type { CallName, EventOf, RequestOf, ResponseOf, StreamName } from './contract.ts';
import type { Result } from './define.ts';
import type { BonwartError } from './errors.ts';

export interface StreamHandlers<Name extends StreamName> {
  onEvent(event: EventOf<Name>): void;
  /** Called once, with `null` if the stream came to its end, and never after the asker closed it. */
  onEnd(error: BonwartError | null): void;
}

/** What the window has of the main process, whichever host runs. Never throws and never rejects: failures are data. */
export interface Bridge {
  call<Name extends CallName>(name: Name, request: RequestOf<Name>): Promise<Result<ResponseOf<Name>>>;
  /** Opens a stream and returns the function that closes it. */
  open<Name extends StreamName>(name: Name, request: RequestOf<Name>, handlers: StreamHandlers<Name>): () => void;
}
