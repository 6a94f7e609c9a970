import { setTimeout as wait } from 'node:timers/promises';
import { cutOff, recoverCommand, resynchronise } from './commands.ts';
import type { OpenPrinter, PrinterConnection } from './connection.ts';
import { type Conversation, converse, writeWithin } from './conversation.ts';
import type { LineReports, PrinterLine, PrinterMemory } from './line.ts';
import { printTicket } from './print.ts';
import { canPrint, printerStateOf, waitsForRecovery } from './status.ts';

/** While a printer tells its changes by itself it is asked all the same, so that a cut cable is noticed and it does not fall asleep. */
const heartbeatMilliseconds = 2000;
/** Something that is not part of a ticket must have left by then. */
const writeMilliseconds = 3000;
/** A printer that has never said a word is believed to be mute only then: it may be starting, or held by another. */
const questionsToAStranger = 3;

/** A line made of bytes both ways: a network printer or a device file. */
export function byteLine(open: OpenPrinter, options: { acknowledgementMilliseconds: number }) {
  return async (memory: PrinterMemory, reports: LineReports): Promise<PrinterLine> => {
    const connection = await open();
    const first = talkOver(connection, memory, reports, options.acknowledgementMilliseconds);
    if (await first.wakes()) return first;
    // A printer asleep resets the call that wakes it. One that is held by another resets the second, too.
    await connection.end();
    await wait(200);
    return talkOver(await open(), memory, reports, options.acknowledgementMilliseconds);
  };
}

function talkOver(
  connection: PrinterConnection,
  memory: PrinterMemory,
  reports: LineReports,
  acknowledgementMilliseconds: number,
): PrinterLine & { wakes(): Promise<boolean> } {
  const talk = converse(connection);
  const listeners = new Set<() => void>();
  const lateEnds: Promise<boolean>[] = [];
  let heardAnything = false;
  let learnt = false;
  let tells = false;
  let askedAt = 0;

  let toldBefore = talk.told();
  talk.onAnswer((answer) => {
    heardAnything = true;
    if (answer.kind === 'process-id' && answer.id.startsWith('E')) lateEnds.push(reports.onTicketEnd(answer.id));
    if (answer.kind !== 'automatic' || talk.told() === toldBefore) return;
    toldBefore = talk.told();
    for (const listener of listeners) listener();
  });
  let endedByUs = false;
  void connection.closed.then(() => {
    if (!endedByUs) memory.midCommand = true;
    for (const listener of listeners) listener();
  });

  let resynchronised = false;
  /** Half a command would swallow what comes next, up to a whole ticket, and the printer would still name its end. Once a line. */
  const clearHalfCommand = async () => {
    if (resynchronised || (!memory.brokenOff && memory.midCommand === false)) return;
    resynchronised = true;
    memory.midCommand = false;
    await writeWithin(connection, resynchronise, writeMilliseconds);
  };

  /** What it can do, once a line, as soon as it is ready; an offline printer answers none of this. */
  const learn = async () => {
    let found = await talk.probe();
    // Less than before may be an accident; the same twice is a fact. (A4 is the best.)
    if (memory.capability !== null && found < memory.capability) found = await talk.probe();
    // One that once kept silent about itself is not asked again: that would cost time before each first ticket.
    const asksWho = found >= 'A3' && (memory.identity !== null || memory.capability === null);
    const identity = (asksWho ? await talk.identify() : null) ?? memory.identity;
    const ends = await Promise.all(lateEnds.splice(0));
    if (memory.brokenOff && !ends.includes(true)) await writeWithin(connection, cutOff, writeMilliseconds);
    tells = await talk.subscribe();
    const changed = found !== memory.capability || JSON.stringify(identity) !== JSON.stringify(memory.identity);
    Object.assign(memory, { capability: found, identity, brokenOff: false });
    if (changed) await reports.onLearnt();
  };

  const asked = async () => {
    askedAt = performance.now();
    const status = await talk.readStatus();
    if (!status) {
      const state = silentState(talk, memory, heardAnything);
      if (state === 'mute' && memory.capability === null) {
        memory.capability = 'A1';
        await reports.onLearnt();
      }
      if (state === 'mute' && memory.brokenOff) {
        await writeWithin(connection, cutOff, writeMilliseconds);
        memory.brokenOff = false;
      }
      return state;
    }
    // The cause is gone and nobody presses the button: what the printer still has goes on at the line where it stopped.
    if (waitsForRecovery(status)) await writeWithin(connection, recoverCommand('go-on'), writeMilliseconds);
    return printerStateOf(status);
  };

  const look: PrinterLine['look'] = async () => {
    const told = talk.told();
    if (tells && told !== null && !connection.isClosed()) {
      if (performance.now() - askedAt < heartbeatMilliseconds) return told;
      askedAt = performance.now();
      const online = await talk.readOnline();
      if (online !== null && online === canPrint(told)) return told;
    }
    const found = await asked();
    if (found === 'mute' || found === 'unreachable' || found === 'busy-elsewhere') memory.midCommand = true;
    if (connection.isClosed()) return heardAnything ? 'unreachable' : 'busy-elsewhere';
    if (canPrint(found) && !learnt) {
      await clearHalfCommand();
      await learn();
      learnt = true;
    }
    return found;
  };

  return {
    look,
    async wakes() {
      for (let question = 0; question < (memory.capability === null ? questionsToAStranger : 1); question += 1) {
        const online = await talk.readOnline();
        if (connection.isClosed()) break;
        // One that stands still keeps what it is given, and with a full memory it hears no question: it is cleared when it goes on.
        if (online !== false) await clearHalfCommand();
        if (online !== null) break;
      }
      return heardAnything || !connection.isClosed();
    },
    async print(frame, ids, steps) {
      const capability = memory.capability ?? 'A1';
      const result = await printTicket(talk, frame, ids, { capability, acknowledgementMilliseconds }, steps);
      if (result.happening === 'lost-sight') memory.brokenOff = true;
      if (result.happening !== 'proven') memory.midCommand = true;
      return result;
    },
    onNews: (listener) => listeners.add(listener),
    isClosed: connection.isClosed,
    end() {
      endedByUs = true;
      return connection.end();
    },
  };
}

/** No answer: one that has told before is held by somebody else or went away unheard; one that never did may print all the same. */
function silentState(talk: Conversation, memory: PrinterMemory, heardAnything: boolean) {
  const told = talk.told();
  if (told !== null && !canPrint(told)) return told;
  if (heardAnything) return 'unreachable';
  if (memory.capability !== null && memory.capability !== 'A1') return 'busy-elsewhere';
  return 'mute';
}
