import { expect, test } from 'vitest';
import { type AfterCareRules, afterCareSchema } from '../../../src-shared/runbook/sign-off.ts';
import { isGood, type LookResult, looksAt } from '../../../src-shared/sign-off/after-care.ts';
import { assessCriteria } from '../../../src-shared/sign-off/evaluate.ts';
import { type Measured, measured, unknown } from '../../../src-shared/sign-off/measured.ts';
import { targetInWords, valueInWords } from '../../../src-shared/sign-off/words.ts';

const title = { de: 'x', en: 'x' };
const given = {
  looks: [
    { id: 'first', title, after: '24h' },
    { id: 'second', title, after: '48h' },
  ],
  criteria: [{ id: 'there', title, measure: 'uptime', target: 99.5, unit: 'percent', direction: 'at-least' }],
};
const rules: AfterCareRules = afterCareSchema.parse(given);
const hour = 3_600_000;
const at = new Date(30 * hour).toISOString();
const found = (uptime: Measured, seen: LookResult['seen'] = null): LookResult => ({
  ...{ measuredAt: at, seen, criteria: assessCriteria(rules.criteria, { uptime }) },
});
const states = (results: Record<string, LookResult>, now: number, overtakenAt: number | null = null) =>
  looksAt(rules, { endedAt: 0, overtakenAt, results }, now * hour).map(({ state }) => state);

test('a look is ahead until its time, due until it was made, and good only if all was measured and met', () => {
  expect(states({}, 23)).toEqual(['ahead', 'ahead']);
  expect(states({}, 24)).toEqual(['due', 'ahead']);
  expect(states({ first: found(measured(99.6)) }, 30)).toEqual(['good', 'ahead']);
  expect(states({ first: found(measured(99.4)) }, 30)).toEqual(['asks', 'ahead']);
  expect(states({ first: found(unknown('too-old')) }, 30)).toEqual(['asks', 'ahead']);
  const seen = { note: 'Stromausfall', by: { name: 'Maria', pc: 'KASSE-1' }, at };
  expect(states({ first: found(measured(12), seen) }, 30)).toEqual(['seen', 'ahead']);
});

test('another version ends the looks that were not made, and leaves those that were', () => {
  expect(states({ first: found(measured(50)) }, 60, 30 * hour)).toEqual(['asks', 'overtaken']);
});

test('looks come one after the other, under names of their own, and do not measure what is over', () => {
  const refused = (change: object) => afterCareSchema.safeParse({ ...given, ...change }).success === false;
  expect(refused({ looks: [...given.looks].reverse() })).toBe(true);
  expect(refused({ looks: [given.looks[0], given.looks[0]] })).toBe(true);
  const [criterion] = given.criteria;
  expect(refused({ criteria: [{ ...criterion, id: 'first' }] })).toBe(true);
  expect(refused({ criteria: [{ ...criterion, measure: 'health' }] })).toBe(true);
});

test('a share that is just missed does not look met by rounding', () => {
  const [criterion] = rules.criteria;
  if (!criterion) throw new Error('no criterion');
  const [missed] = assessCriteria([criterion], { uptime: measured(99.4) });
  expect(missed && isGood([missed])).toBe(false);
  expect(valueInWords(99.4, 'percent', 'en')).toBe('99.4%');
  expect(targetInWords(criterion, 'en')).toBe('99.5%');
});
