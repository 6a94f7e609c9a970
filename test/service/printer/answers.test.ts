import fc from 'fast-check';
import { expect, test } from 'vitest';
import { automaticStatus, processIdEcho } from '../../../src-main/practice/printer/status.ts';
import { answerReader, type PrinterAnswer } from '../../../src-pi/service/printer/answers.ts';
import { printerStateOf } from '../../../src-pi/service/printer/status.ts';

function read(...parts: Uint8Array[]): PrinterAnswer[] {
  const answers: PrinterAnswer[] = [];
  const take = answerReader((answer) => answers.push(answer));
  for (const part of parts) take(part);
  return answers;
}

const good = { paper: 'enough', cover: 'closed', cutter: 'ok', head: 'ok', broken: false, waiting: false } as const;

test('answers are told apart however the network cuts them', () => {
  const bytes = [
    ...automaticStatus(good),
    0x16,
    ...processIdEcho('E!!"'),
    0x00,
    ...automaticStatus({ ...good, paper: 'end' }),
    0x12,
  ];
  const whole = read(Uint8Array.from(bytes));
  expect(whole.map(({ kind }) => kind)).toEqual([
    'automatic',
    'real-time',
    'process-id',
    'fence',
    'automatic',
    'real-time',
  ]);
  expect(whole[2]).toEqual({ kind: 'process-id', id: 'E!!"' });
  expect(read(...bytes.map((byte) => Uint8Array.of(byte)))).toEqual(whole);
});

test('no bytes make it fail, and a good answer after a NUL is heard again', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
      const answers = read(noise, new Uint8Array(300), processIdEcho('Fabc'));
      expect(answers.at(-1)).toEqual({ kind: 'process-id', id: 'Fabc' });
    }),
    { numRuns: 500, seed: 20261123 },
  );
});

test.each([
  ['ready', {}],
  ['paper-near-end', { paper: 0x1e }],
  ['paper-end', { printer: 0x1a, offline: 0x32, paper: 0x7e }],
  ['cover-open', { printer: 0x1a, offline: 0x16, paper: 0x7e }],
  ['cutter', { printer: 0x1a, offline: 0x52, error: 0x1a }],
  ['overheated', { printer: 0x1a, offline: 0x52, error: 0x52 }],
  ['error', { printer: 0x1a, offline: 0x52, error: 0x32 }],
  ['error', { printer: 0x1a }],
])('%s', (state, bytes) => {
  expect(printerStateOf({ printer: 0x12, offline: 0x12, error: 0x12, paper: 0x12, ...bytes })).toBe(state);
});
