import { setTimeout as wait } from 'node:timers/promises';
import type { PrinterState } from '../../../src-shared/service/panel.ts';
import { answerReader, type PrinterAnswer } from './answers.ts';
import { printerProcessId, processIdCommand, readFence, statusCommand } from './commands.ts';
import type { PrinterConnection } from './connection.ts';
import { printerStateOf, type StatusBytes } from './status.ts';

/** How long a printer may think about a real-time question. */
const answerMilliseconds = 1000;

/** What a printer can tell at best: the top of its ladder of acknowledgements. A1 says nothing at all. */
export type Capability = 'A4' | 'A3' | 'A2' | 'A1';

/** Talks over one line. All waits have a deadline; a line that closes answers null to everything. */
export interface Conversation {
  readonly connection: PrinterConnection;
  /** DLE EOT 1 to 4. Null: the printer said nothing. */
  readStatus(): Promise<StatusBytes | null>;
  /** The state by `readStatus`; `mute` if there is no answer. */
  readState(): Promise<PrinterState>;
  /** What the printer can tell, found out without printing. Only for a printer that is ready: an offline one answers no fence. */
  probe(): Promise<Capability>;
  /** Waits for the answer that `matches`; null at the deadline or when the line closes. Listen before asking. */
  expect(matches: (answer: PrinterAnswer) => boolean, milliseconds: number): Promise<PrinterAnswer | null>;
  /** Hears every answer. */
  onAnswer(listener: (answer: PrinterAnswer) => void): () => void;
}

let fences = Math.floor(Math.random() * 800_000);

/** Begins a conversation on an open line. */
export function converse(connection: PrinterConnection): Conversation {
  const listeners = new Set<(answer: PrinterAnswer) => void>();
  connection.onBytes(
    answerReader((answer) => {
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
  const ask = async (bytes: Uint8Array, matches: (answer: PrinterAnswer) => boolean) => {
    const answer = expect(matches, answerMilliseconds);
    try {
      await Promise.race([connection.write(bytes), wait(answerMilliseconds, null, { ref: false })]);
    } catch {
      return null;
    }
    return answer;
  };
  const askStatus = async (part: 1 | 2 | 3 | 4): Promise<number | null> => {
    const answer = await ask(statusCommand(part), ({ kind }) => kind === 'real-time');
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
      return status ? printerStateOf(status) : 'mute';
    },
    async probe() {
      fences += 1;
      const id = printerProcessId('F', fences);
      const echo = await ask(processIdCommand(id), (answer) => answer.kind === 'process-id' && answer.id === id);
      if (echo) return 'A4';
      const fence = await ask(readFence, (answer) => answer.kind === 'fence');
      return fence ? 'A3' : 'A2';
    },
    expect,
    onAnswer,
  };
}
