import { useState } from 'react';
import type { JobSummary } from '../../../src-shared/service/panel.ts';
import { useAct } from '../../bridge/use-call.ts';
import { announce } from '../../design/announcer.tsx';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Field } from '../../design/field.tsx';
import { useTexts } from '../../language/use-texts.ts';

interface ReprintDialogProps {
  readonly targetId: string;
  readonly job: JobSummary;
  readonly onClose: (done: boolean) => void;
}

/** Prints a ticket once more, marked, with a reason that stays in the history. */
export function ReprintDialog({ targetId, job, onClose }: ReprintDialogProps) {
  const text = useTexts('orders');
  const [reason, setReason] = useState('');
  const reprint = useAct('ticket.reprint');
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
          <Button kind="primary" isDisabled={reprint.busy} onPress={() => void act()}>
            {text('reprintNow')}
          </Button>
          <Button onPress={() => onClose(false)}>{text('doNotPrint')}</Button>
        </>
      }
    >
      <p>{text('reprintMeaning')}</p>
      <Field
        label={text('reprintReason')}
        placeholder={text('reprintExample')}
        value={reason}
        maxLength={300}
        onChange={setReason}
      />
      {reprint.error ? <ErrorNotice error={reprint.error} onRetry={() => void act()} /> : null}
    </Dialog>
  );
}
