import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commandLine } from '../../../src-main/ssh/quote.ts';

const printArguments = 'for one in "$@"; do printf "%s\\0" "$one"; done';

/** What a real shell makes of the text. */
function takenApart(words: readonly string[]): string[] {
  const text = commandLine({ program: 'sh', arguments: ['-c', printArguments, 'sh', ...words] });
  return execFileSync('sh', ['-c', text], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

test.each([["'; touch /tmp/owned; '"], ['$(id)'], ['`id`'], ['a\nb'], ['\\'], ['--'], [''], ['*'], ['~'], ['ü € 🥙']])(
  'a shell gives back %j as it is',
  (word) => {
    expect(takenApart([word, word])).toEqual([word, word]);
  },
);

test('a shell gives back any words as they are', () => {
  const word = fc.string({ unit: 'binary', maxLength: 30 }).filter((one) => !one.includes('\0') && one.isWellFormed());
  fc.assert(
    fc.property(fc.array(word, { maxLength: 5 }), (words) => {
      expect(takenApart(words)).toEqual(words);
    }),
    { numRuns: 25 },
  );
});

test('a NUL is refused', () => {
  expect(() => commandLine({ program: 'a', arguments: ['\0'] })).toThrow('NUL');
});
