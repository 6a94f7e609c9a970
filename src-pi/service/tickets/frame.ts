import { processIdCommand } from '../printer/commands.ts';

/**
 * The bytes of one attempt, in their order on the wire. `head` prints nothing: whoever has its answer knows that the printer
 * has begun to read. `tail` ends with the two fences that tell that all before them has been printed and read.
 */
export interface Frame {
  readonly head: Uint8Array;
  readonly body: Uint8Array;
  readonly tail: Uint8Array;
}

const initialise = [0x1b, 0x40];
/** GS V 66: feed to the cutter, then cut partially. */
const feedAndCut = [0x1b, 0x64, 0x02, 0x1d, 0x56, 0x42, 0x00];
/** GS r 1: answered when the printer has read everything before it. */
const paperFence = [0x1d, 0x72, 0x01];

/** Joins a job's stored bytes with the mark of this attempt and its two identities (four characters each). */
export function frameTicket(ticket: { mark: Uint8Array; payload: Uint8Array; beginId: string; endId: string }): Frame {
  return {
    head: Uint8Array.from([...initialise, ...processIdCommand(ticket.beginId)]),
    body: Buffer.concat([ticket.mark, ticket.payload, Uint8Array.from(feedAndCut)]),
    tail: Uint8Array.from([...processIdCommand(ticket.endId), ...paperFence]),
  };
}

/** The whole frame as one piece, as the preview shows it. */
export function frameBytes(frame: Frame): Uint8Array {
  return Buffer.concat([frame.head, frame.body, frame.tail]);
}

/** The ticket without identities: for a job of which nothing has been sent yet. */
export function previewBytes(mark: Uint8Array, payload: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.from(initialise), mark, payload, Uint8Array.from(feedAndCut)]);
}
