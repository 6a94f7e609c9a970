import { setTimeout as wait } from 'node:timers/promises';
import type { PrinterState } from '../../../src-shared/service/panel.ts';
import { crashesAt, crashPoint } from '../life/crash.ts';
import type { Frame } from '../tickets/frame.ts';
import type { PrinterAnswer } from './answers.ts';
import type { Capability, Conversation } from './conversation.ts';
import { canPrint } from './status.ts';

/** How a ticket ended, as far as anybody can know. */
export type PrintResult =
  | { readonly happening: 'proven'; readonly acknowledgement: 'A4' | 'A3' }
  | { readonly happening: 'sent-without-proof'; readonly acknowledgement: 'A2' | 'A1' }
  /** No byte that prints has been sent: it can safely be tried again. */
  | { readonly happening: 'nothing-sent'; readonly reason: string }
  | { readonly happening: 'lost-sight'; readonly reason: string };

export interface PrintSteps {
  /** Must have written the mark to the disk when it resolves. */
  beforeFirstByte(): Promise<void>;
  /** The printer stopped in the middle (no paper, cover open): it keeps the rest and goes on by itself. */
  onStopped(state: PrinterState): Promise<void>;
  onGoingOn(): Promise<void>;
}

/** How long the head, which prints nothing, may take: a printer that is ready reads it at once. */
const headMilliseconds = 3000;
const statusEveryMilliseconds = 500;
/** A mute line has no answer to wait for; its slowest known printer does 30 lines in a second. */
const millisecondsPerByteOfMutePrinter = 1;

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
  try {
    await connection.write(frame.head);
    crashPoint('head-sent');
  } catch (error) {
    return { happening: 'nothing-sent', reason: message(error) };
  }
  if (options.capability === 'A4' && (await began) === null)
    return { happening: 'nothing-sent', reason: 'the printer did not take up the ticket' };

  const heard = { end: false, fence: false };
  const stopListening = talk.onAnswer((answer) => {
    if (named(ids.endId)(answer)) heard.end = true;
    if (answer.kind === 'fence') heard.fence = true;
  });
  await steps.beforeFirstByte();
  try {
    const sending = sendBody(talk, frame);
    // Watched together with sending: a printer without paper stops reading, and the line with it.
    return await watchUntilKnown(talk, sending, heard, options, frame.body.length, steps);
  } catch (error) {
    return { happening: 'lost-sight', reason: message(error) };
  } finally {
    stopListening();
  }
}

async function sendBody({ connection }: Conversation, { body, tail }: Frame): Promise<void> {
  if (crashesAt('body-one-byte')) await connection.write(body.subarray(0, 1));
  crashPoint('body-one-byte');
  if (crashesAt('body-half')) await connection.write(body.subarray(0, Math.floor(body.length / 2)));
  crashPoint('body-half');
  if (crashesAt('body-all')) await connection.write(body);
  crashPoint('body-all');
  // In one piece: a question between two halves of a command would be taken for a part of it.
  await connection.write(Buffer.concat([body, tail]));
  crashPoint('tail-sent');
}

async function watchUntilKnown(
  talk: Conversation,
  sending: Promise<void>,
  heard: { end: boolean; fence: boolean },
  options: { capability: Capability; acknowledgementMilliseconds: number },
  bodyBytes: number,
  steps: PrintSteps,
): Promise<PrintResult> {
  const progress = { sent: false, failure: null as string | null };
  const sent = sending.then(
    () => {
      progress.sent = true;
    },
    (error) => {
      progress.failure = message(error);
    },
  );
  if (options.capability === 'A1') {
    await Promise.race([sent, wait(options.acknowledgementMilliseconds, null, { ref: false })]);
    if (!progress.sent) return { happening: 'lost-sight', reason: progress.failure ?? 'the printer takes no bytes' };
    await Promise.race([talk.connection.closed, wait(bodyBytes * millisecondsPerByteOfMutePrinter)]);
    if (talk.connection.isClosed()) return { happening: 'lost-sight', reason: 'the line broke off' };
    return { happening: 'sent-without-proof', acknowledgement: 'A1' };
  }

  let stopped = false;
  let quietSince = performance.now();
  for (;;) {
    const wanted = (answer: PrinterAnswer) => answer.kind === 'process-id' || answer.kind === 'fence';
    const complete = () => (options.capability === 'A4' ? heard.end : progress.sent && heard.fence);
    if (!complete()) await talk.expect(wanted, statusEveryMilliseconds);
    if (complete()) crashPoint('answer-received');
    const state = talk.connection.isClosed() ? 'unreachable' : await talk.readState();
    // The end of the ticket is the printer's own word; what its state is afterwards cannot take it back.
    if (heard.end) return { happening: 'proven', acknowledgement: 'A4' };
    if (talk.connection.isClosed() || progress.failure !== null)
      return { happening: 'lost-sight', reason: progress.failure ?? (await talk.connection.closed) };
    if (canPrint(state)) {
      if (stopped) await steps.onGoingOn();
      if (stopped) quietSince = performance.now();
      stopped = false;
      if (progress.sent && heard.fence && options.capability === 'A3')
        return { happening: 'proven', acknowledgement: 'A3' };
      if (progress.sent && options.capability === 'A2' && performance.now() - quietSince > bodyBytes * 2)
        return { happening: 'sent-without-proof', acknowledgement: 'A2' };
      if (performance.now() - quietSince > options.acknowledgementMilliseconds)
        return heard.fence && progress.sent
          ? { happening: 'proven', acknowledgement: 'A3' }
          : { happening: 'lost-sight', reason: 'the printer did not say that the ticket is out' };
    } else if (state !== 'mute') {
      if (!stopped) await steps.onStopped(state);
      stopped = true;
      quietSince = performance.now();
    } else if (performance.now() - quietSince > options.acknowledgementMilliseconds) {
      return { happening: 'lost-sight', reason: 'the printer no longer answers' };
    }
  }
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
