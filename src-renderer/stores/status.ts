import { create } from 'zustand';
import type { EventOf } from '../../src-shared/contract/contract.ts';
import type { BonwartError } from '../../src-shared/contract/errors.ts';
import type { ServiceStatus } from '../../src-shared/service/panel.ts';
import { bridge } from '../bridge/bridge.ts';

type StatusEvent = EventOf<'status.watch'>;
type Silence = Omit<Extract<StatusEvent, { kind: 'silent' }>, 'kind'>;

/** What is known of the service: its last word, and whether it is silent since. */
export interface KnownStatus {
  readonly last: ServiceStatus | null;
  readonly silence: Silence | null;
  readonly error: BonwartError | null;
}

export const nothingKnown: KnownStatus = { last: null, silence: null, error: null };

/** A word ends the silence; a silence keeps the last word, so that it can be shown in grey with its time. */
export function withEvent(known: KnownStatus, event: StatusEvent): KnownStatus {
  if (event.kind === 'status') return { last: event.status, silence: null, error: null };
  return { ...known, silence: { since: event.since, reason: event.reason } };
}

export const useStatus = create<KnownStatus>(() => nothingKnown);

/** Watches a Pi's service until the returned function is called. */
export function watchStatus(targetId: string): () => void {
  useStatus.setState(nothingKnown);
  return bridge.open(
    'status.watch',
    { targetId },
    {
      onEvent: (event) => useStatus.setState((known) => withEvent(known, event)),
      onEnd: (error) => useStatus.setState({ error }),
    },
  );
}
