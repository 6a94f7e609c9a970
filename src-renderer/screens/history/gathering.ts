import type { EventOf } from '../../../src-shared/contract/contract.ts';
import type { SupportBundle } from '../../../src-shared/contract/support.ts';
import type { SupportSource } from '../../../src-shared/history/support.ts';

type SupportEvent = EventOf<'support.gather'>;
export type SourceState = Extract<SupportEvent, { kind: 'source' }>['state'];

/** A help package that is being put together: how each source stands, and what came of it. */
export interface Gathering {
  readonly sources: Readonly<Partial<Record<SupportSource, SourceState>>>;
  readonly bundle: SupportBundle | null;
}

export const nothingGathered: Gathering = { sources: {}, bundle: null };

/** The gathering after an event. */
export function withSupportEvent(gathering: Gathering, event: SupportEvent): Gathering {
  if (event.kind === 'ready') return { ...gathering, bundle: event.bundle };
  return { ...gathering, sources: { ...gathering.sources, [event.source]: event.state } };
}
