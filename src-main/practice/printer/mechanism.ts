import type { Command } from '../../../src-shared/paper/commands.ts';
import { processIdOf } from '../../../src-shared/paper/raster.ts';
import { freshStyle, styledBy } from '../../../src-shared/paper/style.ts';
import type { ReceiveBuffer } from './receive-buffer.ts';
import { makeReceiveBuffer } from './receive-buffer.ts';
import type { Condition } from './status.ts';
import { identity, isOffline, paperSensors, processIdEcho } from './status.ts';
import type { PrinterSwitches } from './switches.ts';
import type { Tape } from './tape.ts';
import { joined } from './tape.ts';

/** Head, feed, cutter and the memory before them: works on the receive buffer and moves the paper. */
export interface Mechanism {
  readonly buffer: ReceiveBuffer;
  condition(): Condition;
  /** Works on as long as it can; call it when bytes have come or a switch was moved. */
  run(): void;
  /** `DLE ENQ 1`: go on at the line of the error; `DLE ENQ 2`: forget buffer and line. */
  recover(n: number): void;
  /** The cause of an offline state has gone; whether that is enough, `recovery` says. */
  causeRemoved(): void;
  /** Buffer, line and style are lost, the strip is torn off. */
  losePower(): void;
  stop(): void;
}

interface Surroundings {
  readonly switches: PrinterSwitches;
  readonly tape: Tape;
  /** Sends to whoever is connected. */
  readonly answer: (bytes: Uint8Array) => void;
  readonly subscribe: (mask: number) => void;
  /** The mechanism moved a switch itself (paper end, cutter jam) or room came free in the buffer. */
  readonly changed: (what: 'status' | 'room') => void;
  /** Puts bytes into the buffer that had no room there. False: nobody has any. */
  readonly moreBytes: () => boolean;
}

/** Commands that are worked on without a pause before other events get their turn. */
const commandsPerTurn = 500;

