import { refuse } from '../../src-shared/contract/errors.ts';
import { type Implementation, untilClosed } from '../contract/implementation.ts';
import type { Caretaker } from '../sign-off/caretaker.ts';
import { personHere } from './person.ts';
import type { CallSurroundings } from './surroundings.ts';

/** Milliseconds after which the time alone may have changed something: a look has become due. */
const timePassesMs = 60_000;

export function afterCareCalls(
  { panel }: Pick<CallSurroundings, 'panel'>,
  caretaker: Caretaker,
): Pick<Implementation, 'afterCare.watch' | 'afterCare.see'> {
  return {
    'afterCare.watch': async ({ targetId }, { emit, signal }) => {
      let told = '';
      const tell = () => {
        const runs = caretaker.read(targetId);
        const now = JSON.stringify(runs);
        if (now === told) return;
        told = now;
        emit({ runs });
      };
      tell();
      const stop = caretaker.listen(tell);
      const timer = setInterval(tell, timePassesMs);
      await untilClosed(signal);
      clearInterval(timer);
      stop();
    },

    'afterCare.see': ({ targetId, runId, look, note, person }) => {
      const about = { targetId, runId };
      const by = personHere(person);
      const asks = caretaker
        .read(targetId)
        .find((run) => run.runId === runId)
        ?.looks.some((one) => one.look.id === look && one.state === 'asks');
      if (!asks || !panel.afterCare.see(about, look, { note, by }))
        throw refuse('checklist.unknown-item', { item: look });
      panel.audit.add({ action: 'look-seen', targetId, person: by.name, data: { runId, look, note } });
      caretaker.changed();
      return {};
    },
  };
}
