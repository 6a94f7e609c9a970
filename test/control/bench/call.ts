import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import {
  answerLineSchema,
  type OperationEvent,
  type OperationName,
  type OperationRequest,
  type OperationResult,
  operations,
} from '../../../src-shared/bonctl/protocol.ts';
import type { BonwartError } from '../../../src-shared/contract/errors.ts';
import { bonctlProgram } from './bundle.ts';

/** What bonctl refused, as the caller got it. */
export class Refused extends Error {
  readonly error: BonwartError;
  constructor(error: BonwartError) {
    super(`${error.code} ${JSON.stringify(error.data)} ${error.cause ?? ''}`);
    this.error = error;
  }
}

export interface OpenCall<Name extends OperationName> {
  readonly process: ChildProcess;
  readonly answer: Promise<OperationResult<Name>>;
}

/** Calls bonctl as the panel does: one request line (and what follows it) in, answer lines out, all parsed. */
export function openCall<Name extends OperationName>(
  root: string,
  operation: Name,
  request: OperationRequest<Name>,
  more: {
    body?: Readable | Buffer;
    env?: Record<string, string>;
    onEvent?: (event: OperationEvent<Name>) => void;
    onBeat?: () => void;
  } = {},
): OpenCall<Name> {
  const child = spawn(process.execPath, [bonctlProgram, '--root', root, 'call'], {
    env: { ...process.env, ...more.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const answer = new Promise<OperationResult<Name>>((resolve, reject) => {
    let complaints = '';
    let answered = false;
    child.stderr.on('data', (bytes: Buffer) => {
      complaints += bytes.toString('utf8');
    });
    createInterface({ input: child.stdout })
      .on('line', (text) => {
        const line = answerLineSchema.parse(JSON.parse(text));
        if (line.kind === 'beat') more.onBeat?.();
        if (line.kind === 'event')
          more.onEvent?.(operations[operation].event.parse(line.event) as OperationEvent<Name>);
        if (line.kind === 'result' || line.kind === 'refusal') answered = true;
        if (line.kind === 'result') resolve(operations[operation].result.parse(line.value) as OperationResult<Name>);
        if (line.kind === 'refusal') reject(new Refused(line.error));
      })
      .on('error', reject);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (!answered) reject(new Error(`bonctl ended (${code ?? signal}) without an answer: ${complaints}`));
    });
  });
  child.stdin.on('error', () => {});
  child.stdin.write(`${JSON.stringify({ operation, request })}\n`);
  if (more.body instanceof Readable) more.body.pipe(child.stdin);
  else child.stdin.end(more.body ?? '');
  return { process: child, answer };
}

export function call<Name extends OperationName>(
  root: string,
  operation: Name,
  request: OperationRequest<Name>,
  more: Parameters<typeof openCall<Name>>[3] = {},
): Promise<OperationResult<Name>> {
  return openCall(root, operation, request, more).answer;
}