/** A mechanism at rest. */
export function makeMechanism({ switches, tape, answer, subscribe, changed, moreBytes }: Surroundings): Mechanism {
  const buffer = makeReceiveBuffer();
  /** Commands since the paper last moved: they become paper with the next movement. */
  let line: Command[] = [];
  /** Process ids among them; those before any text are answered at once, as nothing before them has to be printed. */
  let idsOfLine: { id: string; answered: boolean }[] = [];
  let afterCut = true;
  /** Last command of each style since `ESC @`, so that a ticket of the tape can be read alone. */
  let styles = new Map<string, Uint8Array>();
  let prelude: Uint8Array = new Uint8Array(0);
  let waiting = false;
  let timer: NodeJS.Timeout | NodeJS.Immediate | undefined;

  const condition = (): Condition => ({
    paper: switches.paper,
    cover: switches.cover,
    cutter: switches.cutter,
    head: switches.head,
    broken: switches.broken,
    waiting,
  });
  const forgetLine = (): void => {
    line = [];
    idsOfLine = [];
  };
  const forgetAll = (): void => {
    buffer.clear();
    forgetLine();
  };
  const echo = (id: string): void => {
    if (switches.processIds) answer(processIdEcho(id));
  };
  const passId = (command: Command, id: string): void => {
    const text = line.some((part) => part.name === 'text');
    if (text || (afterCut && line.some((part) => part.name === 'ESC @'))) {
      line.push(command);
      idsOfLine.push({ id, answered: !text });
    } else {
      tape.append(whole(command));
      tape.passed(id);
    }
    if (!text) echo(id);
  };
  const moved = (command: Command): void => {
    const bytes = joined([...line.map(whole), whole(command)]);
    const blank = !line.some((part) => part.name === 'text') && feeds.has(command.name);
    if (afterCut && blank && !line.some((part) => part.name === 'ESC @')) tape.append(bytes);
    else {
      tape.print(bytes, prelude);
      afterCut = false;
    }
    const ids = idsOfLine;
    forgetLine();
    for (const { id, answered } of ids) {
      tape.passed(id);
      if (!answered) echo(id);
    }
    if (switches.linesLeft !== null && !cuts.has(command.name)) {
      switches.linesLeft = Math.max(0, switches.linesLeft - 1);
      if (switches.linesLeft === 0) {
        switches.linesLeft = null;
        switches.paper = 'end';
        changed('status');
      }
    }
  };
  const cut = (command: Command): boolean => {
    if (switches.cutter === 'jams-at-cut') {
      switches.cutter = 'jammed';
      changed('status');
      return false;
    }
    if (afterCut && line.every((part) => part.name !== 'text')) tape.append(whole(command));
    else moved(command);
    tape.cut();
    afterCut = true;
    prelude = joined([...styles.values()]);
    return true;
  };
  const act = (command: Command): boolean => {
    if (cuts.has(command.name)) return cut(command);
    const style = styledBy(freshStyle, command);
    if (command.name === 'ESC @') {
      line = line.filter((part) => part.name !== 'text');
      styles = new Map();
      if (afterCut) prelude = new Uint8Array(0);
    } else if (style) styles.set(command.name, whole(command));
    const id = command.name === 'GS ( H' ? processIdOf(command) : undefined;
    if (moves.has(command.name)) moved(command);
    else if (id !== undefined) passId(command, id);
    else if (command.name === 'GS r')
      answer(Uint8Array.of(command.data[0] === 1 || command.data[0] === 49 ? paperSensors(condition()) : 0));
    else if (command.name === 'GS I')
      answer(identity(command.data[0] ?? 0, switches.serialNumber) ?? new Uint8Array(0));
    else if (command.name === 'GS a') subscribe(command.data[0] ?? 0);
    else if (!invisible.has(command.name)) line.push(command);
    return true;
  };

  let held: Command | undefined;
  const run = (): void => {
    if (timer) return;
    for (let count = 0; count < commandsPerTurn; count++) {
      if (!switches.power || isOffline(condition())) return;
      const command = held ?? buffer.take();
      if (!command) {
        // A command longer than the whole memory is worked on as it comes, as a real printer does with pictures.
        if (buffer.size() > 0 && moreBytes()) continue;
        return;
      }
      held = act(command) ? undefined : command;
      changed('room');
      if (!held && moves.has(command.name) && switches.linesPerSecond !== null) {
        timer = setTimeout(again, 1000 / switches.linesPerSecond);
        return;
      }
    }
    timer = setImmediate(again);
  };
  const again = (): void => {
    timer = undefined;
    run();
  };
  const stop = (): void => {
    clearTimeout(timer as NodeJS.Timeout);
    clearImmediate(timer as NodeJS.Immediate);
    timer = undefined;
  };

  return {
    buffer,
    condition,
    run,
    recover(n) {
      if (!switches.power || (n !== 1 && n !== 2) || !isOffline(condition())) return;
      if (n === 2) {
        forgetAll();
        held = undefined;
      }
      if (waiting) {
        waiting = false;
        changed('status');
      }
      changed('room');
      run();
    },
    causeRemoved() {
      if (switches.recovery === 'by-command' && !isOffline(condition())) waiting = true;
      run();
    },
    losePower() {
      stop();
      forgetAll();
      held = undefined;
      waiting = false;
      styles = new Map();
      prelude = new Uint8Array(0);
      afterCut = true;
      tape.tear();
    },
    stop,
  };
}

const cuts: ReadonlySet<string> = new Set(['GS V', 'ESC i', 'ESC m']);
const feeds: ReadonlySet<string> = new Set(['LF', 'ESC d', 'ESC J']);
const moves: ReadonlySet<string> = new Set([...feeds, 'GS v', 'GS ( L', 'GS 8']);
/** Never part of a ticket's bytes. */
const invisible: ReadonlySet<string> = new Set(['DLE EOT', 'DLE ENQ', 'DLE DC4', 'NUL']);

/** The command with its name, as it came. `data` is a view into the buffer that holds the whole command before it. */
function whole(command: Command): Uint8Array {
  const length = command.end - command.start;
  const end = command.data.byteOffset + command.data.byteLength;
  return new Uint8Array(command.data.buffer.slice(end - length, end)) as Uint8Array;
}
