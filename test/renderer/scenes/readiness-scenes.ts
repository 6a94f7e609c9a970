import type { GivenAnswer } from '../../../src-shared/readiness/answer.ts';
import { humanItems } from '../../../src-shared/runbook/readiness.ts';
import { allSent, inOrder, offered, prepare, press } from './deployment-scenes.ts';
import { maria, runbook } from './journal.ts';
import { obstacles, preflightOf } from './preflight-answers.ts';
import type { Scene } from './scene.ts';
import { ago, hours } from './times.ts';

const readiness = runbook.readiness;
if (!readiness) throw new Error('the runbook has no checklist');
const yes = (item: string, note = ''): GivenAnswer => ({ item, answer: 'yes', by: maria, note, at: ago(hours(1)) });
const all = humanItems(readiness).map(({ id }) => yes(id));
const some = [
  yes('changes-known', 'Neue Schrift auf dem Bon'),
  { ...yes('spare-paper'), answer: 'no' as const },
  { ...yes('kitchen-knows'), at: ago(hours(20)) },
];
const toChecklist = inOrder(prepare, press('Checkliste durchgehen', 'Go through the checklist'));

export const readinessScenes: readonly Scene[] = [
  {
    name: 'readiness-no-go',
    calls: {
      ...offered,
      'deployment.preflight': { value: preflightOf(obstacles) },
      'readiness.answers': { value: some },
    },
    streams: allSent,
    act: toChecklist,
  },
  {
    name: 'readiness-go',
    calls: { ...offered, 'readiness.answers': { value: all } },
    streams: allSent,
    act: toChecklist,
  },
  {
    name: 'readiness-answer',
    calls: { ...offered, 'readiness.answers': { value: some } },
    streams: allSent,
    act: inOrder(toChecklist, press('Beantworten: Der Zeitpunkt', 'Answer: The time')),
  },
];
