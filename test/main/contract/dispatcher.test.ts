import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDispatcher, largestNumberAtOnce } from '../../../src-main/contract/dispatcher.ts';
import { type Implementation, untilClosed } from '../../../src-main/contract/implementation.ts';
import { contract } from '../../../src-shared/contract/contract.ts';
import { hostMessageSchema, largestWindowMessage } from '../../../src-shared/contract/messages.ts';
import { everybodyMay } from '../../support/access.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** An implementation of which every call only counts that it was reached. */
function counting() {
  const reached: { name: string; request: unknown }[] = [];
  const entries = Object.entries(contract).map(([name, { kind }]) => [
    name,
    async (request: unknown, { signal }: { signal: AbortSignal }) => {
      reached.push({ name, request });
      if (kind === 'stream') await untilClosed(signal);
      return {};
    },
  ]);
  return { reached, implementation: Object.fromEntries(entries) as Implementation };
}

function connect() {
  const { reached, implementation } = counting();
  const heard: { kind: string; id: number; error: { code: string; data: object } }[] = [];
  const bugs: unknown[] = [];
  const dispatcher = createDispatcher(implementation, {
    reportBug: (_what, error) => `bug-${bugs.push(error)}`,
    access: everybodyMay,
  });
  const connection = dispatcher.connect((text) => {
    const message = JSON.parse(text);
    expect(hostMessageSchema.safeParse(message).success).toBe(true);
    heard.push(message);
  });
  return { reached, heard, bugs, connection, send: (message: unknown) => connection.receive(JSON.stringify(message)) };
}

test.each(['toString', '__proto__', 'constructor', 'nothing', '', 'app.preferences'])(
  'the call %j is unknown',
  async (name) => {
    const { send, heard, reached } = connect();
    send({ kind: 'call', id: 1, name, request: {} });
    await turn();
    expect(heard).toMatchObject([{ kind: 'refusal', id: 1, error: { code: 'contract.unknown-call' } }]);
    expect(reached).toEqual([]);
  },
);

test('a number that is in use, and more than the limit at once, are refused', async () => {
  const { send, heard, connection } = connect();
  for (let id = 1; id <= largestNumberAtOnce + 1; id += 1)
    send({ kind: 'open', id, name: 'targets.list', request: {} });
  send({ kind: 'open', id: 1, name: 'targets.list', request: {} });
  expect(heard.map(({ id, error }) => [id, error.code])).toEqual([
    [largestNumberAtOnce + 1, 'contract.too-much-at-once'],
    [1, 'contract.invalid-request'],
  ]);
  send({ kind: 'close', id: 2 });
  await turn();
  send({ kind: 'open', id: 999, name: 'targets.list', request: {} });
  expect(heard).toHaveLength(2);
  connection.close();
});

test('what is too large or no message is not heard', async () => {
  const { connection, heard, reached } = connect();
  const call = JSON.stringify({ kind: 'call', id: 1, name: 'practice.stop', request: {} });
  for (const text of ['', '{', 'null', '[]', '"x"', call + ' '.repeat(largestWindowMessage), call.replace('1', '1.5')])
    connection.receive(text);
  await turn();
  expect([heard, reached]).toEqual([[], []]);
});

test('nothing invalid reaches a handler, and everything with a number is answered', async () => {
  const seed = randomInt(2 ** 31);
  const names = fc.constantFrom(...Object.keys(contract), '__proto__', 'hasOwnProperty');
  const values = fc.anything({ maxDepth: 3, withNullPrototype: false });
  const keyed = fc.dictionary(
    fc.constantFrom('targetId', 'runId', 'address', 'port', '__proto__', 'settings', 'login', 'name', 'limit', 'jobId'),
    fc.oneof(values, fc.constant('kueche'), fc.constant(22)),
  );
  const message = fc.record({
    kind: fc.constantFrom('call', 'open', 'close', 'other'),
    id: fc.oneof(fc.integer(), values),
    name: fc.oneof(names, fc.string()),
    request: fc.oneof(keyed, values, fc.constant({})),
  });
  await fc
    .assert(
      fc.asyncProperty(fc.array(message, { maxLength: 20 }), async (messages) => {
        const { connection, reached, bugs } = connect();
        for (const one of messages)
          connection.receive(JSON.stringify(one, (_key, value) => (typeof value === 'bigint' ? `${value}` : value)));
        await turn();
        for (const { name, request } of reached) {
          const { request: schema } = contract[name as keyof typeof contract];
          expect(schema.safeParse(request).success).toBe(true);
          expect(Object.getPrototypeOf(request)).toBe(Object.prototype);
        }
        // What a handler of this test answers fits few calls; that is the only bug there may be.
        for (const bug of bugs) expect(String(bug)).toMatch(/ZodError|invalid/i);
        connection.close();
      }),
      { seed, numRuns: 500 },
    )
    .catch((error: unknown) => {
      throw new Error(`seed ${seed}`, { cause: error });
    });
});
