import { spawn } from 'node:child_process';

export interface ProgramEnd {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs a program of this machine to its end and gives back whatever it ended with. Killed after `deadlineMs`. */
export function tryProgram(argv: readonly string[], input = '', deadlineMs = 60_000): Promise<ProgramEnd> {
  const [program = '', ...parameters] = argv;
  return new Promise((resolve, reject) => {
    const running = spawn(program, parameters, { stdio: 'pipe', timeout: deadlineMs, killSignal: 'SIGKILL' });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    running.stdout.on('data', (piece: Buffer) => output.push(piece));
    running.stderr.on('data', (piece: Buffer) => errors.push(piece));
    running.stdin.on('error', () => {});
    running.stdin.end(input);
    running.once('error', reject);
    running.once('close', (exitCode) =>
      resolve({ exitCode, output: Buffer.concat(output).toString(), errors: Buffer.concat(errors).toString() }),
    );
  });
}

/** As `tryProgram`, for a program that has to succeed. @throws Error with what it wrote to standard error */
export async function runProgram(argv: readonly string[], input = '', deadlineMs = 60_000): Promise<string> {
  const { exitCode, output, errors } = await tryProgram(argv, input, deadlineMs);
  if (exitCode !== 0) throw new Error(`${argv.join(' ')} ended with ${exitCode ?? 'a signal'}: ${errors.trim()}`);
  return output;
}
