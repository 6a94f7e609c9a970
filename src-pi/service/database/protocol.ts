import type { BonwartError } from '../../../src-shared/contract/errors.ts';
import type { ServiceEvent } from './journal.ts';
import type { OperationName } from './operations.ts';
import type { QueueFacts } from './panel-queries.ts';

/** What the database thread is started with. */
export interface WorkerStart {
  readonly path: string;
}

/** To the thread. One at a time is worked on, in the order of sending. */
export type WorkerRequest =
  | { readonly id: number; readonly operation: OperationName; readonly input: unknown }
  | { readonly id: number; readonly operation: 'close'; readonly input: null };

/** From the thread. `changed` follows an operation that appended events, before its answer. */
export type WorkerMessage =
  | { readonly kind: 'opened' }
  | { readonly kind: 'not-opened'; readonly error: BonwartError }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refused'; readonly id: number; readonly error: BonwartError | null; readonly message: string }
  | { readonly kind: 'changed'; readonly events: readonly ServiceEvent[]; readonly facts: QueueFacts };
