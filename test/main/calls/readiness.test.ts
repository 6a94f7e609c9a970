import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readinessCalls } from '../../../src-main/calls/readiness.ts';
import type { CallSurroundings } from '../../../src-main/calls/surroundings.ts';
import type { Panel } from '../../../src-main/panel/panel.ts';
import { contract } from '../../../src-shared/contract/contract.ts';
import { panelIn, panelWithPi } from '../../support/panel-with-pi.ts';

const repository = join(import.meta.dirname, '../../..');
let folder: string;
let panel: Panel;
beforeEach(() => {
  ({ folder, panel } = panelWithPi());
});
afterEach(() => {
  panel.close();
  rmSync(folder, { recursive: true });
});

const about = { targetId: 'kueche', version: '0.2.0' };
const answer = (item: string, given: 'yes' | 'no' | 'not-needed', note = '') => {
  const surroundings = { panel, runbooksFolder: join(repository, 'resources/runbooks') } as CallSurroundings;
  const request = { ...about, item, answer: given, person: 'Maria', note };
  return readinessCalls(surroundings)['readiness.answer'](contract['readiness.answer'].request.parse(request), {
    signal: new AbortController().signal,
    window: 'window',
  });
};

test('an answer is kept with name and note over a restart; the newest counts, and both are in the audit', async () => {
  await answer('kitchen-knows', 'no', 'Ayşe kommt erst um vier');
  await answer('spare-paper', 'yes');
  await answer('kitchen-knows', 'yes', 'Ayşe weiß es');
  panel.close();
  panel = panelIn(folder);
  const kept = panel.answers.newest({ targetId: 'kueche', subject: '0.2.0' });
  expect(kept).toMatchObject([
    { item: 'spare-paper', answer: 'yes', by: { name: 'Maria' } },
    { item: 'kitchen-knows', answer: 'yes', note: 'Ayşe weiß es' },
  ]);
  expect(panel.audit.all().map(({ data }) => data.answer)).toEqual(['no', 'yes', 'yes']);
});

test('another version and another Pi are asked anew', async () => {
  await answer('kitchen-knows', 'yes');
  expect(panel.answers.newest({ targetId: 'kueche', subject: '0.3.0' })).toEqual([]);
  expect(panel.answers.newest({ targetId: 'theke', subject: '0.2.0' })).toEqual([]);
});

test('what is not asked of people is refused, and so is "not needed" without a reason', async () => {
  await expect(async () => answer('room', 'yes')).rejects.toThrow(/checklist\.unknown-item/);
  await expect(async () => answer('kitchen-knows', 'not-needed')).rejects.toThrow(/why it is not needed/);
  expect(panel.audit.all()).toEqual([]);
});
