import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/*
 * Each transition of a ticket is on the disk before its consequence: counted as the calls of fsync and fdatasync that the system
 * sees (strace) while one transition runs. The control run with synchronous=NORMAL, which is what better-sqlite3 does if nobody
 * asks for more, must not pass the same check.
 */
const program = fileURLToPath(new URL('./support/transitions-program.ts', import.meta.url));
const works = spawnSync('strace', ['-f', '-e', 'trace=fsync', 'true']).status === 0;
if (!works) console.log('fsync: strace is not installed or may not trace here; the count of fsyncs is skipped');

/** Flushes to the disk by the name of the transition in which they happened. */
function flushes(synchronous: 'FULL' | 'NORMAL'): Record<string, number> {
  const folder = mkdtempSync(join(tmpdir(), 'bonwart-fsync-'));
  try {
    const trace = join(folder, 'trace');
    const run = spawnSync(
      'strace',
      [
        '-f',
        '-o',
        trace,
        '-e',
        'trace=fsync,fdatasync,write',
        '-s',
        '80',
        process.execPath,
        program,
        folder,
        synchronous,
      ],
      { encoding: 'utf8', timeout: 120_000 },
    );
    expect(run.status, run.stderr).toBe(0);
    const counts: Record<string, number> = {};
    let current: string | null = null;
    for (const line of readFileSync(trace, 'utf8').split('\n')) {
      const marker = /write\(1, "(begin|end) ([a-z-]+)\\n"/.exec(line);
      if (marker?.[1] === 'begin') {
        current = marker[2] ?? '';
        counts[current] = 0;
      } else if (marker?.[1] === 'end') current = null;
      else if (current !== null && /f(data)?sync\(/.test(line)) counts[current] = (counts[current] ?? 0) + 1;
    }
    return counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Transitions that a power cut could take back after they have had their consequence. */
const notOnDisk = (counts: Record<string, number>) => Object.keys(counts).filter((name) => (counts[name] ?? 0) < 1);

test.skipIf(!works)('each transition is flushed to the disk; with synchronous=NORMAL none is', () => {
  const full = flushes('FULL');
  expect(Object.keys(full).length).toBeGreaterThanOrEqual(14);
  expect(notOnDisk(full), JSON.stringify(full)).toEqual([]);
  // One each, and not more: an SD card has only so many.
  expect(Object.values(full).filter((count) => count > 1)).toEqual([]);
  const normal = flushes('NORMAL');
  expect(notOnDisk(normal).length, JSON.stringify(normal)).toBe(Object.keys(full).length);
});
