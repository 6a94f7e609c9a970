import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { places } from '../../../src-shared/bonctl/places.ts';
import { answerLineSchema, type OperationName, type OperationRequest } from '../../../src-shared/bonctl/protocol.ts';
import { runProgram } from '../machine/run-program.ts';
import type { TestPi } from '../test-pi.ts';

/** A restaurant's PC as far as a Pi can tell: it signs in with a key, over its real sshd, for each call anew. */
export interface Pc {
  /** One call over a connection of its own. @throws Error with the refusal, or when the connection ended without an answer */
  call<Name extends OperationName>(operation: Name, request: OperationRequest<Name>): Promise<unknown>;
  /** Follows a run's journal from a number on. */
  follow(runId: string, fromSeq: number): Following;
  dispose(): void;
}

export interface Following {
  /** The lines that arrived. */
  readonly lines: readonly string[];
  /** Resolves when the connection is over, for whatever reason. */
  readonly ended: Promise<void>;
  /** The PC's power goes: nothing is said to the Pi. */
  kill(): void;
}

export async function createPc(pi: TestPi): Promise<Pc> {
  const folder = mkdtempSync(join(tmpdir(), 'bonwart-pc-'));
  const key = join(folder, 'key');
  await runProgram(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', key]);
  const home = `/home/${pi.user}/.ssh`;
  await pi.run(
    `install -d -m 700 -o ${pi.user} ${home}; cat > ${home}/authorized_keys; chown ${pi.user} ${home}/authorized_keys`,
    readFileSync(`${key}.pub`, 'utf8'),
  );
  const options = ['BatchMode=yes', 'StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR'];
  const words = [...options.flatMap((one) => ['-o', one]), '-o', 'ConnectTimeout=10', '-i', key];
  const open = (request: object): ChildProcess => {
    const argv = [...words, `${pi.user}@${pi.address}`, `sudo -n ${places.bonctl} call`];
    const child = spawn('ssh', argv, { stdio: ['pipe', 'pipe', 'pipe'], timeout: 120_000, killSignal: 'SIGKILL' });
    child.stdin?.on('error', () => {});
    child.stdin?.write(`${JSON.stringify(request)}\n`);
    return child;
  };
  return {
    async call(operation, request) {
      const child = open({ operation, request });
      let errors = '';
      child.stderr?.on('data', (piece) => {
        errors += piece;
      });
      if (!child.stdout) throw new Error('no output');
      for await (const line of createInterface({ input: child.stdout })) {
        const answer = answerLineSchema.parse(JSON.parse(line));
        if (answer.kind === 'result') return answer.value;
        if (answer.kind === 'refusal') throw new Error(`${answer.error.code} ${JSON.stringify(answer.error.data)}`);
      }
      throw new Error(`the connection ended without an answer: ${errors.trim()}`);
    },
    follow(runId, fromSeq) {
      const child = open({ operation: 'run.follow', request: { runId, fromSeq } });
      const lines: string[] = [];
      if (!child.stdout) throw new Error('no output');
      createInterface({ input: child.stdout }).on('line', (line) => {
        const answer = answerLineSchema.parse(JSON.parse(line));
        if (answer.kind === 'event') lines.push((answer.event as { line: string }).line);
      });
      const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
      return { lines, ended, kill: () => void child.kill('SIGKILL') };
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}
