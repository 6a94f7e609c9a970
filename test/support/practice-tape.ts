import type { Practice } from '../../src-main/practice/interface.ts';
import { decodePaper } from '../../src-shared/paper/decode.ts';
import { ticketText } from '../../src-shared/paper/text.ts';

/** A piece of paper: what is on it, and whether the knife or a hand took it off. */
export interface TapeTicket {
  readonly text: string;
  /** Printed to its end and cut; a torn strip is not. */
  readonly complete: boolean;
}

/** The paper of the practice's printer, read from the bytes that reached it; without the test tickets of deployments. */
export function readTape(practice: Practice): () => TapeTicket[] {
  const tickets = new Map<number, TapeTicket>();
  practice.paper(({ index, bytes, complete }) => {
    const text = decodePaper(bytes, { paperMillimetres: 80 }).map(ticketText).join('\n');
    tickets.set(index, { text, complete });
  });
  return () => [...tickets.values()].filter(({ text }) => !text.includes('TESTBON'));
}
