import { setTimeout as wait } from 'node:timers/promises';
import { crashPoint } from '../life/crash.ts';
import type { PrinterAnswer } from './answers.ts';
import { cutOff, processIdCommand, recoverCommand } from './commands.ts';
import { type Capability, type Conversation, fenceId, writeWithin } from './conversation.ts';
import type { PrintResult, PrintSteps } from './print.ts';
import { canPrint, printerStateOf, waitsForRecovery } from './status.ts';

/** What the printer has said about the ticket so far. */
export interface Heard {
  end: boolean;
  fence: boolean;
}

interface WatchOptions {
  readonly capability: Capability;
  readonly acknowledgementMilliseconds: number;
  readonly bodyBytes: number;
}

const statusEveryMilliseconds = 500;
const commandMilliseconds = 1000;
/** A mute line has no answer to wait for; its slowest known printer does 30 lines in a second. */
const millisecondsPerByteOfMutePrinter = 1;
/** So much longer than usual a long ticket may take: the slowest printer does 30 lines of 40 bytes in a second. */
const patiencePerByte = 1;

/** Stays with a ticket that is being sent until its end is known. Rejects only when a step of the caller does. */
export async function watchUntilKnown(
  talk: Conversation,
  sending: Promise<void>,
  heard: Heard,
  options: WatchOptions,
  steps: PrintSteps,
): Promise<PrintResult> {
  const { connection } = talk;
  const progress = { sent: false, failure: null as string | null };
  const sent = sending.then(
    () => {
      progress.sent = true;
    },
    (error) => {
      progress.failure = error instanceof Error ? error.message : String(error);
    },
  );
  if (options.capability === 'A1') return oneWay(talk, sent, progress, options);

  const patience = options.acknowledgementMilliseconds + options.bodyBytes * patiencePerByte;
  const wanted = (answer: PrinterAnswer) => answer.kind === 'process-id' || answer.kind === 'fence';
  const complete = () => (options.capability === 'A4' ? heard.end : progress.sent && heard.fence);
  const forgetting = forgetter(talk, options.capability);
  let stopped = false;
  let quietSince = performance.now();
  try {
    for (;;) {
      if (!complete()) await talk.expect(wanted, statusEveryMilliseconds);
      if (complete()) crashPoint('answer-received');
      const state = connection.isClosed() ? 'unreachable' : await stateOnTheWay(talk);
      // The end of the ticket is the printer's own word; what its state is afterwards cannot take it back.
      if (heard.end) return { happening: 'proven', acknowledgement: 'A4' };
      if (connection.isClosed() || progress.failure !== null)
        return { happening: 'lost-sight', reason: progress.failure ?? (await connection.closed) };
      if (forgetting.done()) return { happening: 'forgotten' };
      if (stopped && steps.isUnwanted()) {
        // Without its word, or with the rest still on the way, nobody knows what it has forgotten and what it has not.
        if (!progress.sent || !(await forgetting.begin()))
          return { happening: 'lost-sight', reason: 'a person wants it anew' };
      }
      const quiet = performance.now() - quietSince;
      if (canPrint(state)) {
        if (stopped) {
          await steps.onGoingOn();
          quietSince = performance.now();
          stopped = false;
          continue;
        }
        if (progress.sent && heard.fence && options.capability === 'A3')
          return { happening: 'proven', acknowledgement: 'A3' };
        if (progress.sent && options.capability === 'A2' && quiet > options.bodyBytes * 2)
          return { happening: 'sent-without-proof', acknowledgement: 'A2' };
        if (quiet > patience)
          return heard.fence && progress.sent
            ? { happening: 'proven', acknowledgement: 'A3' }
            : { happening: 'lost-sight', reason: 'the printer did not say that the ticket is out' };
      } else if (state !== 'mute') {
        if (!stopped) await steps.onStopped(state);
        stopped = true;
        quietSince = performance.now();
      } else if (quiet > patience) return { happening: 'lost-sight', reason: 'the printer no longer answers' };
    }
  } finally {
    forgetting.stop();
  }
}

/** The state, and the word to go on for a printer whose paper or cover is right again and that waits for it. */
async function stateOnTheWay(talk: Conversation) {
  const status = await talk.readStatus();
  if (!status) {
    const told = talk.told();
    return told !== null && !canPrint(told) ? told : 'mute';
  }
  if (waitsForRecovery(status)) await writeWithin(talk.connection, recoverCommand('go-on'), commandMilliseconds);
  return printerStateOf(status);
}

/**
 * Lets the printer forget what it has not printed (DLE ENQ 2), with a fence behind it. Whoever hears the fence and has not heard
 * the end of the ticket knows that the rest of it is gone.
 */
function forgetter(talk: Conversation, capability: Capability) {
  const id = fenceId();
  let begun = false;
  let echoed = false;
  const stop = talk.onAnswer((answer) => {
    if (answer.kind === 'process-id' && answer.id === id) echoed = true;
  });
  return {
    /** False: it cannot be known whether it forgets. */
    async begin(): Promise<boolean> {
      if (begun) return true;
      begun = true;
      await writeWithin(talk.connection, recoverCommand('forget'), commandMilliseconds);
      if (capability !== 'A4') return false;
      // An answer in real time: it has heard the word before the fence comes, which it must not forget.
      await talk.readOnline();
      // Cut off, so that what is torn does not hang on the next.
      return writeWithin(talk.connection, Buffer.concat([cutOff, processIdCommand(id)]), commandMilliseconds);
    },
    done: () => echoed,
    stop,
  };
}

async function oneWay(
  { connection }: Conversation,
  sent: Promise<void>,
  progress: { sent: boolean; failure: string | null },
  options: WatchOptions,
): Promise<PrintResult> {
  await Promise.race([sent, wait(options.acknowledgementMilliseconds, null, { ref: false })]);
  if (!progress.sent) return { happening: 'lost-sight', reason: progress.failure ?? 'the printer takes no bytes' };
  await Promise.race([connection.closed, wait(options.bodyBytes * millisecondsPerByteOfMutePrinter)]);
  if (connection.isClosed()) return { happening: 'lost-sight', reason: 'the line broke off' };
  return { happening: 'sent-without-proof', acknowledgement: 'A1' };
}
