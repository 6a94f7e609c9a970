import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openJournal, readJournal } from '../../src-pi/control/journal/journal.ts';
import { Refusal } from '../../src-shared/contract/errors.ts';
import { seeded } from './bench/deadline.ts';
import { manager } from './bench/practice-machine.ts';
import { smallRunbook } from './bench/small-runbook.ts';

const runId = '20261123-190200-0a1b2c';
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bonwart-journal-'));
  file = join(folder, 'journal.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A short run: eight lines, one of every kind that a good deployment writes. */
function writeRun(): string[] {
  const journal = openJournal(runId, file);
  const id = 'look';
  journal.append({
    type: 'run-created',
    runId,
    kind: 'deployment',
    runbook: smallRunbook([{ id, use: 'check-machine' }]),
    version: '1.0.0',
    previousVersion: null,
    undoes: null,
    by: manager,
  });
  journal.append({ type: 'engine-started', pid: 1, resumed: false });
  journal.append({ type: 'state', from: 'created', to: 'running', event: 'started', reason: null });
  journal.append({ type: 'guard-armed', window: 'start', remainingMs: 60_000 });
  journal.append({ type: 'step-started', step: id, attempt: 1, forUndo: false, memory: { release: '0.9.0' } });
  journal.append({ type: 'step-output', step: id, text: 'Döner ½ €' });
  journal.append({
    type: 'step-finished',
    step: id,
    forUndo: false,
    result: 'done',
    durationMs: 12,
    proof: null,
    error: null,
    skipReason: null,
  });
  journal.append({ type: 'state', from: 'running', to: 'confirming', event: 'healthy', reason: null });
  journal.close();
  return readFileSync(file, 'utf8').split('\n').slice(0, -1);
}

/** The line at which reading refuses, or `null` if it does not. */
function damagedLine(): number | null {
  try {
    readJournal(runId, file);
    return null;
  } catch (problem) {
    if (!(problem instanceof Refusal) || problem.error.code !== 'run.journal-damaged') throw problem;
    return problem.error.data.line;
  }
}

test('what was appended is read again, numbered without a gap', () => {
  writeRun();
  expect(readJournal(runId, file).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('an edit in any line is found, even one that is valid by itself', () => {
  const lines = writeRun();
  for (const [index, line] of lines.entries()) {
    const entry = JSON.parse(line) as { at: string };
    const edited = JSON.stringify({ ...entry, at: '2020-01-01T00:00:00.000Z' });
    const next = lines.with(index, edited);
    writeFileSync(file, `${next.join('\n')}\n`);
    // the last line has nothing behind it that could tell: the panel's mirror does
    if (index < lines.length - 1) expect(damagedLine(), `line ${index + 1} edited`).toBe(index + 2);
  }
});

test('a line taken out, doubled or moved is found', () => {
  const lines = writeRun();
  for (let index = 0; index < lines.length - 1; index += 1) {
    writeFileSync(file, `${lines.toSpliced(index, 1).join('\n')}\n`);
    expect(damagedLine(), `line ${index + 1} taken out`).toBe(index + 1);
    writeFileSync(file, `${lines.toSpliced(index, 0, lines[index] ?? '').join('\n')}\n`);
    expect(damagedLine(), `line ${index + 1} doubled`).toBe(index + 2);
    writeFileSync(file, `${lines.toSpliced(index, 2, lines[index + 1] ?? '', lines[index] ?? '').join('\n')}\n`);
    expect(damagedLine(), `line ${index + 1} moved`).toBe(index + 1);
  }
});

test('any byte changed in any line but the last is found', () => {
  writeRun();
  const whole = readFileSync(file);
  const lastLine = whole.lastIndexOf(10, whole.length - 2) + 1;
  const seed = 4711;
  const random = seeded(seed);
  for (let round = 0; round < 200; round += 1) {
    const at = Math.floor(random() * lastLine);
    const bytes = Buffer.from(whole);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 7));
    writeFileSync(file, bytes);
    expect(damagedLine(), `seed ${seed}, round ${round}, byte ${at}`).not.toBeNull();
  }
});

test('a last line torn at any byte is cut off, and the journal goes on', () => {
  writeRun();
  const whole = readFileSync(file);
  const lastLine = whole.lastIndexOf(10, whole.length - 2) + 1;
  for (let length = lastLine; length < whole.length; length += 7) {
    writeFileSync(file, whole);
    truncateSync(file, length);
    expect(readJournal(runId, file)).toHaveLength(7);
    const journal = openJournal(runId, file);
    journal.append({ type: 'engine-started', pid: 2, resumed: true });
    journal.close();
    expect(readJournal(runId, file).at(-1)).toMatchObject({ seq: 8, type: 'engine-started', pid: 2 });
  }
});

test('a damaged journal is not written to', () => {
  writeRun();
  writeFileSync(file, readFileSync(file, 'utf8').replace('"remainingMs":60000', '"remainingMs":90000'));
  const before = readFileSync(file);
  expect(() => openJournal(runId, file)).toThrow('run.journal-damaged');
  expect(readFileSync(file)).toEqual(before);
});

test('whole lines after a torn one cannot hide it', () => {
  const lines = writeRun();
  writeFileSync(file, `${lines.slice(0, 3).join('\n')}\n${lines[3]?.slice(0, 40)}`);
  appendFileSync(file, `${lines[4]}\n`);
  expect(damagedLine()).toBe(4);
});
