import type { PrinterState } from '../../../src-shared/service/panel.ts';
import { crashesAt, crashPoint } from '../life/crash.ts';
import type { Frame } from '../tickets/frame.ts';
import type { PrinterAnswer } from './answers.ts';
import { type Capability, type Conversation, writeWithin } from './conversation.ts';
import { type Heard, watchUntilKnown } from './watch.ts';

/** How a ticket ended, as far as anybody can know. */
export type PrintResult =
  | { readonly happening: 'proven'; readonly acknowledgement: 'A4' | 'A3' }
  | { readonly happening: 'sent-without-proof'; readonly acknowledgement: 'A2' | 'A1' }
  /** No byte that prints has been sent: it can safely be tried again. */
  | { readonly happening: 'nothing-sent'; readonly reason: string }
  /** The printer was told to forget the rest, and has: a torn ticket lies there, and no other will come by itself. */
  | { readonly happening: 'forgotten' }
  | { readonly happening: 'lost-sight'; readonly reason: string };

export interface PrintSteps {
  /** Must have written the mark to the disk when it resolves. */
  beforeFirstByte(): Promise<void>;
  /** The printer stopped in the middle (no paper, cover open): it keeps the rest and goes on by itself. */
  onStopped(state: PrinterState): Promise<void>;
  onGoingOn(): Promise<void>;
  /** Does somebody want the stopped ticket to be forgotten and printed anew? */
  isUnwanted(): boolean;
}

/** How long the head, which prints nothing, may take: a printer that is ready reads it at once. */
const headMilliseconds = 3000;

/**
 * Gives one ticket to the printer and stays until its end is known. The order on the line is: head (proves that the printer is
 * reading), the mark on our disk, body and cut, then the fences. Never rejects: a line that breaks is a result.
 */
export async function printTicket(
  talk: Conversation,
  frame: Frame,
  ids: { beginId: string; endId: string },
  options: { capability: Capability; acknowledgementMilliseconds: number },
  steps: PrintSteps,
): Promise<PrintResult> {
  const { connection } = talk;
  const named = (id: string) => (answer: PrinterAnswer) => answer.kind === 'process-id' && answer.id === id;
  const began = talk.expect(named(ids.beginId), headMilliseconds);
  crashPoint('head-not-sent');
  if (!(await writeWithin(connection, frame.head, headMilliseconds)))
    return { happening: 'nothing-sent', reason: 'the printer takes no bytes' };
  crashPoint('head-sent');
  if (options.capability === 'A4' && (await began) === null)
    return { happening: 'nothing-sent', reason: 'the printer did not take up the ticket' };
  crashPoint('head-answered');

  const heard: Heard = { end: false, fence: false };
  let late = talk.owedFences();
  const stopListening = talk.onAnswer((answer) => {
    if (named(ids.endId)(answer)) heard.end = true;
    if (answer.kind !== 'fence') return;
    // An answer carries no name: one that is still owed for an earlier question proves nothing about this ticket.
    if (late > 0) late -= 1;
    else heard.fence = true;
  });
  try {
    await steps.beforeFirstByte();
    const sending = sendBody(talk, frame);
    // Watched together with sending: a printer without paper stops reading, and the line with it.
    return await watchUntilKnown(talk, sending, heard, { ...options, bodyBytes: frame.body.length }, steps);
  } catch (error) {
    return { happening: 'lost-sight', reason: error instanceof Error ? error.message : String(error) };
  } finally {
    stopListening();
  }
}

/** The points at which a test lets the process die with so much of the body on the wire. */
const partsOfBody = [
  ['body-one-byte', () => 1],
  ['body-half', (length: number) => Math.floor(length / 2)],
  ['body-all-but-one', (length: number) => length - 1],
  ['body-all', (length: number) => length],
] as const;

async function sendBody({ connection }: Conversation, { body, tail }: Frame): Promise<void> {
  for (const [point, bytes] of partsOfBody) {
    if (crashesAt(point)) await connection.write(body.subarray(0, bytes(body.length)));
    crashPoint(point);
  }
  // In one piece: a question between two halves of a command would be taken for a part of it.
  await connection.write(Buffer.concat([body, tail]));
  crashPoint('tail-sent');
}
