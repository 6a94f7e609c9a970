import type { RemoteCommand } from './remote-host.ts';

/** A word as a POSIX shell takes it literally, whatever is in it (XCU 2.2.2: single quotes keep everything but themselves). */
export function quoteWord(word: string): string {
  if (word.includes('\0')) throw new Error('a word of a command holds a NUL');
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** The one line that goes over the wire for a command. */
export function commandLine({ program, arguments: words }: RemoteCommand): string {
  return [program, ...words].map(quoteWord).join(' ');
}
