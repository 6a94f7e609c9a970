import { spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { unitNames } from '../../../src-shared/bonctl/places.ts';
import { type Machine, placeOn } from '../machine.ts';

/** Bytes of the log's end that are read at most. */
const mostBytes = 512 * 1024;
const deadlineMs = 15_000;

/** The newest lines of what the print service said, oldest first: from systemd's journal, or from the file that our own supervisor keeps. */
export async function readServiceLog(machine: Machine, lines: number): Promise<string> {
  const text =
    machine.services.kind === 'systemd'
      ? await journalTail(lines)
      : fileTail(placeOn(machine, 'state', 'units', `${unitNames.service}.log`));
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}

function journalTail(lines: number): Promise<string> {
  const parameters = ['--unit', unitNames.service, '--lines', String(lines), '--no-pager', '--output', 'short-iso'];
  return new Promise((resolve, reject) => {
    const child = spawn('journalctl', parameters, { stdio: ['ignore', 'pipe', 'ignore'] });
    let tail = Buffer.alloc(0);
    child.stdout.on('data', (part: Buffer) => {
      tail = Buffer.concat([tail, part]).subarray(-mostBytes);
    });
    const deadline = setTimeout(() => child.kill('SIGKILL'), deadlineMs);
    child.once('error', reject);
    child.once('close', (exitCode) => {
      clearTimeout(deadline);
      if (exitCode === 0) resolve(wholeLines(tail, tail.length === mostBytes));
      else reject(new Error(`journalctl ended with ${exitCode ?? 'a signal'}`));
    });
  });
}

/** Empty where the service was never started. */
function fileTail(path: string): string {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
  try {
    const { size } = fstatSync(file);
    const bytes = Buffer.alloc(Math.min(size, mostBytes));
    const read = readSync(file, bytes, 0, bytes.length, size - bytes.length);
    return wholeLines(bytes.subarray(0, read), size > mostBytes);
  } finally {
    closeSync(file);
  }
}

/** Without the half line at the beginning: half of a secret would not be known as one. */
function wholeLines(bytes: Buffer, isCut: boolean): string {
  const begin = isCut ? bytes.indexOf(10) + 1 : 0;
  return bytes.subarray(begin).toString('utf8');
}
