import { expect, test } from 'vitest';
import { oneAtATime } from '../../../src-renderer/bridge/one-at-a-time.ts';

function counted() {
  const going: PromiseWithResolvers<void>[] = [];
  const act = oneAtATime(() => {
    const one = Promise.withResolvers<void>();
    going.push(one);
    return one.promise;
  });
  /** Ends the one that goes, and lets what follows begin. */
  const end = async () => {
    going.at(-1)?.resolve();
    await new Promise((next) => setImmediate(next));
  };
  return { act, going, end };
}

test('however often it is told meanwhile, it is done once more, afterwards', async () => {
  const { act, going, end } = counted();
  for (let word = 0; word < 100; word += 1) act();
  expect(going).toHaveLength(1);
  await end();
  expect(going).toHaveLength(2);
  await end();
  expect(going).toHaveLength(2);
});

test('told again when it is over, it begins at once', async () => {
  const { act, going, end } = counted();
  act();
  await end();
  act();
  expect(going).toHaveLength(2);
});
