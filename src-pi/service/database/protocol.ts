import type { BonwartError } from '../../../src-shared/contract/errors.ts';
import type { StorageFault } from './faults.ts';
import type { ServiceEvent } from './journal.ts';
import type { OperationName } from './operations.ts';
import type { QueueFacts } from './panel-queries.ts';

/** What the database thread is started with. */
export interface WorkerStart {
  readonly path: string;
  /** Checks each page and index at the opening, which takes longer: something was wrong with the file before. */
  readonly thorough?: boolean;
  /** A file that is deleted when the disk is full, so that the tickets can go on. */
  readonly reserve?: string;
}

/** To the thread. One at a time is worked on: what only reads before what writes, each in the order of sending. */
export type WorkerRequest =
  | { readonly id: number; readonly operation: OperationName; readonly input: unknown }
  | { readonly id: number; readonly operation: 'close'; readonly input: null };

/** From the thread. `changed` follows an operation that appended events, before its answer. */
export type WorkerMessage =
  | { readonly kind: 'opened' }
  | { readonly kind: 'not-opened'; readonly error: BonwartError }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refused'; readonly id: number; readonly error: BonwartError | null; readonly message: string }
  /** It waits until the disk takes bytes again, and is answered then. */
  | { readonly kind: 'parked'; readonly id: number }
  /** Whether the disk takes bytes. */
  | { readonly kind: 'storage'; readonly fault: StorageFault | null; readonly detail: string }
  /** The disk was full; the reserve was deleted, and writing goes on in its room. */
  | { readonly kind: 'reserve-released' }
  | { readonly kind: 'changed'; readonly events: readonly ServiceEvent[]; readonly facts: QueueFacts };
