import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import {
  answerLineSchema,
  type OperationEvent,
  type OperationName,
  type OperationRequest,
  type OperationResult,
  operations,
} from '../../src-shared/bonctl/protocol.ts';
import { Refusal, refuse } from '../../src-shared/contract/errors.ts';
import type { RemoteHost, RemoteProcess } from '../ssh/remote-host.ts';
import { bonctlCall } from './command.ts';

/** bonctl says something every five seconds; after this much silence the connection is dead. */
const silenceMs = 20_000;

export interface BonctlCallOptions<Name extends OperationName> {
  readonly signal?: AbortSignal | undefined;
  onEvent?(event: OperationEvent<Name>): void;
  /** Writes what follows the request line; the input is closed after it. Rejects with `EPIPE` if the target hung up. */
  sendMore?(input: Writable): Promise<void>;
}

/**
 * Asks bonctl on a target one thing. Throws what it refuses; `bonctl.missing` if it is not there, `bonctl.bad-answer` if
 * it is not understood, `connection.lost` or `connection.timeout` if the answer does not come.
 */
export async function callBonctl<Name extends OperationName>(
  host: RemoteHost,
  kind: 'pi' | 'practice',
  operation: Name,
  request: OperationRequest<Name>,
  options: BonctlCallOptions<Name> = {},
): Promise<OperationResult<Name>> {
  const process = await host.open(bonctlCall(kind));
  const stop = () => process.kill();
  let silent = false;
  const watchdog = setTimeout(() => {
    silent = true;
    stop();
  }, silenceMs);
  options.signal?.addEventListener('abort', stop, { once: true });
  if (options.signal?.aborted) stop();
  const errors = collectErrors(process);
  process.input.on('error', () => {});
  try {
    process.input.write(`${JSON.stringify({ operation, request })}\n`);
    const sending = options.sendMore?.(process.input) ?? Promise.resolve();
    sending.then(
      () => process.input.end(),
      () => stop(),
    );
    const result = await readAnswer(process, operation, options, () => watchdog.refresh());
    if (result) return result.value;
    await sending.catch((problem: NodeJS.ErrnoException) => {
      // that the other side hung up is told below, with its reason
      if (problem.code !== 'EPIPE') throw problem;
    });
    if (silent)
      throw refuse('connection.timeout', { address: host.address, seconds: silenceMs / 1000 }, { retry: 'now' });
    throw await endedWithoutAnswer(host, process, operation, errors());
  } finally {
    clearTimeout(watchdog);
    options.signal?.removeEventListener('abort', stop);
    process.output.destroy();
  }
}

async function readAnswer<Name extends OperationName>(
  process: RemoteProcess,
  operation: Name,
  options: BonctlCallOptions<Name>,
  heard: () => void,
): Promise<{ value: OperationResult<Name> } | null> {
  const definition = operations[operation];
  const lines = createInterface({ input: process.output, crlfDelay: Number.POSITIVE_INFINITY });
  try {
    for await (const line of lines) {
      heard();
      const answer = parseLine(operation, line);
      if (answer.kind === 'refusal') {
        // It knows no such call, or not in this form.
        if (answer.error.code === 'contract.invalid-request') throw badAnswer(operation, answer.error.data.problem);
        throw new Refusal(answer.error);
      }
      if (answer.kind === 'event') {
        const event = definition.event.safeParse(answer.event);
        if (!event.success) throw badAnswer(operation, event.error.message);
        options.onEvent?.(event.data as OperationEvent<Name>);
      }
      if (answer.kind === 'result') {
        const value = definition.result.safeParse(answer.value);
        if (!value.success) throw badAnswer(operation, value.error.message);
        return { value: value.data as OperationResult<Name> };
      }
    }
  } finally {
    lines.close();
  }
  return null;
}

function parseLine(operation: string, line: string) {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw badAnswer(operation, line.slice(0, 200));
  }
  const answer = answerLineSchema.safeParse(value);
  if (!answer.success) throw badAnswer(operation, answer.error.message);
  return answer.data;
}

async function endedWithoutAnswer(
  host: RemoteHost,
  process: RemoteProcess,
  operation: string,
  errors: string,
): Promise<Refusal> {
  const { exitCode } = await process.end;
  if (exitCode === null) return refuse('connection.lost', { address: host.address }, { retry: 'now' });
  const missing = exitCode === 126 || exitCode === 127 || errors.startsWith('sudo:');
  if (missing) return refuse('bonctl.missing', { address: host.address }, { cause: errors });
  return badAnswer(operation, `it ended with ${exitCode}: ${errors}`);
}

function badAnswer(operation: string, problem: string): Refusal {
  return refuse('bonctl.bad-answer', { operation, problem: problem.slice(0, 500) });
}

/** The end of what a process writes to standard error: bonctl writes no secret there. */
function collectErrors(process: RemoteProcess): () => string {
  let tail = '';
  process.errors.on('data', (part: Buffer) => {
    tail = `${tail}${part.toString('utf8')}`.slice(-2000);
  });
  return () => tail.trim();
}
