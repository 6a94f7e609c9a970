import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { followRun } from '../../../src-main/calls/follow-run.ts';
import { hashOfLine, noLineBefore } from '../../../src-main/panel/chain.ts';
import { openPanel, type Panel } from '../../../src-main/panel/panel.ts';
import { refuse } from '../../../src-shared/contract/errors.ts';

const runId = '20261123-100000-abcdef';
const run = { targetId: 'kueche', runId, fromSeq: 1 };
let folder: string;
let panel: Panel;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bonwart-follow-'));
  panel = openPanel(folder, join(import.meta.dirname, '../../../migrations/panel'));
  panel.targets.save({
    id: 'kueche',
    name: 'Küche',
    kind: 'pi',
    address: 'kueche',
    port: 22,
    user: 'pi',
    hostKey: 'SHA256:x',
    publicKey: 'k',
    pairedAt: 't',
  });
});
afterEach(() => {
  panel.close();
  rmSync(folder, { recursive: true });
});

const journal: string[] = [];
for (let seq = 1; seq <= 6; seq += 1) {
  const previous = journal.length ? hashOfLine(journal.at(-1) ?? '') : noLineBefore;
  journal.push(
    JSON.stringify({ type: 'engine-started', seq, at: 't', bootId: 'b', previous, pid: seq, resumed: false }),
  );
}

type Follow = (fromSeq: number, onLine: (line: string) => void) => Promise<{ ended: boolean }>;

function surroundings(attempts: (Follow | Error)[]) {
  let attempt = 0;
  return {
    panel,
    connections: {
      get: async () => {
        const next = attempts[attempt];
        if (!(next instanceof Error)) return {};
        attempt += 1;
        throw next;
      },
    },
    bonctl: {
      follow: (_host: unknown, _target: unknown, from: { fromSeq: number }, onLine: (line: string) => void) => {
        const next = attempts[attempt++];
        return typeof next === 'function' ? next(from.fromSeq, onLine) : Promise.reject(next);
      },
    },
  } as never;
}

const lost = refuse('connection.lost', { address: 'kueche' });

test('over lost connections nothing is left out and nothing comes twice', async () => {
  const asked: number[] = [];
  const sending =
    (until: number, end: 'ended' | 'lost'): Follow =>
    async (fromSeq, onLine) => {
      asked.push(fromSeq);
      for (const line of journal.slice(fromSeq - 1, until)) onLine(line);
      if (end === 'lost') throw lost;
      return { ended: true };
    };
  const told: (number | string)[] = [];
  const attempts = [sending(2, 'lost'), lost, sending(4, 'lost'), sending(6, 'ended')];
  await followRun(
    surroundings(attempts),
    run,
    (event) => told.push(...(event.kind === 'entries' ? event.entries.map(({ seq }) => seq) : [event.state])),
    new AbortController().signal,
  );
  expect(asked).toEqual([1, 3, 5]);
  expect(told).toEqual(['live', 1, 2, 'lost', 'live', 3, 4, 'lost', 'live', 5, 6]);
});

test('what is mirrored is told at once, although the target cannot be reached', async () => {
  panel.journals.mirror('kueche', runId, journal.slice(0, 3));
  const controller = new AbortController();
  const told: unknown[] = [];
  await followRun(
    surroundings([lost]),
    { ...run, fromSeq: 2 },
    (event) => {
      told.push(event.kind === 'entries' ? event.entries.map(({ seq }) => seq) : event.state);
      if (event.kind === 'connection') controller.abort();
    },
    controller.signal,
  );
  expect(told).toEqual([[2, 3], 'lost']);
});

test('lines that another has mirrored meanwhile are told too, also if nothing comes after them', async () => {
  const told: unknown[] = [];
  // It was cut off; the other came through first and mirrored all, so that the Pi has nothing new to send here.
  const silent: Follow = async (fromSeq) => {
    expect(fromSeq).toBe(5);
    panel.journals.mirror('kueche', runId, journal.slice(4));
    return { ended: true };
  };
  await followRun(
    surroundings([lost, silent]),
    run,
    (event) => {
      told.push(event.kind === 'entries' ? event.entries.map(({ seq }) => seq) : event.state);
      if (told.length === 1) panel.journals.mirror('kueche', runId, journal.slice(0, 4));
    },
    new AbortController().signal,
  );
  expect(told).toEqual(['lost', 'live', [1, 2, 3, 4], [5, 6]]);
});

test('a line that does not fit ends it, and is not kept', async () => {
  const forged = (journal[2] ?? '').replace('"pid":3', '"pid":4');
  const forging: Follow = async (_fromSeq, onLine) => {
    for (const line of [journal[0], journal[1], forged, journal[3]]) onLine(line ?? '');
    return { ended: true };
  };
  await expect(followRun(surroundings([forging]), run, () => {}, new AbortController().signal)).rejects.toMatchObject({
    error: { code: 'run.journal-damaged' },
  });
  expect(panel.journals.lastSeq('kueche', runId)).toBe(0);
});

test('what more attempts would not change ends it', async () => {
  const unknown = refuse('run.unknown', { runId });
  await expect(
    followRun(surroundings([() => Promise.reject(unknown)]), run, () => {}, new AbortController().signal),
  ).rejects.toBe(unknown);
});
