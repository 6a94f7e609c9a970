import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { places } from '../../../src-shared/bonctl/places.ts';
import type { TestPi } from '../test-pi.ts';

const deadlineMs = 60_000;

function journalOf(pi: TestPi, runId: string): string {
  return join(pi.root, places.runs, runId, 'journal.jsonl');
}

/** The journal's whole lines as they lie on the Pi's disk, also while it is switched off. */
export function linesOf(pi: TestPi, runId: string): string[] {
  const text = readFileSync(journalOf(pi, runId), 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1);
}

/**
 * Resolves within a millisecond or two of a step's beginning, with the number that the engine's process has on this machine. It
 * looks at the Pi's disk from outside, without a pause: most steps take milliseconds.
 */
export async function atStep(pi: TestPi, runId: string, step: string): Promise<{ engine: number }> {
  const handle = openSync(journalOf(pi, runId), 'r');
  const chunk = Buffer.alloc(1024 * 1024);
  const giveUp = performance.now() + deadlineMs;
  let engine: number | undefined;
  let text = '';
  let offset = 0;
  try {
    while (performance.now() < giveUp) {
      const size = readSync(handle, chunk, 0, chunk.length, offset);
      offset += size;
      text += chunk.toString('utf8', 0, size);
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      engine ??= engineOf(runId);
      if (lines.some((line) => begins(line, step))) {
        engine ??= engineOf(runId);
        if (engine === undefined) throw new Error(`${runId} has begun ${step} without an engine`);
        return { engine };
      }
      await nextTurn();
    }
  } finally {
    closeSync(handle);
  }
  throw new Error(`${runId} did not come to ${step}: ${linesOf(pi, runId).slice(1).join('\n')}`);
}

function begins(line: string, step: string): boolean {
  const { type, step: of, forUndo } = JSON.parse(line) as Record<string, unknown>;
  return type === 'step-started' && of === step && forUndo === false;
}

/** Was the step still open when the journal ended (in a power cut) or when the next engine took it up? */
export function metInside(lines: readonly string[], step: string): boolean {
  const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const start = entries.findIndex((entry) => entry.type === 'step-started' && entry.step === step);
  const rest = entries.slice(start + 1);
  const next = rest.find(({ type }) => type === 'step-finished' || type === 'engine-started' || type === 'state');
  return next?.type !== 'step-finished';
}

/** Runs' names are random, so that no other process of this machine can name one. */
function engineOf(runId: string): number | undefined {
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name) || !existsSync(`/proc/${name}/cmdline`)) continue;
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
      if (words.includes('engine') && words.includes(runId) && words[0]?.endsWith('/node')) return Number(name);
    } catch {
      // it ended in the meantime
    }
  }
  return undefined;
}
