import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { ResponseOf } from '../../../src-shared/contract/contract.ts';
import { useAct, useCall } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { FactList } from '../../design/facts.tsx';
import { Field } from '../../design/field.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { RoleHint } from '../../roles/role-hint.tsx';

interface BackSectionProps {
  readonly targetId: string;
  readonly offer: ResponseOf<'rollback.offer'>;
  readonly onStarted: (runId: string) => void;
}

/** Back to the release before: what will run then, what becomes of the orders, how long it takes; and the one press that does it. */
export function BackSection({ targetId, offer, onStarted }: BackSectionProps) {
  const text = useTexts('wayBack');
  const words = useTexts('deployment');
  const [reason, setReason] = useState('');
  const start = useAct('rollback.start');
  const informed = useInformed(targetId);
  const { from, to, toOldService, waitingOrders, possible } = offer;
  if (!possible)
    return (
      <section className="stack">
        <h2>{text('back')}</h2>
        <p>{text(to === null && !toOldService ? 'nothing' : 'busy')}</p>
      </section>
    );
  const act = async () => {
    const started = await start.act({ targetId, reason });
    if (started) onStarted(started.runId);
  };
  return (
    <section className="stack stretch">
      <h2>{toOldService ? words('oldTitle') : words('rollbackTitle', { to: to ?? '' })}</h2>
      <FactList
        facts={[
          [text('runs'), from],
          [text('afterwards'), toOldService ? text('thenOld') : to],
          [
            text('orders'),
            <>
              {text('ordersKept')}
              {waitingOrders === null ? '' : ` ${words('rollbackOrders', { count: waitingOrders })}`}
            </>,
          ],
          [text('time'), text('timeBack')],
          [text('checked'), text('checkedMeaning')],
          [text('mailed'), informed],
        ]}
      />
      <div className="way-back-apart">
        <Field
          label={text('reason')}
          placeholder={words('rollbackExample')}
          value={reason}
          maxLength={500}
          onChange={setReason}
        />
        <div>
          <Button kind="danger" icon={Undo2} isDisabled={start.busy} onPress={() => void act()}>
            {start.busy ? text('starting') : words('rollbackNow')}
          </Button>
        </div>
        <RoleHint call="rollback.start" />
        {start.error ? <ErrorNotice error={start.error} onRetry={() => void act()} /> : null}
      </div>
    </section>
  );
}

/** Who gets a mail of it, or that nobody does. Null as long as that is not known. */
function useInformed(targetId: string): string | null {
  const text = useTexts('wayBack');
  const { answer } = useCall('guide.read', { targetId });
  if (answer.state !== 'loaded') return null;
  const { to, off } = answer.value.guide.informed;
  return to.length === 0 || off.includes('rolled-back') ? text('mailedNobody') : to.join(', ');
}
