import { setTimeout as wait } from 'node:timers/promises';
import type { PrinterState } from '../../../src-shared/service/panel.ts';
import { answerReader, type PrinterAnswer } from './answers.ts';
import { askIdentity, printerProcessId, processIdCommand, readFence, statusCommand, tellChanges } from './commands.ts';
import type { PrinterConnection } from './connection.ts';
import { automaticState, canPrint, printerStateOf, type StatusBytes } from './status.ts';

/** How long a printer may think about a real-time question. */
const answerMilliseconds = 1000;
/** Commands that only some printers know: who knows them answers at once. */
const extraMilliseconds = 500;

/** What a printer can tell at best: the top of its ladder of acknowledgements. A1 says nothing at all. */
export type Capability = 'A4' | 'A3' | 'A2' | 'A1';

export interface PrinterIdentity {
  readonly maker: string;
  readonly model: string;
  readonly serialNumber: string;
}

/** Talks over one line. All waits have a deadline; a line that closes answers null to everything. */
export interface Conversation {
  readonly connection: PrinterConnection;
  /** DLE EOT 1 to 4. Null: the printer said nothing. */
  readStatus(): Promise<StatusBytes | null>;
  /**
   * The state by `readStatus`. A printer that gives no answer is what it last told by itself, if that was a reason to
   * stand still: with a full memory it hears no question. Else it is `mute`.
   */
  readState(): Promise<PrinterState>;
  /** DLE EOT 1 alone: the cheapest question. Null: no answer. */
  readOnline(): Promise<boolean | null>;
  /** What the printer can tell, found out without printing. Only for a printer that is ready: an offline one answers no fence. */
  probe(): Promise<Capability>;
  /** Who it is, for a printer that is ready; null if it does not tell. */
  identify(): Promise<PrinterIdentity | null>;
  /** Asks a printer that is ready to tell changes by itself. False: it does not. */
  subscribe(): Promise<boolean>;
  /** The state that it told last by itself, null if it never did. */
  told(): PrinterState | null;
  /** Waits for the answer that `matches`; null at the deadline or when the line closes. Listen before asking. */
  expect(matches: (answer: PrinterAnswer) => boolean, milliseconds: number): Promise<PrinterAnswer | null>;
  /** Fences that were asked for and not answered in time: so many of the answers to come are not the next ticket's. */
  owedFences(): number;
  /** Hears every answer. */
  onAnswer(listener: (answer: PrinterAnswer) => void): () => void;
}

let fences = Math.floor(Math.random() * 800_000);

/** An identity for a bare fence, one that belongs to no ticket. */
export function fenceId(): string {
  fences += 1;
  return printerProcessId('F', fences);
}

/** Waits for a write no longer than this: a line whose other end takes nothing may never finish one. False: it failed. */
export async function writeWithin(
  connection: PrinterConnection,
  bytes: Uint8Array,
  milliseconds: number,
): Promise<boolean> {
  const written = connection.write(bytes).then(
    () => true,
    () => false,
  );
  const ended = new AbortController();
  try {
    return await Promise.race([written, wait(milliseconds, false, { signal: ended.signal }).catch(() => false)]);
  } finally {
    ended.abort();
  }
}

/** Begins a conversation on an open line. */
export function converse(connection: PrinterConnection): Conversation {
  const listeners = new Set<(answer: PrinterAnswer) => void>();
  let told: PrinterState | null = null;
  let owed = 0;
  connection.onBytes(
    answerReader((answer) => {
      if (answer.kind === 'automatic') told = automaticState(answer.bytes);
      for (const listener of [...listeners]) listener(answer);
    }),
  );
  const onAnswer = (listener: (answer: PrinterAnswer) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  const expect: Conversation['expect'] = async (matches, milliseconds) => {
    const found = Promise.withResolvers<PrinterAnswer | null>();
    const stop = onAnswer((answer) => {
      if (matches(answer)) found.resolve(answer);
    });
    const ended = new AbortController();
    try {
      return await Promise.race([
        found.promise,
        connection.closed.then(() => null),
        wait(milliseconds, null, { signal: ended.signal }).catch(() => null),
      ]);
    } finally {
      ended.abort();
      stop();
    }
  };
  const ask = async (bytes: Uint8Array, matches: (answer: PrinterAnswer) => boolean, milliseconds: number) => {
    if (connection.isClosed()) return null;
    const answer = expect(matches, milliseconds);
    void writeWithin(connection, bytes, milliseconds);
    return answer;
  };
  const askStatus = async (part: 1 | 2 | 3 | 4): Promise<number | null> => {
    const answer = await ask(statusCommand(part), ({ kind }) => kind === 'real-time', answerMilliseconds);
    return answer?.kind === 'real-time' ? answer.byte : null;
  };
  const readStatus = async (): Promise<StatusBytes | null> => {
    const printer = await askStatus(1);
    if (printer === null) return null;
    return { printer, offline: await askStatus(2), error: await askStatus(3), paper: await askStatus(4) };
  };

  return {
    connection,
    readStatus,
    async readState() {
      const status = await readStatus();
      if (status) return printerStateOf(status);
      return told !== null && !canPrint(told) ? told : 'mute';
    },
    async readOnline() {
      const byte = await askStatus(1);
      return byte === null ? null : (byte & 0x08) === 0;
    },
    async probe() {
      const id = fenceId();
      const isEcho = (answer: PrinterAnswer) => answer.kind === 'process-id' && answer.id === id;
      if (await ask(processIdCommand(id), isEcho, answerMilliseconds)) return 'A4';
      const fence = await ask(readFence, (answer) => answer.kind === 'fence', answerMilliseconds);
      if (!fence) owed += 1;
      return fence ? 'A3' : 'A2';
    },
    async identify() {
      const texts: string[] = [];
      await ask(
        askIdentity,
        (answer) => {
          if (answer.kind === 'identity') texts.push(answer.text);
          return texts.length === 3;
        },
        extraMilliseconds,
      );
      const [maker, model, serialNumber] = texts;
      return maker !== undefined && model !== undefined && serialNumber !== undefined
        ? { maker, model, serialNumber }
        : null;
    },
    async subscribe() {
      return (await ask(tellChanges, (answer) => answer.kind === 'automatic', extraMilliseconds)) !== null;
    },
    told: () => told,
    owedFences: () => owed,
    expect,
    onAnswer,
  };
}
