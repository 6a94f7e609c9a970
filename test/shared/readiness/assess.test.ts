import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { type PreflightReason, preflightChecks } from '../../../src-shared/bonctl/preflight.ts';
import type { GivenAnswer } from '../../../src-shared/readiness/answer.ts';
import { assessReadiness, blockersOf } from '../../../src-shared/readiness/assess.ts';
import { humanItems, type Readiness } from '../../../src-shared/runbook/readiness.ts';
import { forEngine, runbookSchema } from '../../../src-shared/runbook/schema.ts';
import { preflightOf } from '../../renderer/scenes/preflight-answers.ts';

const runbook = runbookSchema.parse(parse(readFileSync('resources/runbooks/wix-printer-service.yaml', 'utf8')));
const readiness = runbook.readiness as Readiness;
const now = Date.parse('2026-11-24T20:00:00Z');
const answered = (item: string, answer: GivenAnswer['answer'] = 'yes', hoursAgo = 0.1): GivenAnswer => ({
  item,
  answer,
  by: { name: 'Maria', pc: 'Kasse' },
  note: '',
  at: new Date(now - hoursAgo * 3_600_000).toISOString(),
});
const allYes = humanItems(readiness).map(({ id }) => answered(id));
const instead = (item: string, given: GivenAnswer | null) =>
  allYes.flatMap((one) => (one.item === item ? (given ? [given] : []) : [one]));
/** A Pi that tells of everything, and all of it is fine. */
const fine = preflightOf([
  { check: 'power', reason: 'power-fine', data: {} },
  { check: 'mail', reason: 'mail-open', data: {} },
]).findings;
const found = (reason: PreflightReason) => {
  const [check] = preflightChecks.filter((name) => reason.startsWith(`${name}-`));
  return fine.map((finding) => (finding.check === check ? { ...finding, reason } : finding));
};
const assess = (findings: typeof fine | null, answers: readonly GivenAnswer[]) =>
  assessReadiness(readiness, { findings, answers, now });
const blocking = (assessment: ReturnType<typeof assess>) => blockersOf(assessment).map(({ item }) => item.id);

test('everything met is 100 % and a go', () => {
  expect(assess(fine, allYes)).toMatchObject({ verdict: 'go', percent: 100, tooFew: false });
});

test.each([
  ['a check that forbids', found('disk-short'), allYes, ['room']],
  ['a required question that nobody has answered', fine, instead('kitchen-knows', null), ['kitchen-knows']],
  [
    'a required question answered no',
    fine,
    instead('manager-agrees', answered('manager-agrees', 'no')),
    ['manager-agrees'],
  ],
  [
    'a required answer that is too old',
    fine,
    instead('kitchen-knows', answered('kitchen-knows', 'yes', 12.1)),
    ['kitchen-knows'],
  ],
  [
    'a required answer of a clock that is ahead',
    fine,
    instead('kitchen-knows', answered('kitchen-knows', 'yes', -2)),
    ['kitchen-knows'],
  ],
] as const)('%s is a no-go that names what blocks, and clearing it is a go', (_what, findings, answers, blockers) => {
  const assessment = assess([...findings], answers);
  expect(assessment.verdict).toBe('no-go');
  expect(blocking(assessment)).toEqual(blockers);
  expect(assessment.percent).toBeLessThan(100);
  expect(assess(fine, allYes).verdict).toBe('go');
});

test('what is not required, or only warned of, is a go with reservations', () => {
  expect(assess(found('power-was-weak'), allYes)).toMatchObject({ verdict: 'go-with-warnings', percent: 100 });
  expect(assess(fine, instead('spare-paper', null)).verdict).toBe('go-with-warnings');
  expect(assess(fine, instead('spare-paper', answered('spare-paper', 'no'))).verdict).toBe('go-with-warnings');
});

test('too few met items are a no-go, though no single one forbids it', () => {
  const required = new Set(humanItems(readiness).flatMap(({ id, required }) => (required ? [id] : [])));
  const assessment = assess(
    fine,
    allYes.filter(({ item }) => required.has(item)),
  );
  expect(blocking(assessment)).toEqual([]);
  expect(assessment).toMatchObject({ verdict: 'no-go', tooFew: true });
});

test('what the machine does not tell is neither met nor counted, also beside what is fine', () => {
  const untold = assess(found('power-untold'), allYes);
  expect(untold).toMatchObject({ verdict: 'go', percent: 100 });
  expect(untold.groups.flatMap(({ items }) => items).find(({ item }) => item.id === 'strength')?.state).toBe('untold');
  const silent = assess(
    fine.filter(({ check }) => check !== 'card'),
    allYes,
  );
  expect(silent.groups.flatMap(({ items }) => items).find(({ item }) => item.id === 'room')?.state).toBe('untold');
});

test('while the check runs nothing is a go, and a question that blocks is told at once', () => {
  expect(assess(null, allYes).verdict).toBe('checking');
  expect(assess(null, []).verdict).toBe('no-go');
});

test('"not needed" satisfies a required question and does not count', () => {
  const assessment = assess(fine, instead('kitchen-knows', answered('kitchen-knows', 'not-needed')));
  expect(assessment).toMatchObject({ verdict: 'go', percent: 100 });
});

test('the shipped checklist asks for every check once, and its engine does not see it', () => {
  const used = readiness.groups.flatMap(({ items }) => items).flatMap((item) => ('checks' in item ? item.checks : []));
  expect([...used].sort()).toEqual([...preflightChecks].sort());
  expect(forEngine(runbook)).not.toHaveProperty('readiness');
  expect(runbookSchema.parse(forEngine(runbook)).phases).toEqual(runbook.phases);
});

test('a name that is used twice is refused', () => {
  const [group] = readiness.groups;
  const twice = { ...runbook, readiness: { ...readiness, groups: [group, group] } };
  expect(runbookSchema.safeParse(twice).success).toBe(false);
});

test('what the PC knows itself counts once it is known, and is a reservation, never a no-go', () => {
  const own = { 'mail-proven': true, informed: true, contacts: true, window: true };
  const known = (change: Partial<typeof own>) =>
    assessReadiness(readiness, { findings: fine, answers: allYes, own: { ...own, ...change }, now });
  expect(known({})).toMatchObject({ verdict: 'go', percent: 100 });
  const without = known({ contacts: false });
  expect(without.verdict).toBe('go-with-warnings');
  expect(without.percent).toBeLessThan(100);
  expect(blocking(without)).toEqual([]);
});
