import type { EventOf } from '../../src-shared/contract/contract.ts';
import type { BonwartError } from '../../src-shared/contract/errors.ts';
import { before, elapsed, type Moment } from '../../src-shared/moment.ts';
import type { ServiceStatus } from '../../src-shared/service/panel.ts';

type StatusEvent = EventOf<'status.watch'>;
type ToldReason = Extract<StatusEvent, { kind: 'silent' }>['reason'];

/** Milliseconds after which a word no longer counts. The service says something every five seconds. */
export const silentAfterMs = 15_000;
/** How often the window looks whether the last word still counts; it turns grey so much early rather than late. */
export const lookEveryMs = 500;

/** Since when nothing is known, and why. `not-heard` is what the window finds itself: nobody tells it anything any more. */
export interface Silence {
  readonly since: string;
  readonly reason: ToldReason | 'not-heard';
}

/** What is known of the service: its last word, and whether it is silent since. */
export interface KnownStatus {
  readonly last: ServiceStatus | null;
  /** When the last word was spoken, by this machine's clocks. */
  readonly heard: Moment | null;
  readonly silence: Silence | null;
  readonly error: BonwartError | null;
}

export const nothingKnown: KnownStatus = { last: null, heard: null, silence: null, error: null };

/**
 * A state ends the silence; a silence keeps the last word, so that it can be shown in grey with its time; `heard` only renews
 * what is known and cannot lift a silence that the host has told.
 */
export function withEvent(known: KnownStatus, event: StatusEvent, now: Moment): KnownStatus {
  if (event.kind === 'silent') return { ...known, silence: { since: event.since, reason: event.reason } };
  const heard = before(now, event.ageMs);
  if (event.kind === 'status') return judged({ last: event.status, heard, silence: null, error: null }, now);
  const lifted = known.silence?.reason === 'not-heard' ? null : known.silence;
  return judged({ ...known, heard, silence: lifted }, now);
}

/** The same at this moment: what was said too long ago is silence, whether or not anybody has told so. */
export function judged(known: KnownStatus, now: Moment): KnownStatus {
  if (known.silence || !known.heard) return known;
  if (elapsed(known.heard, now) + lookEveryMs < silentAfterMs) return known;
  return { ...known, silence: { since: new Date(known.heard.wall).toISOString(), reason: 'not-heard' } };
}
