import { expect, test } from 'vitest';
import { z } from 'zod';
import { implementCalls } from '../../../src-main/calls/implementation.ts';
import { contract } from '../../../src-shared/contract/contract.ts';
import { errorCodes } from '../../../src-shared/contract/errors.ts';
import { texts } from '../../../src-shared/texts/index.ts';

const { implementation } = implementCalls({} as never, () => {});

test.each(Object.keys(contract) as (keyof typeof contract)[])('%s has schemas and an implementation', (name) => {
  const definition = contract[name];
  expect(definition.request).toBeInstanceOf(z.ZodType);
  expect(definition.kind === 'call' ? definition.response : definition.event).toBeInstanceOf(z.ZodType);
  expect(implementation[name]).toBeTypeOf('function');
  // A request that takes more than it knows would let through what nobody has looked at.
  expect(
    definition.request.safeParse({ ...{ targetId: 'a', runId: '20261123-120000-abcdef' }, unknown: 1 }).success,
  ).toBe(false);
});

test('nothing is implemented that the contract does not name', () => {
  expect(Object.keys(implementation).sort()).toEqual(Object.keys(contract).sort());
});

test('every error of the contract has its texts in both languages', () => {
  for (const code of errorCodes) {
    expect(texts.de.errors[code], code).toBeDefined();
    expect(texts.en.errors[code], code).toBeDefined();
  }
});
