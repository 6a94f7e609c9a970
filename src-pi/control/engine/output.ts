import type { Journal } from '../journal/journal.ts';

/** What the output of one run may take of the journal, in bytes; with the steps that is some 5 MB at most. */
export const mostOutputBytes = 4_000_000;
/** What a line takes besides its text: number, time, boot, and the hash that binds it. */
const lineBytes = 300;

const taken = new WeakMap<Journal, number>();

/**
 * Puts a line of a step's output into the journal. A program that talks without end, or that is tried again and again, must not fill the
 * card: behind the bound one line says so, and the rest is dropped.
 *
 * @param text with its secrets removed already.
 */
export function keepOutput(journal: Journal, step: string, text: string): void {
  const before = taken.get(journal) ?? takenBefore(journal);
  if (before >= mostOutputBytes) return;
  const now = before + Buffer.byteLength(text) + lineBytes;
  taken.set(journal, now);
  journal.append({
    type: 'step-output',
    step,
    text: now < mostOutputBytes ? text : '… (the rest of the output is not kept)',
  });
}

/** What an engine that was killed has written already. */
function takenBefore(journal: Journal): number {
  return journal.entries.reduce(
    (sum, entry) => (entry.type === 'step-output' ? sum + Buffer.byteLength(entry.text) + lineBytes : sum),
    0,
  );
}
