import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useAct, useCall } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Field } from '../../design/field.tsx';
import { useTexts } from '../../language/use-texts.ts';

/** The way back to the previous version. Apart, never the default, and it says what happens to the orders. */
export function RollbackOffer({ targetId, onStarted }: { targetId: string; onStarted: (runId: string) => void }) {
  const text = useTexts('deployment');
  const { answer } = useCall('rollback.offer', { targetId });
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const start = useAct('rollback.start');
  if (answer.state !== 'loaded' || !answer.value.possible) return null;
  const { from, to, toOldService, waitingOrders } = answer.value;
  const values = { from: from ?? '', to: to ?? '' };
  const words = toOldService
    ? { title: text('oldTitle'), meaning: text('oldMeaning'), button: text('old'), ask: text('oldAsk') }
    : {
        title: text('rollbackTitle', values),
        meaning: text('rollbackMeaning', values),
        button: text('rollback', values),
        ask: text('rollbackAsk', values),
      };
  const act = async () => {
    const started = await start.act({ targetId, reason });
    if (started) onStarted(started.runId);
  };
  return (
    <section className="deployment-apart">
      <h2>{words.title}</h2>
      <p className="quiet">{words.meaning}</p>
      <div>
        <Button kind="danger" icon={Undo2} onPress={() => setAsking(true)}>
          {words.button}
        </Button>
      </div>
      <Dialog
        kind="alert"
        isOpen={asking}
        onClose={() => setAsking(false)}
        title={words.ask}
        buttons={
          <>
            <Button kind="primary" autoFocus onPress={() => setAsking(false)}>
              {text('rollbackKeep', values)}
            </Button>
            <Button kind="danger" isDisabled={start.busy} onPress={() => void act()}>
              {start.busy ? text('rollbackStarting') : text('rollbackNow')}
            </Button>
          </>
        }
      >
        <p>{words.meaning}</p>
        {waitingOrders === null ? null : <p>{text('rollbackOrders', { count: waitingOrders })}</p>}
        <Field
          label={text('rollbackReason')}
          placeholder={text('rollbackExample')}
          value={reason}
          maxLength={500}
          onChange={setReason}
        />
        {start.error ? <ErrorNotice error={start.error} onRetry={() => void act()} /> : null}
      </Dialog>
    </section>
  );
}
