import { useState } from 'react';
import type { JobSummary } from '../../../src-shared/service/panel.ts';
import { useAct } from '../../bridge/use-call.ts';
import { announce } from '../../design/announcer.tsx';
import { Button } from '../../design/button.tsx';
import { ChoiceCards } from '../../design/choice.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Field } from '../../design/field.tsx';
import { useTexts } from '../../language/use-texts.ts';

interface ReprintDialogProps {
  readonly targetId: string;
  readonly job: JobSummary;
  readonly onClose: (done: boolean) => void;
}

const reasons = ['lost', 'unreadable', 'second', 'other'] as const;

/** Prints a ticket once more, marked, with a reason that stays in its story. Usually two taps. */
export function ReprintDialog({ targetId, job, onClose }: ReprintDialogProps) {
  const text = useTexts('orders');
  const [chosen, setChosen] = useState<(typeof reasons)[number] | null>(null);
  const [own, setOwn] = useState('');
  const reprint = useAct('ticket.reprint');
  const reason = chosen === null ? '' : chosen === 'other' ? own.trim() : text(`reasons.${chosen}`);
  const act = async () => {
    if (!(await reprint.act({ targetId, jobId: job.id, reason }))) return;
    announce(text('reprinted', { number: job.orderNumber }));
    onClose(true);
  };
  return (
    <Dialog
      isOpen
      onClose={() => onClose(false)}
      title={text('reprintTitle', { number: job.orderNumber })}
      buttons={
        <>
          <Button kind="primary" isDisabled={reprint.busy || reason === ''} onPress={() => void act()}>
            {text('reprintNow')}
          </Button>
          <Button onPress={() => onClose(false)}>{text('doNotPrint')}</Button>
        </>
      }
    >
      <p>{text('reprintMeaning')}</p>
      <ChoiceCards
        label={text('reprintReason')}
        value={chosen}
        onChange={setChosen}
        choices={reasons.map((value) => ({ value, title: text(`reasons.${value}`) }))}
      />
      {chosen === 'other' ? (
        <Field label={text('ownReason')} value={own} maxLength={300} onChange={setOwn} autoFocus />
      ) : null}
      {reprint.error ? <ErrorNotice error={reprint.error} onRetry={() => void act()} /> : null}
    </Dialog>
  );
}
