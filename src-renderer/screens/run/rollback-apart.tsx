import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { RunView } from '../../../src-shared/bonctl/run-view.ts';
import { useAct } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { usePrevious } from './use-previous.ts';

/** The way back while a run is under way. Apart from everything else, and asked about once. */
export function RollbackApart({ targetId, view }: { targetId: string; view: RunView }) {
  const text = useTexts('run');
  const [asking, setAsking] = useState(false);
  const decide = useAct('run.decide');
  const previous = usePrevious(view);
  const possible = view.kind !== 'rollback' && (view.state === 'running' || view.state === 'confirming');
  if (!possible) return null;
  const act = async () => {
    const decision = { choice: 'rollback', reason: '' } as const;
    if (await decide.act({ targetId, runId: view.runId, decision })) setAsking(false);
  };
  return (
    <section className="run-apart">
      <div>
        <Button kind="danger" icon={Undo2} onPress={() => setAsking(true)}>
          {text('rollback')}
        </Button>
      </div>
      <p className="quiet">{text('rollbackMeaning', { previous })}</p>
      <Dialog
        kind="alert"
        isOpen={asking}
        onClose={() => setAsking(false)}
        title={text('rollbackAsk', { previous })}
        buttons={
          <>
            <Button kind="primary" autoFocus onPress={() => setAsking(false)}>
              {text('rollbackKeep')}
            </Button>
            <Button kind="danger" isDisabled={decide.busy} onPress={() => void act()}>
              {text('rollback')}
            </Button>
          </>
        }
      >
        <p>{text('rollbackMeaning', { previous })}</p>
        {decide.error ? <ErrorNotice error={decide.error} /> : null}
      </Dialog>
    </section>
  );
}
