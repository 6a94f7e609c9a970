import type { EventOf } from '../../../src-shared/contract/contract.ts';

export type Roll = EventOf<'practice.paper'>;

/** Tickets that are kept on the screen; older ones have fallen off the table. */
const kept = 12;

/** The paper so far, ticket by ticket. A ticket comes again, with more bytes, while it grows. */
export function withPaper(rolls: readonly Roll[], event: Roll): readonly Roll[] {
  const at = rolls.findIndex((roll) => roll.index === event.index);
  if (at < 0) return [...rolls, event].sort((one, other) => one.index - other.index).slice(-kept);
  return rolls.map((roll, place) => (place === at ? event : roll));
}
