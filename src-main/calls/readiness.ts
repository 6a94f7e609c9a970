import { refuse } from '../../src-shared/contract/errors.ts';
import { humanItems } from '../../src-shared/runbook/readiness.ts';
import type { Implementation } from '../contract/implementation.ts';
import { loadRunbook } from '../runbooks/load.ts';
import { runbookId } from './deployment.ts';
import { personHere } from './person.ts';
import type { CallSurroundings } from './surroundings.ts';

type ReadinessCalls = Pick<Implementation, 'readiness.answers' | 'readiness.answer'>;

export function readinessCalls(surroundings: CallSurroundings): ReadinessCalls {
  const { panel } = surroundings;
  return {
    'readiness.answers': ({ targetId, version }) => panel.answers.newest({ targetId, subject: version }),

    'readiness.answer': ({ targetId, version, item, answer, person, note }) => {
      panel.targets.get(targetId);
      const { readiness } = loadRunbook(surroundings.runbooksFolder, runbookId);
      if (!readiness || !humanItems(readiness).some(({ id }) => id === item))
        throw refuse('checklist.unknown-item', { item });
      const by = personHere(person);
      const about = { targetId, subject: version };
      panel.answers.add(about, { item, answer, by, note });
      panel.audit.add({
        action: 'checklist-answered',
        targetId,
        person: by.name,
        data: { version, item, answer, note },
      });
      return panel.answers.newest(about);
    },
  };
}
