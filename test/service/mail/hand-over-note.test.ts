import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type HandOverNote, handOverNote } from '../../../src-pi/service/mail/hand-over-note.ts';

let folder: string;
let file: string;
let note: HandOverNote;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bonwart-note-'));
  file = join(folder, 'mail-handed-over.json');
  note = handOverNote(file);
});
afterEach(async () => {
  await note.close();
  rmSync(folder, { recursive: true, force: true });
});

const at = '2026-11-30T19:02:00.000Z';
const long = { messageId: 'a'.repeat(36), at, refused: ['chef@example.de', 'rosa@example.de'] };
const short = { messageId: 'b', at, refused: [] };

test('gives what was noted last, also to the next service, for the service alone', async () => {
  await note.write(long);
  await note.write(short);
  expect(await note.read()).toEqual(short);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const next = handOverNote(file);
  expect(await next.read()).toEqual(short);
  await next.write(long);
  expect(await next.read()).toEqual(long);
  await next.close();
});

test('knows nothing where nothing, half of a note, or something else lies', async () => {
  expect(await note.read()).toBeNull();
  await note.write(long);
  const whole = readFileSync(file, 'utf8');
  for (let length = 0; length < whole.length - 1; length += 1) {
    writeFileSync(file, whole.slice(0, length));
    expect(await note.read()).toBeNull();
  }
  for (const other of ['null\n', '{"messageId":"a"}\n', `${'\0'.repeat(200)}`, '[]\n']) {
    writeFileSync(file, other);
    expect(await note.read()).toBeNull();
  }
});

test('a folder that is not there keeps nobody from sending, and is used once it is', async () => {
  const data = join(folder, 'data');
  const late = handOverNote(join(data, 'mail-handed-over.json'));
  await late.write(short);
  expect(await late.read()).toBeNull();
  mkdirSync(data);
  await late.write(short);
  expect(await late.read()).toEqual(short);
  await late.close();
});
