import type { EventOf, RequestOf, StreamName } from './contract.ts';

type Resume<Name extends StreamName> = (
  request: RequestOf<Name>,
  newest: EventOf<Name> | undefined,
) => RequestOf<Name> | null;

const again = <Request>(request: Request): Request => request;
/** It changes something, and nobody knows how far it came: a person has to ask for it again. */
const never = (): null => null;

/** How each stream is opened again after the connection to the host was lost; `null` says that it is not. */
const resumption: { [Name in StreamName]: Resume<Name> } = {
  'afterCare.watch': again,
  'app.preferences': again,
  'app.notices': again,
  'session.who': again,
  'targets.list': again,
  'pairing.discover': again,
  'pairing.pair': never,
  'deployment.upload': again,
  'run.follow': afterLastEntry,
  'mail.signIn': never,
  'support.gather': never,
  'status.watch': again,
  'practice.start': never,
  'practice.watch': again,
  'practice.paper': again,
  'practice.mailbox': again,
};

/**
 * The request that continues a stream, given the request in force and an event that has come since. Called for each event
 * and once more, without one, when the connection is back.
 */
export function continuation(name: StreamName, request: unknown, event?: unknown): unknown {
  return (resumption[name] as (request: unknown, event: unknown) => unknown)(request, event);
}

/** A journal goes on after the last entry seen: nothing is left out and nothing comes twice. */
function afterLastEntry(request: RequestOf<'run.follow'>, event: EventOf<'run.follow'> | undefined) {
  const last = event?.kind === 'entries' ? event.entries.at(-1) : undefined;
  return last ? { ...request, fromSeq: last.seq + 1 } : request;
}
