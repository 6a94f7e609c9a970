import type { Readable, Writable } from 'node:stream';
import { type OperationName, operations, requestLineSchema } from '../../../src-shared/bonctl/protocol.ts';
import { Refusal, refuse } from '../../../src-shared/contract/errors.ts';
import type { Machine } from '../machine.ts';
import { type FrameSource, frameSource } from '../store/receive.ts';
import { handlers } from './handlers.ts';

const beatEveryMs = 5000;
const longestRequest = 32 * 1024 * 1024;

/** What a handler is given besides the parsed request. */
export interface CallContext {
  readonly machine: Machine;
  readonly frames: FrameSource;
  readonly signal: AbortSignal;
  emit(event: unknown): void;
}

/**
 * Answers one call: a request line in, events and one result out, as JSON lines. Ends with exit code 0 also for a refusal,
 * which is an answer; the PC going away ends it early and changes nothing that was begun on disk.
 */
export async function serveCall(machine: Machine, input: Readable, output: Writable): Promise<void> {
  const gone = new AbortController();
  output.on('error', () => gone.abort());
  output.on('close', () => gone.abort());
  const send = (line: object) => {
    if (!gone.signal.aborted) output.write(`${JSON.stringify(line)}\n`);
  };
  const beat = setInterval(() => send({ kind: 'beat' }), beatEveryMs);
  try {
    const { line, rest } = await firstLine(input);
    const { operation, request } = understood(line);
    const definition = operations[operation];
    const frames = frameSource(input, rest);
    const context: CallContext = {
      machine,
      frames,
      signal: gone.signal,
      emit: (event) => send({ kind: 'event', event: definition.event.parse(event) }),
    };
    const value = await handle(operation, request, context);
    send({ kind: 'result', value: definition.result.parse(value) });
  } catch (problem) {
    send({ kind: 'refusal', error: asRefusal(problem).error });
  } finally {
    clearInterval(beat);
    // a request that sends nothing more may leave its end open; we do not wait for it
    input.destroy();
  }
}

/** What a PC of another version may ask for is no fault of ours: it is told that it is not understood. */
function understood(line: string): { operation: OperationName; request: unknown } {
  try {
    const { operation, request } = requestLineSchema.parse(JSON.parse(line));
    return { operation, request: operations[operation].request.parse(request) };
  } catch (problem) {
    const said = problem instanceof Error ? problem.message.slice(0, 500) : 'not understood';
    throw refuse('contract.invalid-request', { call: 'bonctl', problem: said }, { retry: 'never' });
  }
}

function handle(operation: OperationName, request: unknown, context: CallContext): Promise<unknown> {
  const handler = handlers[operation] as (request: unknown, context: CallContext) => Promise<unknown>;
  return handler(request, context);
}

function asRefusal(problem: unknown): Refusal {
  if (problem instanceof Refusal) return problem;
  const code = (problem as NodeJS.ErrnoException).code;
  const path = (problem as NodeJS.ErrnoException).path ?? '/';
  if (code === 'ENOSPC') return refuse('disk.full', { path });
  if (code === 'EROFS') return refuse('disk.read-only', { path });
  const cause = problem instanceof Error ? problem.message : String(problem);
  return refuse('internal.bug', { reference: 'bonctl' }, { cause: cause.slice(0, 1000), retry: 'never' });
}

async function firstLine(input: Readable): Promise<{ line: string; rest: Buffer }> {
  let held = Buffer.alloc(0);
  for (;;) {
    const end = held.indexOf(10);
    if (end >= 0) return { line: held.subarray(0, end).toString('utf8'), rest: held.subarray(end + 1) };
    if (held.length > longestRequest) throw refuse('contract.invalid-request', { call: 'bonctl', problem: 'too long' });
    const piece = await nextPiece(input);
    if (!piece) throw refuse('contract.invalid-request', { call: 'bonctl', problem: 'no request line' });
    held = Buffer.concat([held, piece]);
  }
}

function nextPiece(input: Readable): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const take = () => {
      const piece = input.read() as Buffer | null;
      if (piece === null) return;
      clear();
      resolve(piece);
    };
    const end = () => {
      clear();
      resolve(null);
    };
    const fail = (problem: Error) => {
      clear();
      reject(problem);
    };
    const clear = () => {
      input.off('readable', take).off('end', end).off('error', fail);
    };
    input.on('readable', take).on('end', end).on('error', fail);
    take();
  });
}
